"""Which part a place plays in a program: a condition, an argument, a returned value, ..."""

from collections.abc import Mapping

from training.agents.repair.program import Part, Program

_ROLES: Mapping[str, str] = {
    "if_statement": "condition",
    "ternary_expression": "choice",
    "while_statement": "loop",
    "do_statement": "loop",
    "for_statement": "loop",
    "for_in_statement": "loop",
    "return_statement": "result",
    "arguments": "argument",
    "subscript_expression": "index",
    "variable_declarator": "declared value",
    "assignment_expression": "assigned value",
    "augmented_assignment_expression": "assigned value",
    "pair": "property",
    "template_substitution": "text",
    "formal_parameters": "parameter",
    "arrow_function": "function",
    "switch_case": "case",
    "catch_clause": "error handling",
    "try_statement": "error handling",
    "statement_block": "statement",
}
_OUTSIDE = "module"


def role_of(program: Program, part: Part) -> str:
    """Return the role of the place where a change begins, after the nearest thing around it that has one."""
    node = program.root.descendant_for_byte_range(part.start, part.end)
    while node is not None:
        above = node.parent
        if above is not None and above.type in _ROLES:
            return _ROLES[above.type]
        node = above
    return _OUTSIDE
