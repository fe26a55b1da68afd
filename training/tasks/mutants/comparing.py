"""Bugs in what is compared and decided: boundaries, zeros, cases that were not thought of."""

from collections.abc import Iterator, Mapping

from tree_sitter import Node

from training.agents.repair.operators.base import Change, wrapped
from training.agents.repair.program import Part, Program, field, named, text
from training.tasks.mutants.bug import conditions_of, exchanged, gone, is_statement_alone, operator_text, put

_BOUNDARY: Mapping[bytes, bytes] = {b"<": b"<=", b"<=": b"<", b">": b">=", b">=": b">"}
_OTHER_WAY: Mapping[bytes, bytes] = {b"<": b">", b"<=": b">=", b">": b"<", b">=": b"<=", b"===": b"!==", b"!==": b"==="}
_AS_GOOD = ("array", "object", "new_expression", "null", "undefined", "false", "arrow_function")


def boundary(program: Program) -> Iterator[Change]:
    """The end of a range taken in or left out."""
    for node in program.of("binary_expression"):
        new = _BOUNDARY.get(operator_text(node))
        if new is not None:
            yield put(field(node, "operator"), new)


def wrong_way(program: Program) -> Iterator[Change]:
    """A branch taken in exactly the wrong cases."""
    for node in conditions_of(program):
        if operator_text(node) in _OTHER_WAY:
            yield put(field(node, "operator"), _OTHER_WAY[operator_text(node)])
        elif operator_text(node) == b"!":
            yield put(node, text(field(node, "argument")))
        else:
            yield put(node, b"!" + wrapped(node))


def falsy_zero(program: Program) -> Iterator[Change]:
    """Zero, false or an empty text taken for a value that is missing."""
    for node in program.of("binary_expression"):
        left, right, operator = field(node, "left"), field(node, "right"), operator_text(node)
        if operator == b"??" and right.type not in _AS_GOOD and text(right) != b"0":
            yield put(field(node, "operator"), b"||")
        elif text(right) == b"undefined" and operator == b"===":
            yield put(node, b"!" + wrapped(left))
        elif text(right) == b"undefined" and operator == b"!==":
            yield put(node, wrapped(left))


def value_for_presence(program: Program) -> Iterator[Change]:
    """What is kept under a name asked, and not whether anything is; null taken for falsy."""
    for call in program.of("call_expression"):
        function = field(call, "function")
        if function.type == "member_expression" and text(field(function, "property")) == b"has" and _is_tested(call):
            yield put(field(function, "property"), b"get")
    for node in program.of("binary_expression"):
        if text(field(node, "right")) == b"null" and operator_text(node) in (b"===", b"!==", b"==", b"!="):
            absent = b"!" if operator_text(node)[:1] == b"=" else b""
            yield put(node, absent + wrapped(field(node, "left")))
    for node in program.of("augmented_assignment_expression"):
        if operator_text(node) == b"??=":
            yield put(field(node, "operator"), b"||=")


def missing_case(program: Program) -> Iterator[Change]:
    """A case that nobody thought of: a branch, a guard or a part of a condition that is not there."""
    for node in program.of("if_statement"):
        otherwise = node.child_by_field_name("alternative")
        if otherwise is None and is_statement_alone(node):
            yield gone(node)
        elif otherwise is not None and is_statement_alone(node):
            yield gone(otherwise)
            yield put(node, text(named(otherwise)[0]))
    for node in program.of("binary_expression"):
        if operator_text(node) in (b"&&", b"||"):
            yield put(node, wrapped(field(node, "left")))
            yield put(node, wrapped(field(node, "right")))
    for node in program.of("switch_case"):
        yield gone(node)
    for node in program.of("ternary_expression"):
        yield put(node, wrapped(field(node, "consequence")))
        yield put(node, wrapped(field(node, "alternative")))


def either_or(program: Program) -> Iterator[Change]:
    """And for or, or for and."""
    for node in program.of("binary_expression"):
        if operator_text(node) in (b"&&", b"||"):
            yield put(field(node, "operator"), b"||" if operator_text(node) == b"&&" else b"&&")


def swapped_branches(program: Program) -> Iterator[Change]:
    """The two outcomes of a decision, exchanged."""
    for node in program.of("ternary_expression"):
        yield exchanged(field(node, "consequence"), field(node, "alternative"))


def fall_through(program: Program) -> Iterator[Change]:
    """A case that runs on into the next."""
    for node in program.of("break_statement"):
        if node.parent is not None and node.parent.type in ("switch_case", "switch_default"):
            yield gone(node)


def separated(program: Program) -> Iterator[Change]:
    """`else` forgotten between two cases that exclude each other."""
    for node in program.of("else_clause"):
        inner = named(node)[0]
        if inner.type == "if_statement":
            yield (Part(node.start_byte, inner.start_byte, b" "),)


def _is_tested(call: Node) -> bool:
    holder = call.parent
    return holder is not None and holder.type in (
        "parenthesized_expression",
        "unary_expression",
        "binary_expression",
        "ternary_expression",
    )
