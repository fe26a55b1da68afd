"""Which operators a symptom speaks for."""

from collections.abc import Iterable, Mapping

from training.agents.repair.hints import Hint

_STRENGTH = 1.6  # how much one symptom lifts an operator that it speaks for

_BOUNDS = ("comparison_boundary", "constant_step", "offset", "offset_dropped")
_CONDITIONS = (
    *("comparison_boundary", "comparison_direction", "equality_flip", "logical_operator", "condition_negated"),
    *("condition_part_negated", "condition_part_dropped", "condition_part_added", "absence_check"),
)
_WAITING = ("missing_await", "all_together", "loop_for_each", "returned_await", "superfluous_await")

_SPEAKS_FOR: Mapping[Hint, tuple[str, ...]] = {
    Hint.OFF_BY_ONE: (*_BOUNDS, "initial_value", "increment"),
    Hint.OTHER_NUMBER: (
        *("arithmetic_operator", "assignment_operator", "precedence", "rounding", "constant_replaced", "initial_value"),
        *("swapped_sides", "other_variable", "constant_scaled", "comparison_boundary", "condition_part_added"),
    ),
    Hint.OTHER_SIGN: ("swapped_sides", "wrap_around", "comparison_direction", "arithmetic_operator", "sort_comparator"),
    Hint.NOT_A_NUMBER: ("default_value", "conversion", "initial_value", "radix", "early_return", "offset"),
    Hint.MISSING_VALUE: (
        "missing_return",
        "default_value",
        "absence_check",
        "other_property",
        *_BOUNDS,
        "returned_value",
    ),
    Hint.OTHER_TRUTH: (*_CONDITIONS, "boolean_flipped", "returned_value", "regex_pattern", "method_sibling"),
    Hint.OTHER_CASE: ("missing_call", "superfluous_call", "method_sibling", "regex_flags"),
    Hint.OTHER_SPACE: ("missing_call", "superfluous_call", "separator", "regex_pattern", "regex_flags"),
    Hint.OTHER_TEXT: ("method_sibling", "regex_flags", "regex_pattern", "offset", "text_from_tests", "missing_call"),
    Hint.OTHER_ORDER: ("sort_comparator", "swapped_sides", "method_sibling", "statements_swapped", "merge_order"),
    Hint.OTHER_LENGTH: (
        *_BOUNDS,
        *("statement_out_of_block", "statement_into_block", "method_sibling", "missing_call", "superfluous_call"),
        *("regex_flags", "statement_deleted", "condition_part_added", "condition_part_dropped"),
    ),
    Hint.A_PROMISE: (*_WAITING, "method_sibling", "missing_return", "statements_swapped"),
    Hint.TOO_LONG: (
        *_WAITING,
        "constant_step",
        "assignment_operator",
        "missing_return",
        "statements_swapped",
        "increment",
    ),
    Hint.MISSING_THROW: ("throw_again", "throw_kind", "returned_await", "missing_await", *_CONDITIONS),
    Hint.UNEXPECTED_THROW: ("optional_access", "default_value", "early_return", "own_key", "missing_await", *_BOUNDS),
    Hint.UNKNOWN_NAME: ("other_variable", "of_this", "declaration_moved", "declaration_kind", "statements_swapped"),
    Hint.NO_FUNCTION: ("method_sibling", "new_added", "conversion", "missing_await", "copied", "own_key"),
    Hint.CHANGED_INPUT: ("copied", "each_own", "missing_call", "method_sibling", "merge_order"),
    Hint.EMPTY_CASE: ("early_return", "initial_value", "default_value", "absence_check", "condition_part_added"),
    Hint.FALSY_CASE: ("absence_check", "own_key", "logical_operator", "default_value", "equality_strictness"),
    Hint.NEGATIVE_CASE: ("wrap_around", "rounding", "comparison_boundary", "comparison_direction", "initial_value"),
    Hint.REPEATED_USE: ("declaration_moved", "regex_flags", "each_own", "copied", "statements_swapped", "of_this"),
    Hint.WIDE_TEXT: ("code_points", "regex_flags", "method_sibling"),
    Hint.BOUND_CASE: (*_BOUNDS, "condition_part_added", "statements_swapped"),
}


def affinities(hints: Iterable[Hint]) -> Mapping[str, float]:
    """Return the factor of every operator that some symptom speaks for; a symptom counts once, however often seen."""
    factors: dict[str, float] = {}
    for hint in sorted(set(hints)):
        for operator in _SPEAKS_FOR[hint]:
            factors[operator] = factors.get(operator, 1.0) * _STRENGTH
    return factors
