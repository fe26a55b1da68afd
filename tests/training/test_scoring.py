from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.fake import ended, judged
from sandbox.linting import Finding, LintReport
from sandbox.model import ExecutionResult, ExecutionSpec, Outcome, SourceFile, Usage
from training.model.scores import Weights
from training.scoring import quality_of, score_result, weighed

SPEC = ExecutionSpec(execution_id="x", candidate=(), tests=(SourceFile("a.test.js", b""),))


def a_result(passed: int, failed: int, *, wall_ms: float = 50.0) -> ExecutionResult:
    tests = {f"test {number}": number < passed for number in range(passed + failed)}
    return replace(judged(SPEC, tests), usage=Usage(wall_ms=wall_ms, cpu_ms=1.0, peak_memory_mib=1.0))


def test_a_right_program_as_fast_as_the_reference_scores_100() -> None:
    assert score_result(a_result(4, 0, wall_ms=50.0), reference_ms=50.0).total == 100
    assert score_result(a_result(4, 0, wall_ms=20.0), reference_ms=50.0).total == 100
    assert score_result(a_result(4, 0), reference_ms=50.0, quality=1.0).total == 100


def test_a_right_program_at_half_the_speed_loses_half_of_the_speed() -> None:
    score = score_result(a_result(4, 0, wall_ms=100.0), reference_ms=50.0)
    assert score.speed == 0.5
    assert score.total == pytest.approx(100 * (60 * 1 + 20 * 0.5) / 80)


def test_a_wrong_program_gets_nothing_for_being_fast() -> None:
    score = score_result(a_result(3, 1, wall_ms=1.0), reference_ms=50.0)
    assert score.speed == 0
    assert score.total == pytest.approx(100 * 60 * 0.75 / 80)


def test_what_was_not_measured_takes_no_part_and_says_so() -> None:
    score = score_result(a_result(4, 0), reference_ms=None)
    assert (score.speed, score.quality, score.total) == (None, None, 100)


def test_a_run_that_ended_before_its_tests_is_worth_nothing() -> None:
    assert score_result(ended(SPEC, Outcome.WALL_TIMEOUT), reference_ms=50.0).total == 0


def test_times_below_the_floor_count_as_equal() -> None:
    assert score_result(a_result(1, 0, wall_ms=19.0), reference_ms=2.0).speed == 1


def test_the_score_says_which_weights_made_it() -> None:
    weights = Weights(version="mine", correctness=1, speed=0, quality=0)
    score = score_result(a_result(1, 1), reference_ms=50.0, weights=weights)
    assert (score.weights, score.total) == (weights, 50)


@given(
    passed=st.integers(0, 20),
    failed=st.integers(0, 20),
    wall_ms=st.floats(0, 1e6),
    reference_ms=st.none() | st.floats(0, 1e6),
    quality=st.none() | st.floats(0, 1),
)
def test_a_score_is_between_0_and_100(
    *, passed: int, failed: int, wall_ms: float, reference_ms: float | None, quality: float | None
) -> None:
    score = score_result(a_result(passed, failed, wall_ms=wall_ms), reference_ms=reference_ms, quality=quality)
    assert 0 <= score.total <= 100


@given(passed=st.integers(0, 10), total=st.integers(1, 10))
def test_passing_one_more_test_never_lowers_the_score(passed: int, total: int) -> None:
    passed = min(passed, total - 1)
    fewer = score_result(a_result(passed, total - passed), reference_ms=50.0)
    more = score_result(a_result(passed + 1, total - passed - 1), reference_ms=50.0)
    assert more.total > fewer.total


def a_report(*, errors: int = 0, warnings: int = 0, lines: int = 20) -> LintReport:
    return LintReport(linter="fake", files=1, lines=lines, errors=errors, warnings=warnings)


def test_a_program_without_findings_has_all_of_its_quality() -> None:
    assert quality_of(a_report()) == 1
    assert score_result(a_result(4, 0), reference_ms=50.0, lint=a_report()).total == 100


def test_an_error_in_ten_lines_costs_all_of_it_and_a_warning_a_quarter() -> None:
    assert quality_of(a_report(errors=1, lines=10)) == 0
    assert quality_of(a_report(warnings=1, lines=10)) == 0.75
    assert quality_of(a_report(warnings=1, lines=20)) == 0.875
    assert quality_of(a_report(errors=1, lines=3)) == 0
    assert quality_of(a_report(errors=50, lines=20)) == 0


def test_a_program_that_is_no_javascript_has_no_quality() -> None:
    finding = Finding(path="a.js", line=1, column=1, rule="syntax", is_error=True, message="Parsing error")
    assert quality_of(replace(a_report(errors=1, lines=500), findings=(finding,))) == 0


def test_a_tidy_program_that_does_nothing_right_earns_nothing() -> None:
    assert score_result(a_result(0, 4), reference_ms=50.0, lint=a_report()).total == 0
    assert score_result(a_result(2, 2), reference_ms=50.0, lint=a_report()).total == pytest.approx(60 * 0.5 + 20 * 0.5)


def test_a_linter_that_did_not_run_neither_gives_nor_takes() -> None:
    without = score_result(a_result(4, 0, wall_ms=100.0), reference_ms=50.0, lint=None)
    assert (without.quality, without.total) == (None, pytest.approx(100 * (60 + 10) / 80))


def test_the_same_components_can_be_weighed_anew() -> None:
    score = score_result(a_result(4, 0, wall_ms=100.0), reference_ms=50.0, lint=a_report(warnings=2))
    other = weighed(score, Weights(version="2", correctness=50, speed=50, quality=0))
    assert other.total == pytest.approx(75)
    assert (other.correctness, other.speed, other.quality) == (score.correctness, score.speed, score.quality)


def test_the_score_keeps_what_it_was_computed_from() -> None:
    evidence = score_result(a_result(3, 1, wall_ms=70.0), reference_ms=50.0, lint=a_report(warnings=2)).evidence
    assert evidence is not None
    assert (evidence.tests_passed, evidence.tests_total, evidence.own_ms, evidence.reference_ms) == (3, 4, 70.0, 50.0)
    assert (evidence.lint_errors, evidence.lint_warnings, evidence.lint_lines) == (0, 2, 20)
