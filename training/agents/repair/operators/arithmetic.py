"""Edits to arithmetic: operators, assignments, precedence, rounding."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from training.agents.repair.operators.base import Change, Swaps, each_swap, method, operators_of, put, receiver, wrapped
from training.agents.repair.program import Program, field, named, text

_OPERATOR: Swaps = {
    b"+": (b"-", b"*"),
    b"-": (b"+", b"/"),
    b"*": (b"/", b"+", b"**"),
    b"/": (b"*", b"%", b"-"),
    b"%": (b"/",),
    b"**": (b"*",),
    b"<<": (b">>", b">>>"),
    b">>": (b">>>", b"<<"),
    b">>>": (b">>",),
    b"&": (b"|", b"^"),
    b"|": (b"&", b"^"),
    b"^": (b"|", b"&"),
}
_ASSIGNMENT: Swaps = {
    b"+=": (b"=", b"-=", b"*="),
    b"-=": (b"+=", b"="),
    b"*=": (b"+=", b"/=", b"="),
    b"/=": (b"*=", b"="),
    b"%=": (b"=",),
    b"||=": (b"??=", b"="),
    b"&&=": (b"||=",),
    b"??=": (b"=",),
}
_UNIT = re.compile(rb"(?i:milli|second|minute|hour|cent|percent|rate|ms$)")
_READING = ("binary_expression", "arguments", "variable_declarator", "return_statement", "assignment_expression")


def operator(program: Program) -> Iterator[Change]:
    """One arithmetic or bit operator for another."""
    return each_swap(operators_of(program, "binary_expression"), _OPERATOR)


def assignment(program: Program) -> Iterator[Change]:
    """One compound assignment for another, or a plain one for a compound one and back."""
    yield from each_swap(operators_of(program, "augmented_assignment_expression"), _ASSIGNMENT)
    for node in program.of("assignment_expression"):
        left, right = field(node, "left"), field(node, "right")
        yield put(node, text(left) + b" += " + text(right))


def step(program: Program) -> Iterator[Change]:
    """`++` for `--` and back, and the value before the step for the one after it."""
    for node in program.of("update_expression"):
        sign, name = text(field(node, "operator")), text(field(node, "argument"))
        other = b"--" if sign == b"++" else b"++"
        prefixed = field(node, "operator").start_byte == node.start_byte
        yield put(node, other + name if prefixed else name + other)
        yield put(node, name + sign if prefixed else sign + name)


def precedence(program: Program) -> Iterator[Change]:
    """Parentheses that group an expression the other way, and parentheses taken away."""
    for node in program.of("binary_expression"):
        yield from _regrouped(node)
    for node in program.of("parenthesized_expression"):
        inner = named(node)
        if node.parent is not None and node.parent.type == "binary_expression" and len(inner) == 1:
            yield put(node, text(inner[0]))


def rounding(program: Program) -> Iterator[Change]:
    """A rounding put around a division or taken away."""
    for node in program.of("binary_expression"):
        if text(field(node, "operator")) == b"/":
            for name in (b"floor", b"ceil", b"round", b"trunc"):
                yield put(node, b"Math." + name + b"(" + text(node) + b")")
    for node in program.of("call_expression"):
        if method(node) in (b"floor", b"ceil", b"round", b"trunc") and text(receiver(node)) == b"Math":
            inner = named(field(node, "arguments"))
            if len(inner) == 1:
                yield put(node, wrapped(inner[0]))


def wrap_around(program: Program) -> Iterator[Change]:
    """A remainder that is never negative: `((a % n) + n) % n` for `a % n`."""
    for node in program.of("binary_expression"):
        if text(field(node, "operator")) == b"%":
            left, right = wrapped(field(node, "left")), wrapped(field(node, "right"))
            yield put(node, b"(((" + left + b" % " + right + b") + " + right + b") % " + right + b")")
            yield put(node, b"Math.abs(" + text(node) + b")")


def unit(program: Program) -> Iterator[Change]:
    """A quantity given in one unit and taken in another: a factor put to whatever is named after a unit."""
    for node in program.of("identifier", "member_expression"):
        if _UNIT.search(text(node)) and node.parent is not None and node.parent.type in _READING:
            for factor in (b"1000", b"60", b"100"):
                yield put(node, b"(" + text(node) + b" * " + factor + b")")
                yield put(node, b"(" + text(node) + b" / " + factor + b")")


def extreme(program: Program) -> Iterator[Change]:
    """The larger or smaller of the old and the new value kept, where the new one always won."""
    for node in program.of("assignment_expression"):
        target, value = text(field(node, "left")), field(node, "right")
        if value.type in ("identifier", "member_expression", "subscript_expression", "binary_expression"):
            for name in (b"max", b"min"):
                yield put(value, b"Math." + name + b"(" + target + b", " + text(value) + b")")


def _regrouped(outer: Node) -> Iterator[Change]:
    sides = (field(outer, "left"), field(outer, "right"))
    sign = text(field(outer, "operator"))
    for inner, other, first in ((sides[0], sides[1], True), (sides[1], sides[0], False)):
        if inner.type == "binary_expression":
            a, inner_sign, b = (text(field(inner, name)) for name in ("left", "operator", "right"))
            if first:
                yield put(outer, b" ".join((a, inner_sign, b"(" + b, sign, text(other) + b")")))
            else:
                yield put(outer, b" ".join((b"(" + text(other), sign, a + b")", inner_sign, b)))
