"""Edits to whole statements: missing, too many, in the wrong place or order."""

from collections.abc import Iterator
from itertools import pairwise

from tree_sitter import Node

from training.agents.repair.operators.base import (
    FUNCTIONS,
    LOOPS,
    Change,
    after,
    before,
    conditions,
    enclosing,
    put,
    statements,
)
from training.agents.repair.program import Part, Program, field, named, text, walk

_DELETABLE = (
    "expression_statement",
    "if_statement",
    "return_statement",
    "break_statement",
    "continue_statement",
    "throw_statement",
    "for_statement",
    "for_in_statement",
)
_SHORT_CONDITION = 60
_BLOCKS = ("statement_block", "program", "switch_case", "switch_default")


def delete(program: Program) -> Iterator[Change]:
    """A statement taken away."""
    for node in program.of(*_DELETABLE):
        if node.parent is not None and node.parent.type in _BLOCKS:
            yield put(node, b"")


def swap(program: Program) -> Iterator[Change]:
    """Two statements that follow each other, in the other order."""
    for block in program.of(*_BLOCKS):
        inside = [node for node in statements(block) if node.type not in ("import_statement", "export_statement")]
        for one, other in pairwise(inside):
            gap = program.source[one.end_byte : other.start_byte]
            yield (Part(one.start_byte, other.end_byte, text(other) + gap + text(one)),)


def leave_block(program: Program) -> Iterator[Change]:
    """The last statement of a loop or branch moved behind it."""
    for node in program.of(*LOOPS, "if_statement"):
        body = node.child_by_field_name("body") or node.child_by_field_name("consequence")
        if body is not None and body.type == "statement_block" and statements(body):
            last = statements(body)[-1]
            yield (
                Part(last.start_byte, last.end_byte, b""),
                Part(node.end_byte, node.end_byte, b"\n" + text(last)),
            )


def enter_block(program: Program) -> Iterator[Change]:
    """The statement behind a loop or branch moved to the end of it, or the one in front of it to its beginning."""
    for node in program.of(*LOOPS, "if_statement"):
        body = node.child_by_field_name("body") or node.child_by_field_name("consequence")
        if body is None or body.type != "statement_block":
            continue
        yield from _moved_in(node.next_named_sibling, at=body.end_byte - 1)
        yield from _moved_in(node.prev_named_sibling, at=body.start_byte + 1)


def copied(program: Program) -> Iterator[Change]:
    """A statement of the same function done once more, before or behind another: what is missing often stands near.

    That programs hold the pieces of their own repairs is the bet of Weimer et al., "Automatically finding patches using
    genetic programming" (2009).
    """
    simple = list(program.of("expression_statement", "continue_statement", "break_statement"))
    for place in (node for node in program.of(*_DELETABLE) if node.parent is not None and node.parent.type in _BLOCKS):
        function = enclosing(place, FUNCTIONS)
        for node in simple:
            if function is not None and enclosing(node, FUNCTIONS) == function and node.id != place.id:
                yield before(place, text(node) + b"\n")
                yield after(place, b"\n" + text(node))


def guarded(program: Program) -> Iterator[Change]:
    """A statement done only where what it uses is there: found, defined, or as another place of the program asks."""
    asked = list(dict.fromkeys(text(node) for node in conditions(program) if len(text(node)) < _SHORT_CONDITION))
    for node in program.of("expression_statement"):
        if node.parent is None or node.parent.type not in _BLOCKS:
            continue
        names = dict.fromkeys(text(inner) for inner in walk(node) if inner.type == "identifier")
        checks = [name + check for name in names for check in (b" !== -1", b" !== undefined", b" !== null")]
        yield from (put(node, b"if (" + test + b") " + text(node)) for test in (*checks, *asked))


def missing_break(program: Program) -> Iterator[Change]:
    """A `break` at the end of a case, or at the end of a branch inside a loop."""
    for case in program.of("switch_case"):
        if named(case):
            yield after(named(case)[-1], b"\nbreak;")
    yield from _jump(program, b"break;")


def missing_continue(program: Program) -> Iterator[Change]:
    """A `continue` at the end of a branch inside a loop."""
    yield from _jump(program, b"continue;")


