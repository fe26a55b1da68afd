"""Bugs in what a program keeps: state that is not reset, names that hide others, values that are shared by mistake."""

from collections.abc import Iterator

from tree_sitter import Node

from training.agents.repair.operators.base import LOOPS, Change, arguments, method, receiver
from training.agents.repair.program import Part, Program, field, named, text
from training.agents.repair.scope import visible_names
from training.tasks.mutants.bug import above, gone, is_statement_alone, operator_text, put, steps_loop

_EMPTY = ("array", "object", "string", "number", "null", "false", "true", "undefined", "new_expression")
_STARTS = {
    b"0": b"1",
    b"1": b"0",
    b"-1": b"0",
    b"Infinity": b"0",
    b"-Infinity": b"0",
    b"true": b"false",
    b"false": b"true",
}
_COPIES = (b"slice", b"toSorted", b"toReversed", b"concat", b"structuredClone")
_IN_PLACE = {b"toSorted": b"sort", b"toReversed": b"reverse", b"toSpliced": b"splice"}
_NEAR = 3


def not_reset(program: Program) -> Iterator[Change]:
    """A value that goes on from the round before, because it is declared or emptied too early or never."""
    for statement in program.of("expression_statement"):
        inside = named(statement)[0]
        if (
            inside.type == "assignment_expression"
            and field(inside, "right").type in _EMPTY
            and is_statement_alone(statement)
        ) and not steps_loop(statement):
            yield gone(statement)
    for declaration in program.of("lexical_declaration"):
        loop = above(declaration, *LOOPS, "statement_block")
        holder = loop.parent if loop is not None and loop.type == "statement_block" else None
        if holder is not None and holder.type in LOOPS and _starts_empty(declaration) and _at_line_start(holder):
            moved = b"let " + text(named(declaration)[0]) + b";\n"
            yield (*gone(declaration), Part(holder.start_byte, holder.start_byte, moved))


def wrong_start(program: Program) -> Iterator[Change]:
    """A sum, a maximum or a flag that begins with the wrong value."""
    for declarator in program.of("variable_declarator"):
        value = declarator.child_by_field_name("value")
        if value is not None and text(value) in _STARTS:
            yield put(value, _STARTS[text(value)])
    for call in program.of("call_expression"):
        given = arguments(call)
        if method(call) in (b"reduce", b"reduceRight") and len(given) > 1:
            if text(given[1]) in _STARTS:
                yield put(given[1], _STARTS[text(given[1])])
            yield (Part(given[0].end_byte, given[1].end_byte, b""),)


def shadowed(program: Program) -> Iterator[Change]:
    """An outer variable hidden by a new one, so that the outer one keeps its value."""
    for statement in program.of("expression_statement"):
        inside = named(statement)[0]
        if inside.type != "assignment_expression" or steps_loop(statement):
            continue
        target, block = field(inside, "left"), statement.parent
        nested = block is not None and block.type == "statement_block" and is_statement_alone(statement)
        uses_itself = target.type == "identifier" and target.text in _names_in(field(inside, "right"))
        if nested and target.type == "identifier" and not uses_itself:
            yield (Part(statement.start_byte, statement.start_byte, b"const "),)


def stale_variable(program: Program) -> Iterator[Change]:
    """A variable taken for another that is near and of the same standing."""
    for node in program.of("identifier"):
        if _is_read(node):
            names = visible_names(node)
            others = [name for name in names if name != text(node)][:_NEAR]
            if text(node) in names:
                yield from (put(node, name) for name in others)


def shared_value(program: Program) -> Iterator[Change]:
    """A copy forgotten, so that the caller's value, or one's own, is changed under somebody's hands."""
    for node in program.of("array", "object"):
        inside = named(node)
        if len(inside) == 1 and inside[0].type == "spread_element":
            yield put(node, text(named(inside[0])[0]))
    for call in program.of("call_expression"):
        name = method(call) if field(call, "function").type == "member_expression" else text(field(call, "function"))
        if name in _IN_PLACE:
            yield put(field(field(call, "function"), "property"), _IN_PLACE[name])
        elif name in (b"slice", b"concat") and not arguments(call):
            yield put(call, text(receiver(call)))
        elif name == b"structuredClone" and arguments(call):
            yield put(call, text(arguments(call)[0]))
    for node in program.of("new_expression"):
        given = arguments(node)
        if (
            text(field(node, "constructor")) in (b"Map", b"Set", b"Date")
            and len(given) == 1
            and given[0].type != "array"
        ):
            yield put(node, text(given[0]))


def shallow_copy(program: Program) -> Iterator[Change]:
    """What is nested in a copy still shared with the original; one value in all places of a list."""
    for call in program.of("call_expression"):
        given = arguments(call)
        if text(field(call, "function")) == b"structuredClone" and given:
            yield put(call, b"{ ..." + text(given[0]) + b" }")
        if text(field(call, "function")) == b"Array.from" and len(given) > 1 and given[1].type == "arrow_function":
            body, size = field(given[1], "body"), text(given[0])
            makes_new = body.type in ("array", "new_expression", "call_expression", "parenthesized_expression")
            if makes_new and size.startswith(b"{ length:"):
                count = size.removeprefix(b"{ length:").removesuffix(b"}").strip()
                yield put(call, b"new Array(" + count + b").fill(" + text(body) + b")")


def forgotten_statement(program: Program) -> Iterator[Change]:
    """A step that is missing."""
    for statement in program.of("expression_statement", "throw_statement"):
        if is_statement_alone(statement) and not steps_loop(statement):
            yield gone(statement)
    for attempt in program.of("try_statement"):
        final = attempt.child_by_field_name("finalizer")
        handler = attempt.child_by_field_name("handler")
        if final is not None and handler is not None:
            yield gone(final)
        elif final is not None:
            yield put(attempt, text(field(attempt, "body")))


def overwritten(program: Program) -> Iterator[Change]:
    """Something set where it had to be added to."""
    for node in program.of("augmented_assignment_expression"):
        if operator_text(node) in (b"+=", b"-=", b"*=", b"||=", b"&&=", b"??="):
            yield put(field(node, "operator"), b"=")
    for node in program.of("object"):
        inside = named(node)
        if len(inside) > 1 and inside[0].type == "spread_element":
            yield (Part(inside[0].start_byte, inside[1].start_byte, b""),)


def _starts_empty(declaration: Node) -> bool:
    inside = named(declaration)
    value = inside[0].child_by_field_name("value") if len(inside) == 1 else None
    return value is not None and value.type in _EMPTY


def _at_line_start(node: Node) -> bool:
    return node.parent is not None and node.parent.type in ("statement_block", "program")


def _names_in(node: Node) -> set[bytes | None]:
    found, stack = set(), [node]
    while stack:
        current = stack.pop()
        if current.type == "identifier":
            found.add(current.text)
        stack += current.children
    return found


def _is_read(node: Node) -> bool:
    holder = node.parent
    if holder is None:
        return False
    if holder.type in (
        "binary_expression",
        "return_statement",
        "arguments",
        "subscript_expression",
        "spread_element",
        "array",
        "pair",
    ):
        return True
    return (
        holder.type in ("assignment_expression", "augmented_assignment_expression")
        and field(holder, "right").id == node.id
    )
