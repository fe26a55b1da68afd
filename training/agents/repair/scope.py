"""Which names a place in a program can see."""

from collections.abc import Iterator

from tree_sitter import Node

from training.agents.repair.program import named, text, walk

_PATTERNS = ("object_pattern", "array_pattern", "rest_pattern", "assignment_pattern", "pair_pattern")


def visible_names(node: Node) -> list[bytes]:
    """Return the variables and parameters declared around and before a node, nearest first, without repetition."""
    found: dict[bytes, None] = {}
    above = node.parent
    while above is not None:
        for name in _declared(above, before=node.start_byte):
            found.setdefault(name)
        above = above.parent
    return list(found)


def _declared(scope: Node, *, before: int) -> Iterator[bytes]:
    for child in scope.named_children:
        if child.start_byte >= before:
            break
        if child.type in ("lexical_declaration", "variable_declaration"):
            yield from _declarators(child, before=before)
        elif child.type == "formal_parameters":
            yield from (name for parameter in named(child) for name in _bound(parameter))
    yield from _own_parameter(scope)


def _declarators(declaration: Node, *, before: int) -> Iterator[bytes]:
    for declarator in named(declaration):
        target, value = declarator.child_by_field_name("name"), declarator.child_by_field_name("value")
        inside_own_value = declarator.end_byte > before
        is_function = value is not None and value.type in ("arrow_function", "function_expression", "class")
        if target is not None and not inside_own_value and not is_function:
            yield from _bound(target)


def _own_parameter(scope: Node) -> Iterator[bytes]:
    if scope.type == "arrow_function":
        single = scope.child_by_field_name("parameter")
        yield from _bound(single) if single is not None else ()
    if scope.type == "for_in_statement":
        left = scope.child_by_field_name("left")
        yield from _bound(left) if left is not None else ()


def _bound(target: Node) -> Iterator[bytes]:
    """Give the names that a pattern binds."""
    if target.type == "identifier":
        yield text(target)
    elif target.type in _PATTERNS:
        kinds = ("identifier", "shorthand_property_identifier_pattern")
        yield from (text(node) for node in walk(target) if node.type in kinds)
