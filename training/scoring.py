"""The score of a graded program: 0..100, from components that are each 0..1."""

from sandbox.model import ExecutionResult, TestStatus
from training.model.scores import Score, Weights

# Test times of a few milliseconds are mostly noise; below this both count as equal.
SPEED_FLOOR_MS = 20.0


def score_result(
    result: ExecutionResult, *, reference_ms: float | None, quality: float | None = None, weights: Weights | None = None
) -> Score:
    """Return the score of a run of the hidden tests.

    `reference_ms` is the time that the task's reference takes in the same kind of container. A component that was
    not measured takes no part, and the others' weights are scaled up to fill its place.
    """
    weights = weights or Weights()
    correctness = result.count(TestStatus.PASSED) / len(result.tests) if result.tests else 0.0
    speed = _speed(result, reference_ms) if result.all_passed else 0.0
    parts = ((correctness, weights.correctness), (speed, weights.speed), (quality, weights.quality))
    measured = [(value, weight) for value, weight in parts if value is not None]
    whole = sum(weight for _, weight in measured)
    total = 100 * sum(value * weight for value, weight in measured) / whole if whole else 0.0
    return Score(total=total, correctness=correctness, speed=speed, quality=quality, weights=weights)


def _speed(result: ExecutionResult, reference_ms: float | None) -> float | None:
    """1 at the reference's time or better, falling with the ratio; only a right answer can be fast."""
    if reference_ms is None or result.usage is None:
        return None
    return min(1.0, max(reference_ms, SPEED_FLOOR_MS) / max(result.usage.wall_ms, SPEED_FLOOR_MS))
