"""Edits to values: missing guards, defaults, templates, regular expressions, spreads of objects."""

from collections.abc import Iterator
from itertools import pairwise

from tree_sitter import Node

from training.agents.repair.operators.base import Change, after, before, method, put, receiver
from training.agents.repair.program import Part, Program, field, named, text

_DEFAULTS = (b"0", b"''", b"[]", b"{}", b"1", b"null", b"false")
_FLAGS = (b"g", b"i", b"m", b"u", b"s", b"y")


def default(program: Program) -> Iterator[Change]:
    """A value for what may be missing: `x ?? 0`, or a parameter's default."""
    for node in program.of("subscript_expression", "member_expression", "call_expression"):
        if _read(node) and (node.type != "call_expression" or method(node) in (b"get", b"find", b"match", b"pop")):
            yield from (put(node, b"(" + text(node) + b" ?? " + value + b")") for value in _DEFAULTS)
    for parameters in program.of("formal_parameters"):
        for node in named(parameters):
            if node.type in ("identifier", "object_pattern", "array_pattern"):
                yield from (after(node, b" = " + value) for value in _DEFAULTS)


def optional(program: Program) -> Iterator[Change]:
    """`?.` where the object may be missing."""
    for node in program.of("member_expression"):
        dots = [child for child in node.children if child.type == "."]
        if dots and _read(node):
            yield put(dots[0], b"?.")


def own_key(program: Program) -> Iterator[Change]:
    """A key looked up in the object itself: not in its prototype, and not by whether the value is falsy."""
    for node in program.of("binary_expression"):
        if text(field(node, "operator")) == b"in":
            yield put(node, _own(text(field(node, "right")), text(field(node, "left"))))
    for node in program.of("subscript_expression"):
        above = node.parent
        if above is not None and above.type in ("parenthesized_expression", "unary_expression"):
            yield put(node, _own(text(field(node, "object")), text(field(node, "index"))))


def regex_flags(program: Program) -> Iterator[Change]:
    """A flag of a regular expression, set or taken away."""
    for node in program.of("regex"):
        flags = node.child_by_field_name("flags")
        set_now = text(flags) if flags is not None else b""
        body = text(node)[: len(text(node)) - len(set_now)]
        for flag in _FLAGS:
            yield put(node, body + (set_now.replace(flag, b"") if flag in set_now else set_now + flag))


def regex_pattern(program: Program) -> Iterator[Change]:
    """Anchors and quantifiers of a regular expression."""
    for node in program.of("regex_pattern"):
        pattern = text(node)
        for new in _patterns(pattern):
            if new and new != pattern:
                yield put(node, new)


def template(program: Program) -> Iterator[Change]:
    """A text with `${...}` in plain quotes, made a template."""
    for node in program.of("string"):
        if b"${" in text(node):
            yield put(node, b"`" + text(node)[1:-1].replace(b"`", b"\\`") + b"`")


def separator(program: Program) -> Iterator[Change]:
    """What a text is split or joined by."""
    for call in program.of("call_expression"):
        if method(call) in (b"split", b"join"):
            for new in (b"''", b"' '", b"','", b"', '", b"'\\n'", b"/\\s+/"):
                if new != b"/\\s+/" or method(call) == b"split":
                    yield put(field(call, "arguments"), b"(" + new + b")")


def code_points(program: Program) -> Iterator[Change]:
    """A text taken by whole characters instead of by UTF-16 units."""
    for call in program.of("call_expression"):
        if method(call) == b"split" and text(field(call, "arguments")) in (b"('')", b'("")'):
            yield put(call, b"[..." + text(receiver(call)) + b"]")
    for node in program.of("member_expression"):
        if text(field(node, "property")) == b"length" and _read(node):
            yield put(node, b"[..." + text(field(node, "object")) + b"].length")


def made_new(program: Program) -> Iterator[Change]:
    """A `new` that is missing in front of a class."""
    for call in program.of("call_expression"):
        name = text(field(call, "function"))
        if name[:1].isupper() and b"." not in name and name not in (b"Number", b"String", b"Boolean", b"BigInt"):
            yield before(call, b"new ")


def each_own(program: Program) -> Iterator[Change]:
    """A fresh value for each place: `Array.from({ length: n }, () => x)` for `new Array(n).fill(x)`."""
    for call in program.of("call_expression"):
        if method(call) == b"fill":
            maker = receiver(call)
            size = maker.child_by_field_name("arguments")
            filled = text(field(call, "arguments"))[1:-1]
            if size is not None and b"Array" in text(maker):
                yield put(call, b"Array.from({ length: " + text(size)[1:-1] + b" }, () => (" + filled + b"))")


def merge_order(program: Program) -> Iterator[Change]:
    """What wins when two objects are merged, or which part of a list comes first."""
    for node in program.of("object", "array"):
        inside = named(node)
        for one, other in pairwise(inside):
            if "spread_element" in (one.type, other.type):
                yield (
                    Part(one.start_byte, one.end_byte, text(other)),
                    Part(other.start_byte, other.end_byte, text(one)),
                )


def _patterns(pattern: bytes) -> Iterator[bytes]:
    yield pattern.removeprefix(b"^") if pattern.startswith(b"^") else b"^" + pattern
    yield pattern.removesuffix(b"$") if pattern.endswith(b"$") else pattern + b"$"
    if not pattern.startswith(b"^") and not pattern.endswith(b"$"):
        yield b"^(?:" + pattern + b")$"
    for old, new in (
        (b"+", b"*"),
        (b"*", b"+"),
        (b"\\d", b"\\w"),
        (b"\\w", b"\\S"),
        (b"\\s", b"\\s+"),
        (b".*", b".*?"),
    ):
        at = pattern.find(old)
        if at > 0 and pattern[at - 1 : at] != b"\\":
            yield pattern[:at] + new + pattern[at + len(old) :]
    if pattern[-1:] not in (b"+", b"*", b"$", b"?"):
        yield pattern + b"+"


def _own(holder: bytes, key: bytes) -> bytes:
    return b"Object.hasOwn(" + holder + b", " + key + b")"


def _read(node: Node) -> bool:
    """Whether this is the whole of a value that is read: no target of an assignment, no part of a longer chain."""
    above = node.parent
    if above is None or above.type in ("member_expression", "update_expression", "call_expression", "export_clause"):
        return False
    left = above.child_by_field_name("left")
    assigned = above.type in ("assignment_expression", "augmented_assignment_expression", "for_in_statement")
    return not (assigned and left is not None and left.id == node.id)
