"""Bugs in values and calls: off by one, the wrong default, arguments and patterns that are nearly right."""

from collections.abc import Iterator
from itertools import pairwise

from tree_sitter import Node

from training.agents.repair.operators.base import Change, arguments, method
from training.agents.repair.program import Part, Program, field, text
from training.tasks.mutants.bug import above, exchanged, operator_text, put, thrown

_ARITHMETIC = {b"+": b"-", b"-": b"+", b"*": b"+", b"/": b"*", b"%": b"/", b"**": b"*"}
_PAIRS = (
    (b"push", b"unshift"), (b"shift", b"pop"), (b"indexOf", b"lastIndexOf"), (b"some", b"every"),
    (b"max", b"min"), (b"floor", b"round"), (b"ceil", b"floor"), (b"round", b"floor"), (b"trunc", b"floor"),
    (b"startsWith", b"includes"), (b"endsWith", b"includes"), (b"padStart", b"padEnd"),
    (b"toUpperCase", b"toLowerCase"), (b"replaceAll", b"replace"), (b"matchAll", b"match"), (b"find", b"findLast"),
    (b"getUTCDate", b"getUTCDay"), (b"getUTCDay", b"getUTCDate"), (b"all", b"allSettled"), (b"allSettled", b"all"),
    (b"race", b"all"), (b"keys", b"values"), (b"values", b"keys"), (b"trim", b"trimStart"), (b"add", b"delete"),
    (b"codePointAt", b"charCodeAt"), (b"flatMap", b"map"),
)  # fmt: skip
_DROPPED_CALLS = frozenset(
    {b"trim", b"trimEnd", b"trimStart", b"toLowerCase", b"toUpperCase", b"reverse", b"filter", b"padStart", b"padEnd",
     b"toFixed", b"flat", b"sort", b"map"}
)  # fmt: skip
_CONVERSIONS = (b"Number", b"String", b"parseInt", b"parseFloat", b"BigInt", b"Math.abs", b"Math.round", b"Math.floor")


def off_by_one(program: Program) -> Iterator[Change]:
    """One too many or one too few: in an index, a length, a count, the first round of a loop."""
    for node in program.of("number"):
        digits = text(node)
        if digits.isdigit() and above(
            node, "variable_declarator", "arguments", "binary_expression", "subscript_expression"
        ):
            yield put(node, str(int(digits) + 1).encode())
    for node in program.of("binary_expression"):
        if operator_text(node) in (b"+", b"-") and text(field(node, "right")) == b"1":
            yield put(node, text(field(node, "left")))
    for node in program.of("member_expression"):
        compared = node.parent is not None and node.parent.type in ("binary_expression", "arguments")
        if compared and text(field(node, "property")) in (b"length", b"size"):
            yield put(node, text(node) + b" - 1")


def swapped_arguments(program: Program) -> Iterator[Change]:
    """Two arguments in each other's place; the two sides of a difference."""
    for call in program.of("call_expression", "new_expression"):
        given = arguments(call)
        if call.type == "call_expression" and text(field(call, "function")) in (b"Math.max", b"Math.min"):
            continue
        for one, other in pairwise(given):
            if text(one) != text(other) and "arrow_function" not in (one.type, other.type):
                yield exchanged(one, other)
    for node in program.of("binary_expression"):
        if operator_text(node) in (b"-", b"/", b"%") and text(field(node, "left")) != text(field(node, "right")):
            yield exchanged(field(node, "left"), field(node, "right"))


def missing_argument(program: Program) -> Iterator[Change]:
    """The last argument forgotten."""
    for call in program.of("call_expression", "new_expression"):
        given = arguments(call)
        if len(given) > 1 and not thrown(call):
            yield (Part(given[-2].end_byte, given[-1].end_byte, b""),)


def sort_by_default(program: Program) -> Iterator[Change]:
    """A list sorted as texts, or the other way round."""
    for call in program.of("call_expression"):
        given = arguments(call)
        if method(call) in (b"sort", b"toSorted") and given:
            yield put(given[0], b"")
            yield (*put(given[0], b"(a, b) => -(" + text(given[0]) + b")(a, b)"),)