def missing_return(program: Program) -> Iterator[Change]:
    """A value that is computed and not returned; a function that ends without its result."""
    for node in program.of("expression_statement"):
        yield before(node, b"return ")
    for arrow in program.of("arrow_function"):
        body = field(arrow, "body")
        if body.type == "statement_block" and len(statements(body)) == 1:
            only = statements(body)[0]
            if only.type == "expression_statement":
                yield put(body, b"(" + text(only).rstrip(b";") + b")")


def return_sooner(program: Program) -> Iterator[Change]:
    """A return that leaves at once where an assignment, a `break` or a `continue` went on."""
    for node in program.of("break_statement", "continue_statement"):
        for new in (b"return;", b"return true;", b"return false;", b"return null;"):
            yield put(node, new)
    swaps = {"break_statement": b"continue;", "continue_statement": b"break;"}
    for node in program.of(*swaps):
        yield put(node, swaps[node.type])


def returned_value(program: Program) -> Iterator[Change]:
    """Another result: a constant, an empty value, or a variable of the function."""
    for node in program.of("return_statement"):
        for value in (b"true", b"false", b"null", b"undefined", b"0", b"-1", b"''", b"[]"):
            if value not in text(node):
                yield put(node, b"return " + value + b";")


def early_return(program: Program) -> Iterator[Change]:
    """A guard at the beginning of a function for arguments that are empty or missing."""
    for function in program.of(*FUNCTIONS):
        body, first = field(function, "body"), _first_parameter(function)
        if body.type == "statement_block" and first is not None:
            for guard in _guards(first):
                yield (Part(body.start_byte + 1, body.start_byte + 1, b"\n" + guard),)


def throw_again(program: Program) -> Iterator[Change]:
    """An error passed on instead of swallowed, and a clean-up that also happens after an error."""
    for clause in program.of("catch_clause"):
        caught, body = clause.child_by_field_name("parameter"), field(clause, "body")
        if caught is not None and caught.type == "identifier":
            yield (Part(body.end_byte - 1, body.end_byte - 1, b"throw " + text(caught) + b";\n"),)
    for attempt in program.of("try_statement"):
        following = attempt.next_named_sibling
        if following is not None and attempt.child_by_field_name("finalizer") is None:
            yield (Part(attempt.end_byte, following.end_byte, b" finally {\n" + text(following) + b"\n}"),)


def throw_kind(program: Program) -> Iterator[Change]:
    """Another kind of error, or an error returned that should be thrown."""
    for node in program.of("new_expression"):
        made = field(node, "constructor")
        if text(made).endswith(b"Error"):
            for kind in (b"Error", b"TypeError", b"RangeError", b"SyntaxError"):
                if kind != text(made):
                    yield put(made, kind)
    for node in program.of("return_statement"):
        inside = named(node)
        if inside and inside[0].type == "new_expression" and b"Error" in text(inside[0]):
            yield put(node, b"throw " + text(inside[0]) + b";")


def _moved_in(statement: Node | None, *, at: int) -> Iterator[Change]:
    if statement is not None and statement.type in ("expression_statement", "lexical_declaration", "if_statement"):
        part = Part(statement.start_byte, statement.end_byte, b"")
        yield (part, Part(at, at, b"\n" + text(statement) + b"\n"))


def _jump(program: Program, jump: bytes) -> Iterator[Change]:
    for node in program.of("if_statement"):
        body = field(node, "consequence")
        if enclosing(node, LOOPS) is None or body.type != "statement_block":
            continue
        last = statements(body)[-1].type if statements(body) else ""
        if last not in ("return_statement", "break_statement", "continue_statement", "throw_statement"):
            yield (Part(body.end_byte - 1, body.end_byte - 1, jump + b"\n"),)


def _first_parameter(function: Node) -> bytes | None:
    parameters = function.child_by_field_name("parameters") or function.child_by_field_name("parameter")
    if parameters is None:
        return None
    first = parameters if parameters.type == "identifier" else next(iter(named(parameters)), None)
    return text(first) if first is not None and first.type == "identifier" else None


def _guards(name: bytes) -> Iterator[bytes]:
    for value in (b"null", b"[]", b"0", b"''", b"false", b"true", b"undefined", name):
        yield b"if (!" + name + b" || " + name + b".length === 0) return " + value + b";"
