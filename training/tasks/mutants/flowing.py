"""Bugs in what happens when: returns and waits that were forgotten, loops that end too soon, the wrong order."""

from collections.abc import Iterator
from itertools import pairwise

from tree_sitter import Node

from training.agents.repair.operators.base import FUNCTIONS, LOOPS, Change, method, statements
from training.agents.repair.program import Part, Program, field, named, text, walk
from training.tasks.mutants.bug import BLOCKS, above, gone, put, steps_loop


def forgotten_await(program: Program) -> Iterator[Change]:
    """A promise that nobody waits for."""
    for node in program.of("await_expression"):
        yield put(node, text(named(node)[0]))
    for node in program.of("for_in_statement"):
        waits = [child for child in node.children if child.type == "await"]
        if waits:
            yield gone(waits[0])


def forgotten_return(program: Program) -> Iterator[Change]:
    """A result that is worked out and not given back."""
    for node in program.of("return_statement"):
        inside = named(node)
        if inside and inside[0].type not in ("object", "function_expression"):
            yield put(node, text(inside[0]) + b";")


def early_exit(program: Program) -> Iterator[Change]:
    """A loop that ends where it should go on, or goes on where it should end."""
    for node in program.of("continue_statement"):
        if above(node, *LOOPS, "switch_statement", *FUNCTIONS) is not None:
            yield put(node, b"break;")
    for node in program.of("break_statement"):
        loop = above(node, *LOOPS, "switch_statement")
        if loop is not None and loop.type in ("for_statement", "for_in_statement"):
            yield put(node, b"continue;")
    for loop in program.of("for_statement", "for_in_statement"):
        body = field(loop, "body")
        if body.type == "statement_block" and statements(body) and not _leaves(statements(body)[-1]):
            yield (Part(body.end_byte - 1, body.end_byte - 1, b"break; "),)


def too_soon(program: Program) -> Iterator[Change]:
    """Two steps in the wrong order, where one sets what the other uses."""
    for block in program.of(*BLOCKS):
        for one, other in pairwise(statements(block)):
            kinds = {one.type, other.type}
            movable = "expression_statement" in kinds and kinds <= {"expression_statement", "if_statement"}
            if movable and (_sets(one) & _mentions(other) or _sets(other) & _mentions(one)) and not steps_loop(one):
                gap = program.source[one.end_byte : other.start_byte]
                yield (Part(one.start_byte, other.end_byte, text(other) + gap + text(one)),)


def inside_for_outside(program: Program) -> Iterator[Change]:
    """The step behind a loop or a branch done in it, each time; or the last step in it done once, behind it."""
    for node in program.of("for_statement", "for_in_statement", "if_statement"):
        body = node.child_by_field_name("body") or node.child_by_field_name("consequence")
        if body is None or body.type != "statement_block" or node.parent is None or node.parent.type not in BLOCKS:
            continue
        following = node.next_named_sibling
        steps = following is not None and following.type in ("expression_statement", "return_statement")
        if following is not None and steps and not _leaves_block(body):
            yield (*gone(following), Part(body.end_byte - 1, body.end_byte - 1, text(following) + b" "))


def swallowed(program: Program) -> Iterator[Change]:
    """An error caught and forgotten, or one that is not caught at all."""
    for clause in program.of("catch_clause"):
        body = field(clause, "body")
        if statements(body):
            yield put(body, b"{}")
        attempt = clause.parent
        if attempt is not None and attempt.child_by_field_name("finalizer") is None:
            yield put(attempt, text(field(attempt, "body")))
    for call in program.of("call_expression"):
        function = field(call, "function")
        if function.type == "member_expression" and method(call) in (b"catch", b"finally"):
            yield put(call, text(field(function, "object")))


def no_recursion(program: Program) -> Iterator[Change]:
    """A part of the whole passed over: a generator's inner values, a recursive call's."""
    for node in program.of("yield_expression"):
        if any(child.type == "*" for child in node.children):
            yield put(node, b"yield " + text(named(node)[0]))


def _leaves(statement: Node) -> bool:
    return statement.type in ("return_statement", "throw_statement", "break_statement", "continue_statement")


def _leaves_block(body: Node) -> bool:
    inside = statements(body)
    return bool(inside) and _leaves(inside[-1])


def _sets(statement: Node) -> set[bytes]:
    """Return what a statement assigns to, as it is written; what it calls a method of counts too."""
    inside = named(statement)
    if statement.type != "expression_statement" or not inside:
        return set()
    changed = inside[0].child_by_field_name("left") or inside[0].child_by_field_name("argument")
    if changed is None and inside[0].type == "call_expression":
        function = field(inside[0], "function")
        changed = function.child_by_field_name("object")
    return {text(changed)} if changed is not None else set()


def _mentions(statement: Node) -> set[bytes]:
    kinds = ("identifier", "member_expression", "subscript_expression", "private_property_identifier", "this")
    return {text(node) for node in walk(statement) if node.type in kinds}
