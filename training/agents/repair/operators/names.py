"""Edits to names: the wrong variable or property, a missing `this`, a wrong scope."""

from collections.abc import Iterator

from tree_sitter import Node

from training.agents.repair.operators.base import FUNCTIONS, Change, before, enclosing, put
from training.agents.repair.program import Part, Program, field, named, text, walk
from training.agents.repair.scope import visible_names

_SHORT = 40  # longer expressions are no list that someone forgot to index
_READ_ONLY = ("formal_parameters", "variable_declarator", "import_specifier", "export_specifier", "catch_clause")


def variable(program: Program) -> Iterator[Change]:
    """A variable by another that is in scope."""
    for node in program.of("identifier"):
        if _is_use(node):
            for name in visible_names(node):
                if name != text(node):
                    yield put(node, name)


def property_name(program: Program) -> Iterator[Change]:
    """A property by another that the program uses."""
    names = {text(node) for node in program.of("property_identifier") if not _is_call(node)}
    for node in program.of("property_identifier"):
        if node.parent is not None and node.parent.type == "member_expression" and not _is_call(node):
            yield from (put(node, name) for name in sorted(names) if name != text(node))


def of_this(program: Program) -> Iterator[Change]:
    """A bare name that is meant as the object's own, and the other way round."""
    fields = {text(field(node, "property")) for node in program.of("member_expression") if _on_this(node)}
    for node in program.of("identifier"):
        if text(node) in fields and _is_use(node):
            yield before(node, b"this.")


def index_for_element(program: Program) -> Iterator[Change]:
    """An index where its element is meant, and an element where its index is meant."""
    for node in program.of("subscript_expression"):
        yield put(node, text(field(node, "index")))
    lists = {text(field(node, "object")) for node in program.of("subscript_expression")}
    for node in program.of("identifier"):
        above = node.parent
        if _is_use(node) and above is not None and above.type != "subscript_expression" and text(node) not in lists:
            yield from (put(node, name + b"[" + text(node) + b"]") for name in sorted(lists) if len(name) < _SHORT)


def loop_kind(program: Program) -> Iterator[Change]:
    """`for ... of` for `for ... in`, and back."""
    for node in program.of("for_in_statement"):
        sign = field(node, "operator")
        yield put(sign, b"in" if text(sign) == b"of" else b"of")


def scope(program: Program) -> Iterator[Change]:
    """A variable that lives too long or too short: its declaration moved into or out of a loop or function."""
    for node in program.of("lexical_declaration", "variable_declaration"):
        if text(node).startswith(b"const") and not _holds_state(node):
            continue
        yield from _into_following(node)
        loop = enclosing(node, ("for_statement", "for_in_statement", "while_statement", "do_statement"))
        if loop is not None and node.parent is not None and node.parent.type == "statement_block":
            yield (
                Part(loop.start_byte, loop.start_byte, text(node) + b"\n"),
                Part(node.start_byte, node.end_byte, b""),
            )


def declaration(program: Program) -> Iterator[Change]:
    """`let` for `const` and `var`."""
    for node in program.of("lexical_declaration", "variable_declaration"):
        kind = node.children[0]
        if text(kind) in (b"const", b"var"):
            yield put(kind, b"let")


def _into_following(node: Node) -> Iterator[Change]:
    following = node.next_named_sibling
    while following is not None:
        inner = following.child_by_field_name("declaration") or following
        body = inner.child_by_field_name("body")
        if body is not None and body.type == "statement_block":
            start = body.start_byte + 1
            yield (Part(node.start_byte, node.end_byte, b""), Part(start, start, b"\n" + text(node)))
        following = following.next_named_sibling


def _holds_state(node: Node) -> bool:
    values = (child.child_by_field_name("value") for child in named(node))
    return any(value is not None and value.type in ("array", "object", "new_expression", "regex") for value in values)


def _is_use(node: Node) -> bool:
    above = node.parent
    if above is None or above.type in _READ_ONLY:
        return above is not None and above.type == "variable_declarator" and _is_value(above, node)
    if above.type in FUNCTIONS or above.type in ("class_declaration", "import_clause", "namespace_import"):
        return above.type == "arrow_function" and field(above, "body").id == node.id
    if above.type == "call_expression" and field(above, "function").id == node.id:
        return False
    return above.type not in ("array_pattern", "rest_pattern", "object_pattern", "assignment_pattern", "class_heritage")


def _is_value(declarator: Node, node: Node) -> bool:
    value = declarator.child_by_field_name("value")
    return value is not None and value.id == node.id


def _is_call(node: Node) -> bool:
    member = node.parent
    call = member.parent if member is not None and member.type == "member_expression" else None
    return call is not None and call.type == "call_expression" and member is not None and _calls(call, member)


def _calls(call: Node, member: Node) -> bool:
    return field(call, "function").id == member.id


def _on_this(node: Node) -> bool:
    return any(child.type == "this" for child in walk(field(node, "object")))
