"""Where counters go in a program, so that it does the same with them as without."""

from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

from training.agents.repair.program import Part, Program, named

_BLOCKS = ("program", "statement_block", "switch_case", "switch_default", "class_static_block")
_BODIES = ("if_statement", "else_clause", "for_statement", "for_in_statement", "while_statement", "do_statement")
_DECLARATIONS = ("lexical_declaration", "variable_declaration")
_UNCOUNTED = ("import_statement", "export_statement", "empty_statement", "statement_block")
_NAMED_BY_PLACE = ("arrow_function", "function_expression", "generator_function", "class")
_SHORT_CIRCUITS = ("&&", "||", "??")


@dataclass(frozen=True)
class Point:
    """A statement or a branch of an expression, and what stands around it once it is counted."""

    node: Node
    before: bytes
    after: bytes

    def parts(self, counter: bytes) -> tuple[Part, Part]:
        """Return the two insertions; `counter` is a call that counts."""
        start, end = self.node.start_byte, self.node.end_byte
        return Part(start, start, self.before % counter), Part(end, end, self.after)


def points(program: Program) -> Iterator[Point]:
    """Give every place that a run may or may not reach, in no order.

    Declared functions and classes are left out, since they are there before the first statement runs; so are functions
    and classes that take their name from where they stand.
    """
    for block in program.of(*_BLOCKS):
        yield from (Point(node, b"%s;", b"") for node in named(block) if _is_counted(node))
    for holder in program.of(*_BODIES):
        yield from (Point(node, b"{%s;", b"}") for node in _bare_bodies(holder))
    for node in _branches(program):
        if node.type not in _NAMED_BY_PLACE:
            yield Point(node, b"(%s,", b")")


def _is_counted(node: Node) -> bool:
    if node.type in _DECLARATIONS:
        return True
    return node.type.endswith("_statement") and node.type not in _UNCOUNTED and not _is_directive(node)


def _is_directive(node: Node) -> bool:
    inside = named(node)
    return node.type == "expression_statement" and len(inside) == 1 and inside[0].type == "string"


def _bare_bodies(holder: Node) -> Iterator[Node]:
    """Give the statements that stand alone where a block could."""
    if holder.type == "else_clause":
        bodies = named(holder)
    else:
        found = (holder.child_by_field_name(name) for name in ("consequence", "body"))
        bodies = [node for node in found if node is not None]
    yield from (node for node in bodies if _is_counted(node))


def _branches(program: Program) -> Iterator[Node]:
    """Give the expressions that are evaluated only sometimes."""
    for node in program.of("ternary_expression"):
        yield from _fields(node, "consequence", "alternative")
    for node in program.of("binary_expression"):
        operator = node.child_by_field_name("operator")
        if operator is not None and operator.type in _SHORT_CIRCUITS:
            yield from _fields(node, "right")
    for node in program.of("arrow_function"):
        yield from (body for body in _fields(node, "body") if body.type != "statement_block")


def _fields(node: Node, *names: str) -> Iterator[Node]:
    found = (node.child_by_field_name(name) for name in names)
    yield from (child for child in found if child is not None)
