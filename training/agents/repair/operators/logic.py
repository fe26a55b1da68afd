"""Edits to conditions and the branches that hang on them."""

from collections.abc import Iterator

from tree_sitter import Node

from training.agents.repair.operators.base import (
    Change,
    Swaps,
    conditions,
    each_swap,
    enclosing,
    operators_of,
    put,
    wrapped,
)
from training.agents.repair.program import Part, Program, field, named, text

_LOGICAL: Swaps = {b"&&": (b"||",), b"||": (b"&&", b"??"), b"??": (b"||",)}
_CONNECTIVES = (b"&&", b"||")


def operator(program: Program) -> Iterator[Change]:
    """`&&` for `||`, `??` for `||`, and back."""
    return each_swap(operators_of(program, "binary_expression"), _LOGICAL)


def negate(program: Program) -> Iterator[Change]:
    """A whole condition, turned round."""
    for node in conditions(program):
        yield put(node, _negated(node))


def negate_part(program: Program) -> Iterator[Change]:
    """One side of an `and` or `or`, turned round."""
    for node in _connected(program):
        for name in ("left", "right"):
            yield put(field(node, name), _negated(field(node, name)))


def drop_part(program: Program) -> Iterator[Change]:
    """One side of an `and` or `or`, taken away."""
    for node in _connected(program):
        yield put(node, wrapped(field(node, "left")))
        yield put(node, wrapped(field(node, "right")))


def add_part(program: Program) -> Iterator[Change]:
    """A condition made narrower or wider by another condition of the same function."""
    found = list(conditions(program))
    for node in found:
        for other in found:
            if other.id != node.id and text(other) != text(node) and _same_function(node, other):
                yield put(node, wrapped(node) + b" && " + wrapped(other))
                yield put(node, wrapped(node) + b" || " + wrapped(other))


def fixed(program: Program) -> Iterator[Change]:
    """A condition that always holds or never does; not for loops, which would not end."""
    for node in program.of("if_statement", "ternary_expression"):
        yield put(field(node, "condition"), b"(true)")
        yield put(field(node, "condition"), b"(false)")


def swap_branches(program: Program) -> Iterator[Change]:
    """The two branches of an if or a ternary, exchanged."""
    for node in program.of("ternary_expression"):
        yield _exchanged(field(node, "consequence"), field(node, "alternative"))
    for node in program.of("if_statement"):
        otherwise = node.child_by_field_name("alternative")
        if otherwise is not None:
            yield _exchanged(field(node, "consequence"), named(otherwise)[0])


def separate(program: Program) -> Iterator[Change]:
    """`else if` made an `if` of its own, and an `if` after another joined to it by `else`."""
    for node in program.of("else_clause"):
        inner = named(node)[0]
        if inner.type == "if_statement":
            yield (Part(node.start_byte, inner.start_byte, b"\n"),)
    for node in program.of("if_statement"):
        following = node.next_named_sibling
        if following is not None and following.type == "if_statement" and not node.child_by_field_name("alternative"):
            yield (Part(node.end_byte, following.start_byte, b" else "),)


def _connected(program: Program) -> Iterator[Node]:
    for node in program.of("binary_expression"):
        if text(field(node, "operator")) in _CONNECTIVES:
            yield node


def _negated(node: Node) -> bytes:
    if node.type == "unary_expression" and text(field(node, "operator")) == b"!":
        return text(field(node, "argument"))
    return b"!" + wrapped(node)


def _same_function(one: Node, other: Node) -> bool:
    kinds = ("function_declaration", "method_definition", "arrow_function", "function_expression")
    above, beside = enclosing(one, kinds), enclosing(other, kinds)
    return above is not None and beside is not None and above.id == beside.id


def _exchanged(one: Node, other: Node) -> Change:
    return (
        Part(one.start_byte, one.end_byte, text(other)),
        Part(other.start_byte, other.end_byte, text(one)),
    )
