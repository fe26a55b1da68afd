from dataclasses import replace

import pytest

from training.explaining import components, formula
from training.model.scores import Evidence, Score, Weights
from training.scoring import weighed

SCORE = weighed(
    Score(
        total=0,
        correctness=1.0,
        speed=0.5,
        quality=0.9,
        weights=Weights(),
        evidence=Evidence(
            tests_passed=4,
            tests_total=4,
            own_ms=100.0,
            reference_ms=50.0,
            lint_errors=0,
            lint_warnings=1,
            lint_lines=25,
            linter="fake",
        ),
    ),
    Weights(),
)


def test_the_formula_is_filled_in_and_comes_to_the_score() -> None:
    assert formula(SCORE) == "100 × (60 × 1 + 20 × 0.5 + 20 × 0.9 × 1) / (60 + 20 + 20) = 88.0"


def test_what_was_not_measured_is_missing_from_the_formula() -> None:
    without = weighed(replace(SCORE, quality=None, speed=None), Weights())
    assert formula(without) == "100 × (60 × 1) / (60) = 100.0"


def test_each_component_says_what_it_was_computed_from() -> None:
    correctness, speed, quality = components(SCORE)
    assert correctness.how == "4 of 4 hidden tests passed"
    assert speed.how == "the reference's 50.0 ms over its own 100.0 ms, at most 1"
    assert quality.how.startswith("1 - (0 errors + 0.25 × 1 warning) × 10 / 25 lines")


@pytest.mark.parametrize(
    ("changed", "place", "words"),
    [
        ({"quality": None}, 2, "not run"),
        ({"speed": None}, 1, "no reference time"),
        ({"speed": 0.0, "evidence": replace(SCORE.evidence, tests_passed=3)}, 1, "passes every test"),  # type: ignore[type-var]
        ({"evidence": None}, 0, "share of hidden tests"),
    ],
)
def test_a_component_that_was_not_measured_says_why(changed: dict[str, object], place: int, words: str) -> None:
    assert words in components(replace(SCORE, **changed))[place].how  # type: ignore[arg-type]
