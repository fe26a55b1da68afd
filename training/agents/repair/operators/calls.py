"""Edits to calls: the wrong method, missing or superfluous calls, arguments in the wrong order."""

from collections.abc import Iterator
from itertools import combinations

from tree_sitter import Node

from training.agents.repair.operators.base import Change, after, arguments, method, put, receiver, wrapped
from training.agents.repair.program import Part, Program, field, text, walk

_SIBLINGS: tuple[tuple[bytes, ...], ...] = (
    (b"push", b"unshift"),
    (b"pop", b"shift"),
    (b"push", b"concat"),
    (b"slice", b"splice"),
    (b"slice", b"substring", b"substr"),
    (b"indexOf", b"lastIndexOf"),
    (b"findIndex", b"findLastIndex"),
    (b"find", b"findLast", b"filter"),
    (b"some", b"every"),
    (b"map", b"flatMap", b"forEach", b"filter"),
    (b"reduce", b"reduceRight"),
    (b"keys", b"values", b"entries"),
    (b"trim", b"trimStart", b"trimEnd"),
    (b"padStart", b"padEnd"),
    (b"startsWith", b"endsWith", b"includes"),
    (b"toUpperCase", b"toLowerCase"),
    (b"replace", b"replaceAll"),
    (b"match", b"matchAll"),
    (b"charCodeAt", b"codePointAt"),
    (b"max", b"min"),
    (b"floor", b"ceil", b"round", b"trunc"),
    (b"all", b"allSettled", b"race", b"any"),
    (b"resolve", b"reject"),
    (b"then", b"finally"),
    (b"has", b"get"),
    (b"add", b"delete"),
    (b"set", b"delete"),
    (b"parseInt", b"parseFloat", b"Number"),
    (b"isNaN", b"Number.isNaN"),
    (b"isFinite", b"Number.isFinite"),
    (b"setTimeout", b"setInterval"),
    (b"getDate", b"getDay", b"getUTCDate", b"getUTCDay"),
    (b"getMonth", b"getUTCMonth"),
    (b"getFullYear", b"getUTCFullYear"),
    (b"getHours", b"getUTCHours"),
)
_TEXT_CALLS = (b".trim()", b".toLowerCase()", b".toUpperCase()")
_LIST_CALLS = (b".reverse()", b".slice()", b".sort((a, b) => a - b)", b".filter(Boolean)", b".flat()", b".length")
_REMOVABLE = (
    *(b"trim", b"trimStart", b"trimEnd", b"toLowerCase", b"toUpperCase", b"reverse", b"sort", b"slice", b"flat"),
    *(b"filter", b"toString", b"toFixed", b"concat", b"map"),
)
_COMPARATORS = (b"(a, b) => a - b", b"(a, b) => b - a")


def sibling(program: Program) -> Iterator[Change]:
    """A method or function by one that is easily taken for it."""
    for node in _called_names(program):
        for group in _SIBLINGS:
            if text(node) in group:
                yield from (put(node, new) for new in group if new != text(node))


def argument_order(program: Program) -> Iterator[Change]:
    """Two arguments of a call, exchanged."""
    for call in program.of("call_expression", "new_expression"):
        for one, other in combinations(arguments(call), 2):
            yield (
                Part(one.start_byte, one.end_byte, text(other)),
                Part(other.start_byte, other.end_byte, text(one)),
            )


def argument_count(program: Program) -> Iterator[Change]:
    """The last argument taken away, or one that the function's own parameters offer added."""
    for call in program.of("call_expression"):
        given = arguments(call)
        if len(given) > 1:
            yield (Part(given[-2].end_byte, given[-1].end_byte, b""),)
        if len(given) == 1 and given[0].type not in ("arrow_function", "function_expression"):
            yield put(given[0], b"")


def missing_call(program: Program) -> Iterator[Change]:
    """A value that should have been trimmed, folded to one case, reversed, sorted or copied first."""
    for node in _values(program):
        for call in (*_TEXT_CALLS, *_LIST_CALLS):
            yield after(node, call)


def superfluous_call(program: Program) -> Iterator[Change]:
    """A call in a chain taken away."""
    for call in program.of("call_expression"):
        if method(call) in _REMOVABLE:
            yield put(call, text(receiver(call)))


def comparator(program: Program) -> Iterator[Change]:
    """A sort given a numeric comparator, or one the other way round."""
    for call in program.of("call_expression"):
        if method(call) not in (b"sort", b"toSorted"):
            continue
        for new in _COMPARATORS:
            yield put(field(call, "arguments"), b"(" + new + b")")
        yield from _reversed(arguments(call))


def comparator_of_truth(program: Program) -> Iterator[Change]:
    """A comparator that answers true or false, made one that answers with a number."""
    for call in program.of("call_expression"):
        if method(call) not in (b"sort", b"toSorted") or not arguments(call):
            continue
        for node in walk(arguments(call)[0]):
            if node.type == "binary_expression" and text(field(node, "operator")) in (b"<", b">", b"<=", b">="):
                sides = [text(field(node, "left")), text(field(node, "right"))]
                one, other = sides if text(field(node, "operator"))[:1] == b">" else reversed(sides)
                yield put(node, one + b" - " + other)
                yield put(node, one + b".localeCompare(" + other + b")")


