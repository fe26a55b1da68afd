"""Edits to numbers, strings, initial values and offsets."""

from collections.abc import Iterator

from tree_sitter import Node

from training.agents.repair.operators.base import LOOPS, Change, arguments, method, put, wrapped
from training.agents.repair.program import Part, Program, field, text

_INITIAL = (b"0", b"1", b"-1", b"''", b"[]", b"null", b"Infinity", b"-Infinity", b"{}", b"new Map()", b"new Set()")
_TIMES = (b"7", b"12", b"24", b"60", b"365", b"1000", b"3600")
_BOTH_ENDS = 2
_EXACT_DIGITS = 16  # beyond that a JavaScript number is not exact
_SLICERS = (
    b"slice",
    b"substring",
    b"substr",
    b"splice",
    b"charAt",
    b"at",
    b"indexOf",
    b"padStart",
    b"padEnd",
    b"repeat",
)


def step(program: Program) -> Iterator[Change]:
    """A number, one more or one less."""
    for node in program.of("number"):
        value = _whole(node)
        if value is not None:
            yield put(node, str(value + 1).encode())
            yield put(node, str(value - 1).encode() if value else b"(-1)")


def replace(program: Program) -> Iterator[Change]:
    """A number or text by one of those that programs are full of."""
    for node in program.of("number"):
        for new in (b"0", b"1", b"(-1)", b"2", b"10", b"100", b"1000"):
            if new != text(node):
                yield put(node, new)
    for node in program.of("string"):
        for new in (b"''", b"' '", b"'\\n'"):
            if text(node).strip(b"'\"") != new.strip(b"'"):
                yield put(node, new)


def scale(program: Program) -> Iterator[Change]:
    """A number ten or a thousand times as large or small: a unit mixed up."""
    for node in program.of("number"):
        value = _whole(node)
        if value:
            yield put(node, str(value * 10).encode())
            if value % 10 == 0:
                yield put(node, str(value // 10).encode())


def elsewhere(program: Program) -> Iterator[Change]:
    """A number by another of the program's own numbers, or by one that counts time."""
    own = sorted({text(node) for node in program.of("number")})
    for node in program.of("number"):
        yield from (put(node, new) for new in dict.fromkeys((*own, *_TIMES)) if new != text(node))


def shift_range(program: Program) -> Iterator[Change]:
    """Both ends of a range moved: to the range that follows or goes before, or by one."""
    for call in program.of("call_expression"):
        ends = [(node, _whole(node)) for node in arguments(call)]
        if method(call) not in _SLICERS or len(ends) != _BOTH_ENDS:
            continue
        (first, low), (last, high) = ends
        if low is None or high is None:
            continue
        for by in (high - low, low - high, 1, -1):
            if low + by >= 0 and high + by >= 0:
                yield (
                    Part(first.start_byte, first.end_byte, str(low + by).encode()),
                    Part(last.start_byte, last.end_byte, str(high + by).encode()),
                )


def from_tests(program: Program) -> Iterator[Change]:
    """A text by one that the visible tests mention."""
    for node in program.of("string"):
        for new in program.expected:
            if new != text(node):
                yield put(node, new)


def boolean(program: Program) -> Iterator[Change]:
    """True for false and back; null for undefined and back."""
    swaps = {b"true": b"false", b"false": b"true", b"null": b"undefined", b"undefined": b"null"}
    for node in program.of("true", "false", "null", "undefined"):
        yield put(node, swaps[text(node)])


def initial(program: Program) -> Iterator[Change]:
    """The value that a variable or a reduction begins with."""
    for node in program.of("variable_declarator"):
        value = node.child_by_field_name("value")
        kept = node.parent is not None and text(node.parent).startswith((b"let", b"var"))
        if kept and value is not None:
            yield from (put(value, new) for new in _INITIAL if new != text(value))
    for call in program.of("call_expression"):
        if method(call) in (b"reduce", b"reduceRight") and len(arguments(call)) > 1:
            start = arguments(call)[1]
            yield from (put(start, new) for new in _INITIAL if new != text(start))
        elif method(call) in (b"reduce", b"reduceRight") and len(arguments(call)) == 1:
            yield from (put(arguments(call)[0], text(arguments(call)[0]) + b", " + new) for new in _INITIAL[:5])


def offset(program: Program) -> Iterator[Change]:
    """One more or one less: in an index, a slice, a loop's bound or start."""
    for node in _places(program):
        if node.type == "number":
            continue  # `step` changes those
        yield put(node, wrapped(node) + b" + 1")
        yield put(node, wrapped(node) + b" - 1")


def drop_offset(program: Program) -> Iterator[Change]:
    """A `+ 1` or `- 1`, or any such term, taken away."""
    for node in program.of("binary_expression"):
        if text(field(node, "operator")) in (b"+", b"-"):
            yield put(node, wrapped(field(node, "left")))
            yield put(node, wrapped(field(node, "right")))


def _places(program: Program) -> Iterator[Node]:
    for node in program.of("subscript_expression"):
        yield field(node, "index")
    for call in program.of("call_expression"):
        if method(call) in _SLICERS:
            yield from arguments(call)
    for loop in program.of(*LOOPS):
        bound = loop.child_by_field_name("condition")
        if bound is not None:
            yield from _sides(bound)
    for node in program.of("return_statement", "variable_declarator", "assignment_expression"):
        value = node.child_by_field_name("value") or node.child_by_field_name("right")
        value = value or (node.named_children[0] if node.type == "return_statement" and node.named_children else None)
        if value is not None and value.type in ("identifier", "member_expression", "binary_expression"):
            yield value


def _sides(bound: Node) -> Iterator[Node]:
    compared = bound.named_children[0] if bound.type in ("parenthesized_expression", "expression_statement") else bound
    if compared.type == "binary_expression":
        yield field(compared, "right")


def _whole(node: Node) -> int | None:
    digits = text(node).replace(b"_", b"")
    return int(digits) if digits.isdigit() and len(digits) < _EXACT_DIGITS else None
