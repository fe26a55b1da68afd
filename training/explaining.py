"""Says where a score comes from: each component with its measurement, and the formula filled in."""

from dataclasses import dataclass

from training.model.scores import Evidence, Score
from training.scoring import LINES_PER_ERROR, SPEED_FLOOR_MS, WARNING_WEIGHT


@dataclass(frozen=True, kw_only=True)
class Component:
    """One component of a score in words. `value` (0..1) is None where it was not measured, and then takes no part."""

    name: str
    how: str
    value: float | None
    weight: float


def components(score: Score) -> tuple[Component, ...]:
    """Return the components of a score, each with what it was computed from."""
    evidence, weights = score.evidence, score.weights
    return (
        Component(name="Correctness", how=_correctness(evidence), value=score.correctness, weight=weights.correctness),
        Component(name="Speed", how=_speed(score, evidence), value=score.speed, weight=weights.speed),
        Component(name="Quality", how=_quality(score, evidence), value=score.quality, weight=weights.quality),
    )


def formula(score: Score) -> str:
    """Return the score's formula with the numbers filled in."""
    right = f"{score.correctness:.3g}"
    terms = [
        (score.weights.correctness, right),
        (score.weights.speed, None if score.speed is None else f"{score.speed:.3g}"),
        (score.weights.quality, None if score.quality is None else f"{score.quality:.3g} × {right}"),
    ]
    measured = [(weight, value) for weight, value in terms if value is not None]
    above = " + ".join(f"{weight:g} × {value}" for weight, value in measured)
    below = " + ".join(f"{weight:g}" for weight, _ in measured)
    return f"100 × ({above}) / ({below}) = {score.total:.1f}"


def _correctness(evidence: Evidence | None) -> str:
    if evidence is None:
        return "the share of hidden tests passed"
    return f"{evidence.tests_passed} of {evidence.tests_total} hidden tests passed"


def _speed(score: Score, evidence: Evidence | None) -> str:
    if score.speed is None:
        return "not measured: there is no reference time for this task"
    if evidence is None:
        return "the reference's time over the program's own"
    if evidence.own_ms is None or evidence.tests_passed < evidence.tests_total or not evidence.tests_total:
        return "only a program that passes every test can be fast"
    if evidence.reference_ms is None:
        return "not measured: there is no reference time for this task"
    own, reference = (max(time, SPEED_FLOOR_MS) for time in (evidence.own_ms, evidence.reference_ms))
    return f"the reference's {reference:.1f} ms over its own {own:.1f} ms, at most 1"


def _quality(score: Score, evidence: Evidence | None) -> str:
    if score.quality is None:
        return "not run: no linter read this program"
    if evidence is None or evidence.lint_lines is None:
        return "what the linter found"
    errors, warnings = evidence.lint_errors or 0, evidence.lint_warnings or 0
    said = (
        f"{errors} {'error' if errors == 1 else 'errors'} + {WARNING_WEIGHT:g} × {warnings} "
        f"{'warning' if warnings == 1 else 'warnings'}"
    )
    lines = max(evidence.lint_lines, LINES_PER_ERROR)
    return f"1 - ({said}) × {LINES_PER_ERROR} / {lines} lines, at least 0; it counts as far as the program is right"
