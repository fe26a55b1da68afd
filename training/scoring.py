"""The score of a graded program: 0..100, from components that are each 0..1."""

from dataclasses import replace
from math import fsum, isfinite

from sandbox.linting import LintReport
from sandbox.model import ExecutionResult, TestStatus
from training.errors import InvalidWeightsError
from training.model.scores import Evidence, Score, Weights

# Test times of a few milliseconds are mostly noise; below this both count as equal.
SPEED_FLOOR_MS = 20.0
# What a warning counts, where an error counts 1; and how many lines one error spoils.
WARNING_WEIGHT = 0.25
LINES_PER_ERROR = 10
WHOLE = 100.0


def score_result(
    result: ExecutionResult,
    *,
    reference_ms: float | None,
    lint: LintReport | None = None,
    quality: float | None = None,
    weights: Weights | None = None,
) -> Score:
    """Return the score of a run of the hidden tests.

    `reference_ms` is the time that the task's reference takes in the same kind of container. `lint` is what the
    linter said of the program's source, and gives the quality; None is 'not run'. A component that was not measured
    takes no part, and the others' weights are scaled up to fill its place.
    """
    correctness = result.count(TestStatus.PASSED) / len(result.tests) if result.tests else 0.0
    score = Score(
        total=0.0,
        correctness=correctness,
        speed=_speed(result, reference_ms) if result.all_passed else 0.0,
        quality=quality_of(lint) if lint is not None else quality,
        weights=weights or Weights(),
        evidence=_evidence(result, reference_ms, lint),
    )
    return weighed(score, score.weights)


def weighed(score: Score, weights: Weights) -> Score:
    """Return the same components under other weights.

    Total = 100 * sum(weight * component) / sum(weight) over what was measured. Quality counts as far as the program
    is right: its component is multiplied by correctness, or an empty program would earn points for being tidy.
    """
    quality = None if score.quality is None else score.quality * score.correctness
    parts = ((score.correctness, weights.correctness), (score.speed, weights.speed), (quality, weights.quality))
    measured = [(value, weight) for value, weight in parts if value is not None]
    whole = sum(weight for _, weight in measured)
    total = 100 * sum(value * weight for value, weight in measured) / whole if whole else 0.0
    return replace(score, total=min(total, 100.0), weights=weights)


def quality_of(report: LintReport) -> float:
    """Return what a linter's report is worth, 0..1.

    1 - (errors + warnings / 4) per ten lines of code, of which at least ten are counted; 0 where a file can't be read.
    """
    if not report.is_readable:
        return 0.0
    spoiled = (report.errors + WARNING_WEIGHT * report.warnings) * LINES_PER_ERROR
    return max(0.0, 1.0 - spoiled / max(report.lines, LINES_PER_ERROR))


def speed_of(own_ms: float, reference_ms: float) -> float:
    """Return 1 at the reference's time or better, falling with the ratio. Times are in milliseconds."""
    return min(1.0, max(reference_ms, SPEED_FLOOR_MS) / max(own_ms, SPEED_FLOOR_MS))


def check_weights(weights: Weights) -> None:
    """Refuse weights that a team can't mean.

    Raises:
        InvalidWeightsError: says what is wrong with them.
    """
    parts = (weights.correctness, weights.speed, weights.quality)
    if not all(isfinite(part) and part >= 0 for part in parts):
        raise InvalidWeightsError("Each weight must be a number from 0 to 100.")
    if abs(fsum(parts) - WHOLE) > 1e-9:  # noqa: PLR2004 - a rounding error, no more
        raise InvalidWeightsError(
            f"Correctness, speed and quality must add up to 100; {' + '.join(f'{part:g}' for part in parts)} "
            f"is {fsum(parts):g}."
        )
    if not weights.correctness:
        raise InvalidWeightsError("Correctness must weigh more than 0: a wrong program is worth nothing by itself.")


def _speed(result: ExecutionResult, reference_ms: float | None) -> float | None:
    # only a right answer can be fast
    if reference_ms is None or result.usage is None:
        return None
    return speed_of(result.usage.wall_ms, reference_ms)


def _evidence(result: ExecutionResult, reference_ms: float | None, lint: LintReport | None) -> Evidence:
    return Evidence(
        tests_passed=result.count(TestStatus.PASSED),
        tests_total=len(result.tests),
        own_ms=result.usage.wall_ms if result.usage else None,
        reference_ms=reference_ms,
        lint_errors=lint.errors if lint else None,
        lint_warnings=lint.warnings if lint else None,
        lint_lines=lint.lines if lint else None,
        linter=lint.linter if lint else None,
    )
