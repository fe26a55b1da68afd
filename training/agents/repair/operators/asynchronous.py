"""Edits to asynchronous code."""

from collections.abc import Iterator

from tree_sitter import Node

from training.agents.repair.operators.base import FUNCTIONS, Change, arguments, before, enclosing, method, put, receiver
from training.agents.repair.program import Part, Program, field, named, text


def missing_await(program: Program) -> Iterator[Change]:
    """A promise that nobody waited for; the function around it becomes async where it is not."""
    for call in program.of("call_expression", "new_expression"):
        if call.parent is not None and call.parent.type in ("await_expression", "member_expression"):
            continue
        function = enclosing(call, FUNCTIONS)
        if function is not None:
            yield (Part(call.start_byte, call.start_byte, b"await "), *_made_async(function))


def superfluous_await(program: Program) -> Iterator[Change]:
    """A wait taken away, so that things happen side by side."""
    for node in program.of("await_expression"):
        yield put(node, text(named(node)[0]))


def returned_await(program: Program) -> Iterator[Change]:
    """A returned promise waited for, so that a surrounding try sees its failure."""
    for node in program.of("return_statement"):
        inside = named(node)
        guarded = enclosing(node, ("try_statement", *FUNCTIONS))
        in_try = guarded is not None and guarded.type == "try_statement"
        if in_try and inside and inside[0].type == "call_expression" and _is_async(enclosing(node, FUNCTIONS)):
            yield before(inside[0], b"await ")


def all_together(program: Program) -> Iterator[Change]:
    """A list of promises waited for as one."""
    for call in program.of("call_expression"):
        waited = call.parent is not None and call.parent.type in ("await_expression", "arguments")
        function = enclosing(call, FUNCTIONS)
        if method(call) == b"map" and function is not None:
            prefix = b"" if waited else b"await "
            changed = Part(call.start_byte, call.end_byte, prefix + b"Promise.all(" + text(call) + b")")
            yield (changed, *(() if waited else _made_async(function)))


def loop_for_each(program: Program) -> Iterator[Change]:
    """An async forEach, which nobody waits for, made a loop that waits."""
    for call in program.of("call_expression"):
        given = arguments(call)
        if method(call) == b"forEach" and given and given[0].type == "arrow_function" and _is_async(given[0]):
            body, name = field(given[0], "body"), _single_parameter(given[0])
            if name is not None:
                yield put(call, b"for (const " + name + b" of " + text(receiver(call)) + b") " + text(body))


def _single_parameter(arrow: Node) -> bytes | None:
    parameters = arrow.child_by_field_name("parameters") or arrow.child_by_field_name("parameter")
    if parameters is None:
        return None
    inside = [parameters] if parameters.type == "identifier" else named(parameters)
    return text(inside[0]) if len(inside) == 1 else None


def _is_async(function: Node | None) -> bool:
    return function is not None and any(child.type == "async" for child in function.children)


def _made_async(function: Node) -> tuple[Part, ...]:
    if _is_async(function):
        return ()
    start = next((c for c in function.children if c.type not in ("static", "decorator")), function).start_byte
    return (Part(start, start, b"async "),)