def wrong_arithmetic(program: Program) -> Iterator[Change]:
    """The wrong operation."""
    for node in program.of("binary_expression"):
        texts = any(field(node, side).type in ("string", "template_string") for side in ("left", "right"))
        if operator_text(node) in _ARITHMETIC and not texts:
            yield put(field(node, "operator"), _ARITHMETIC[operator_text(node)])
    for node in program.of("augmented_assignment_expression"):
        if operator_text(node) in (b"+=", b"-=") and field(node, "right").type not in ("string", "template_string"):
            yield put(field(node, "operator"), b"-=" if operator_text(node) == b"+=" else b"+=")
    for node in program.of("unary_expression"):
        if operator_text(node) == b"-":
            yield put(node, text(field(node, "argument")))


def near_method(program: Program) -> Iterator[Change]:
    """A method or function that is easily taken for the right one."""
    for call in program.of("call_expression"):
        function = field(call, "function")
        if function.type == "member_expression":
            name = field(function, "property")
            yield from (put(name, new) for old, new in _PAIRS if text(name) == old)


def missing_step(program: Program) -> Iterator[Change]:
    """A value taken as it comes: not trimmed, not folded to one case, not converted, not filtered."""
    for call in program.of("call_expression"):
        function, given = field(call, "function"), arguments(call)
        if function.type == "member_expression" and text(field(function, "property")) in _DROPPED_CALLS:
            yield put(call, text(field(function, "object")))
        elif text(function) in _CONVERSIONS and given:
            yield put(call, b"(" + text(given[0]) + b")")


def wrong_default(program: Program) -> Iterator[Change]:
    """What is missing counts as something else, or as nothing."""
    for node in program.of("binary_expression"):
        if operator_text(node) == b"??":
            yield put(node, b"(" + text(field(node, "left")) + b")")
    for node in program.of("assignment_pattern", "object_assignment_pattern"):
        yield put(node, text(field(node, "left")))
    for node in program.of("optional_chain"):
        holder = node.parent
        if holder is not None and holder.type == "member_expression":
            yield put(node, b".")


def loose_pattern(program: Program) -> Iterator[Change]:
    """A pattern without its anchors or its flags, or one that takes too much or too little."""
    for node in program.of("regex"):
        whole, pattern = text(node), text(field(node, "pattern"))
        flags = whole[len(pattern) + 2 :]
        yield from (
            put(node, b"/" + pattern + b"/" + flags.replace(flag, b""))
            for flag in (b"g", b"i", b"u", b"s", b"y")
            if flag in flags
        )
        yield from (put(node, b"/" + new + b"/" + flags) for new in _looser(pattern) if new and new != pattern)


def wrong_text(program: Program) -> Iterator[Change]:
    """A text that is not quite the one that was asked for."""
    for node in program.of("string"):
        if len(text(node)) > len("''") and not thrown(node) and not _names_module(node) and not _is_directive(node):
            yield put(node, text(node)[:1] + text(node)[-1:])


def _names_module(node: Node) -> bool:
    if above(node, "import_statement", "export_statement") is not None:
        return node.parent is not None and node.parent.type in ("import_statement", "export_statement")
    call = above(node, "call_expression")
    return call is not None and text(field(call, "function")) == b"require"


def _is_directive(node: Node) -> bool:
    return node.parent is not None and node.parent.type == "expression_statement"


def _looser(pattern: bytes) -> Iterator[bytes]:
    yield pattern.removeprefix(b"^")
    if not pattern.endswith(b"\\$"):
        yield pattern.removesuffix(b"$")
    for old, new in ((b"+", b"*"), (b"*", b"+"), (b"{2}", b"+"), (b"{4}", b"+"), (b"\\d", b"."), (b"?", b"")):
        at = pattern.find(old)
        if at > 0 and pattern[at - 1 : at] not in (b"\\", b"(", b"[", b"*", b"+"):
            yield pattern[:at] + new + pattern[at + len(old) :]
