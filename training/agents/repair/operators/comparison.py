"""Edits to comparisons."""

from collections.abc import Iterator

from training.agents.repair.operators.base import Change, Swaps, condition, each_swap, operators_of, put, wrapped
from training.agents.repair.program import Program, field, text

_BOUNDARY: Swaps = {b"<": (b"<=",), b"<=": (b"<",), b">": (b">=",), b">=": (b">",)}
_DIRECTION: Swaps = {b"<": (b">",), b">": (b"<",), b"<=": (b">=",), b">=": (b"<=",)}
_STRICTNESS: Swaps = {b"==": (b"===",), b"!=": (b"!==",), b"===": (b"==",), b"!==": (b"!=",)}
_EQUALITY: Swaps = {
    b"===": (b"!==", b">=", b"<="),
    b"!==": (b"===", b"<", b">"),
    b"==": (b"!=",),
    b"!=": (b"==",),
    b"<": (b"!==",),
    b">": (b"!==",),
}


def boundary(program: Program) -> Iterator[Change]:
    """`<` for `<=`, `>` for `>=`, and back."""
    return each_swap(operators_of(program, "binary_expression"), _BOUNDARY)


def direction(program: Program) -> Iterator[Change]:
    """`<` for `>`, `<=` for `>=`, and back."""
    return each_swap(operators_of(program, "binary_expression"), _DIRECTION)


def strictness(program: Program) -> Iterator[Change]:
    """`==` for `===`, `!=` for `!==`, and back."""
    return each_swap(operators_of(program, "binary_expression"), _STRICTNESS)


def equality(program: Program) -> Iterator[Change]:
    """Equal for unequal, and equality for an order."""
    return each_swap(operators_of(program, "binary_expression"), _EQUALITY)


def swapped_sides(program: Program) -> Iterator[Change]:
    """`b - a` for `a - b`, where the order of the sides counts."""
    for node in program.of("binary_expression"):
        if text(field(node, "operator")) in (b"-", b"/", b"%", b"**", b"+"):
            left, operator, right = (field(node, name) for name in ("left", "operator", "right"))
            yield put(node, b" ".join((wrapped(right), text(operator), wrapped(left))))


def absence(program: Program) -> Iterator[Change]:
    """A value that is missing, told from one that is falsy: `x === undefined` for `!x`, and the like."""
    for node in program.of("if_statement", "ternary_expression", "while_statement"):
        tested = condition(node)
        if tested.type in ("identifier", "member_expression", "subscript_expression", "call_expression"):
            yield put(tested, text(tested) + b" !== undefined")
            yield put(tested, text(tested) + b" !== null")
            yield put(tested, text(tested) + b" != null")
    for node in program.of("unary_expression"):
        inner = field(node, "argument")
        simple = inner.type in ("identifier", "member_expression", "subscript_expression", "call_expression")
        if text(field(node, "operator")) == b"!" and simple:
            yield put(node, text(inner) + b" === undefined")
            yield put(node, text(inner) + b" === null")
            yield put(node, text(inner) + b" == null")
