"""What a kind of bug is: a name, how people say it, and where in a program it could have been made."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tree_sitter import Node

from training.agents.repair.operators.base import Change, condition
from training.agents.repair.program import Part, Program, field, named, text

Places = Callable[[Program], Iterator[Change]]

BLOCKS = ("program", "statement_block", "switch_case", "switch_default")


@dataclass(frozen=True)
class Bug:
    """A kind of bug that people make. `places` gives every change that would make one in a program that has none.

    `telling` is False for a kind that does no harm as often as it does: that tests pass over it says little of them.
    """

    name: str
    said: str
    places: Places
    telling: bool = True


def gone(node: Node) -> Change:
    """Take a node away."""
    return (Part(node.start_byte, node.end_byte, b""),)


def put(node: Node, new: bytes) -> Change:
    """Replace a node."""
    return (Part(node.start_byte, node.end_byte, new),)


def exchanged(one: Node, other: Node) -> Change:
    """Replace each of two nodes by the other."""
    return put(one, text(other)) + put(other, text(one))


def operator_text(node: Node) -> bytes:
    """Return the operator of a binary or unary expression; empty where it has none."""
    found = node.child_by_field_name("operator")
    return text(found) if found is not None else b""


def conditions_of(program: Program) -> Iterator[Node]:
    """Give the conditions of branches, not those of loops: a loop that never ends tells little."""
    for node in program.of("if_statement", "ternary_expression"):
        yield condition(node)


def above(node: Node, *types: str) -> Node | None:
    """Return the nearest node around this one that is of one of these types."""
    found = node.parent
    while found is not None and found.type not in types:
        found = found.parent
    return found


def is_statement_alone(node: Node) -> bool:
    """Whether a statement stands in a block, so that it can be taken away."""
    return node.parent is not None and node.parent.type in BLOCKS


def thrown(node: Node) -> bool:
    """Whether a node is part of what is thrown, where the wording is rarely a promise."""
    around = node.parent
    while around is not None:
        call = around.type == "call_expression" and text(field(around, "function")) == b"super"
        if call or around.type == "throw_statement":
            return True
        around = around.parent
    return False


def steps_loop(statement: Node) -> bool:
    """Whether a statement moves a `while` loop on: without it the loop would not end."""
    loop = above(statement, "while_statement", "do_statement", "for_statement")
    if loop is None or loop.type == "for_statement":
        return False
    inside = named(statement)
    if not inside or inside[0].type not in (
        "update_expression",
        "augmented_assignment_expression",
        "assignment_expression",
    ):
        return False
    target = inside[0].child_by_field_name("argument") or inside[0].child_by_field_name("left")
    return target is not None and text(target) in text(field(loop, "condition"))