def comparator_by_key(program: Program) -> Iterator[Change]:
    """A sort by a part of each element: the first of a pair, or a property that the program reads."""
    names = sorted({text(node) for node in program.of("property_identifier") if not _is_method(node)})
    for call in program.of("call_expression"):
        if method(call) in (b"sort", b"toSorted"):
            for key in (b"[0]", b"[1]", *(b"." + name for name in names)):
                yield put(field(call, "arguments"), b"((a, b) => a" + key + b" - b" + key + b")")


def copy(program: Program) -> Iterator[Change]:
    """A copy where the caller's own value was changed."""
    for call in program.of("call_expression"):
        if method(call) in (b"sort", b"reverse", b"splice", b"push", b"unshift", b"fill"):
            owner = receiver(call)
            if owner.type in ("identifier", "member_expression"):
                yield put(owner, b"[..." + text(owner) + b"]")
    for node in _values(program):
        if node.type in ("identifier", "member_expression", "subscript_expression"):
            yield put(node, b"[..." + text(node) + b"]")
            yield put(node, b"{ ..." + text(node) + b" }")


def radix(program: Program) -> Iterator[Change]:
    """The base of parseInt or toString said, or another one."""
    for call in program.of("call_expression"):
        given = arguments(call)
        if text(field(call, "function")).endswith(b"parseInt") and len(given) == 1:
            for base in (b"10", b"2", b"16"):
                yield after(given[0], b", " + base)
        if method(call) == b"toString" and not given:
            for base in (b"2", b"16", b"36"):
                yield put(field(call, "arguments"), b"(" + base + b")")


def spread(program: Program) -> Iterator[Change]:
    """The elements of a list given one by one, or the list itself."""
    for call in program.of("call_expression", "new_expression"):
        for node in arguments(call):
            if node.type == "spread_element":
                yield put(node, text(node.named_children[0]))
            elif node.type in ("identifier", "call_expression", "member_expression"):
                yield put(node, b"..." + text(node))
    for array in program.of("array"):
        for node in array.named_children:
            if node.type in ("identifier", "call_expression"):
                yield put(node, b"..." + text(node))


def unused_result(program: Program) -> Iterator[Change]:
    """A result that is dropped, kept in the variable that the method was called on."""
    for statement in program.of("expression_statement"):
        call = statement.named_children[0]
        if call.type == "call_expression" and method(call) is not None and receiver(call).type == "identifier":
            yield put(statement, text(receiver(call)) + b" = " + text(statement))


def conversion(program: Program) -> Iterator[Change]:
    """A value turned into a number or a text, or taken as it is."""
    for node in _values(program):
        for function in (b"Number", b"String"):
            yield put(node, function + b"(" + text(node) + b")")
    for call in program.of("call_expression"):
        if text(field(call, "function")) in (b"Number", b"String", b"parseInt") and arguments(call):
            yield put(call, wrapped(arguments(call)[0]))


def _called_names(program: Program) -> Iterator[Node]:
    for call in program.of("call_expression"):
        function = field(call, "function")
        if function.type == "member_expression":
            yield field(function, "property")
        if function.type in ("identifier", "member_expression"):
            yield function


def _is_method(node: Node) -> bool:
    member = node.parent
    call = member.parent if member is not None else None
    if call is None or member is None or call.type != "call_expression":
        return False
    return field(call, "function").id == member.id


def _values(program: Program) -> Iterator[Node]:
    for node in program.of("variable_declarator"):
        value = node.child_by_field_name("value")
        if value is not None and _plain(value):
            yield value
    for node in program.of("return_statement"):
        yield from (child for child in node.named_children if _plain(child))
    for call in program.of("call_expression"):
        yield from (node for node in arguments(call) if _plain(node))
    for node in program.of("for_in_statement", "binary_expression", "assignment_expression"):
        right = field(node, "right")
        yield from (
            side for side in (node.child_by_field_name("left"), right) if side is not None and _value(node, side)
        )


def _value(node: Node, side: Node) -> bool:
    assigned = node.type != "binary_expression" and side.id == field(node, "left").id
    return _plain(side) and not assigned


def _plain(node: Node) -> bool:
    return node.type in ("identifier", "member_expression", "subscript_expression", "call_expression")


def _reversed(given: list[Node]) -> Iterator[Change]:
    if not given or given[0].type != "arrow_function":
        return
    parameters = given[0].child_by_field_name("parameters")
    if parameters is not None and len(parameters.named_children) > 1:
        one, other = parameters.named_children[:2]
        yield (
            Part(one.start_byte, one.end_byte, text(other)),
            Part(other.start_byte, other.end_byte, text(one)),
        )
