"""Compares two sides (strategies, agents, batches, versions) on the tasks that both have done."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, sqrt
from statistics import NormalDist, fmean, stdev

from training.model.profiles import Interval
from training.model.trials import Trial, Verdict
from training.statistics import CONFIDENCE, t_quantile
from training.trends import Measure

LEAST_TASKS = 5
POWER = 0.8


class ComparisonWord(StrEnum):
    """What may be said of two sides."""

    LEFT = "the left is higher"
    RIGHT = "the right is higher"
    NO_DIFFERENCE = "no detectable difference"
    NOT_ENOUGH = "not enough data"


@dataclass(frozen=True, kw_only=True)
class TaskPair:
    """Both sides' means on one task."""

    task_id: str
    left: float
    right: float

    @property
    def difference(self) -> float:
        """How much higher the left is."""
        return self.left - self.right


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Left minus right, paired by task. `tasks_needed` is how many tasks would settle a difference of this size."""

    word: ComparisonWord
    pairs: tuple[TaskPair, ...]
    difference: float | None = None
    interval: Interval | None = None
    tasks_needed: int | None = None

    @property
    def discordant(self) -> tuple[TaskPair, ...]:
        """The tasks on which the sides differ, the largest difference first."""
        apart = [pair for pair in self.pairs if pair.difference]
        return tuple(sorted(apart, key=lambda pair: -abs(pair.difference)))


def compare(
    left: Mapping[str, Iterable[float]], right: Mapping[str, Iterable[float]], *, confidence: float = CONFIDENCE
) -> Comparison:
    """Compare by task: each side's mean on a task, then the differences' mean with Student's t interval.

    Repeats of a task are no independent evidence of how a side does on others, so a task counts once
    (arXiv 2411.00640, section on clustered errors). Whoever makes several comparisons at once asks for a higher
    `confidence`, or finds differences where there are none.
    """
    means_left, means_right = _means(left), _means(right)
    shared = sorted(means_left.keys() & means_right.keys())
    pairs = tuple(TaskPair(task_id=task, left=means_left[task], right=means_right[task]) for task in shared)
    if len(pairs) < LEAST_TASKS:
        return Comparison(word=ComparisonWord.NOT_ENOUGH, pairs=pairs)
    differences = [pair.difference for pair in pairs]
    middle, spread = fmean(differences), stdev(differences)
    half = t_quantile((1 + confidence) / 2, degrees=len(pairs) - 1) * spread / sqrt(len(pairs))
    return Comparison(
        word=_word(middle, half),
        pairs=pairs,
        difference=middle,
        interval=Interval(low=middle - half, high=middle + half, confidence=confidence),
        tasks_needed=tasks_needed(middle, spread, confidence=confidence),
    )


def tasks_needed(difference: float, spread: float, *, confidence: float = CONFIDENCE) -> int | None:
    """Return how many tasks show a true difference of this size with a power of 0.8; None for no difference."""
    if not difference:
        return None
    normal = NormalDist()
    reach = normal.inv_cdf((1 + confidence) / 2) + normal.inv_cdf(POWER)
    return max(LEAST_TASKS, ceil((reach * spread / difference) ** 2))


_UNITS = {Measure.SUCCESS: (100.0, " points"), Measure.SCORE: (1.0, " points"), Measure.EXECUTION_MS: (1.0, " ms")}
_NAMES = {Measure.SUCCESS: "success rate", Measure.SCORE: "score", Measure.EXECUTION_MS: "execution time"}


def in_words(found: Comparison, *, left: str, right: str, measure: Measure) -> str:
    """Return a comparison in words: what may be said, how large it is, and what would settle it."""
    tasks = len(found.pairs)
    if found.difference is None or found.interval is None:
        return f"Not enough data: {tasks} tasks were done by both sides, and a comparison needs {LEAST_TASKS}."
    scale, unit = _UNITS[measure]
    low, high = found.interval.low * scale, found.interval.high * scale
    sure = f"{found.interval.confidence * 100:.0f} %"
    seen = (
        f"{left} minus {right} in {_NAMES[measure]}: {found.difference * scale:+.1f}{unit}, {sure} "
        f"interval {low:+.1f} to {high:+.1f}{unit}, over {tasks} tasks that both did."
    )
    if found.word is not ComparisonWord.NO_DIFFERENCE:
        higher = left if found.word is ComparisonWord.LEFT else right
        return f"{higher[:1].upper()}{higher[1:]} is higher. {seen}"
    return f"No detectable difference. {seen} {_settling(found.tasks_needed, tasks)}"


def _settling(needed: int | None, tasks: int) -> str:
    if needed is None:
        return "Not one task sets them apart, so there is no telling how many would."
    if needed <= tasks:
        return "A few more tasks may settle it."
    return f"A true difference of this size would show with about {needed} tasks, {needed - tasks} more than these."


def outcomes_by_task(trials: Iterable[Trial], measure: Measure) -> dict[str, list[float]]:
    """Return what judged trials came to, by task. Our own failures and cancelled trials take no part."""
    found: dict[str, list[float]] = defaultdict(list)
    for trial in trials:
        value = outcome_of(trial, measure)
        if value is not None:
            found[trial.task_id].append(value)
    return dict(found)


def outcome_of(trial: Trial, measure: Measure) -> float | None:
    """Return what a trial came to; None where it was not judged, or this was not measured."""
    if trial.verdict not in {Verdict.PASSED, Verdict.FAILED}:
        return None
    passed = 1.0 if trial.verdict is Verdict.PASSED else 0.0
    return {Measure.SUCCESS: passed, Measure.SCORE: trial.score, Measure.EXECUTION_MS: trial.execution_ms}[measure]


def _means(outcomes: Mapping[str, Iterable[float]]) -> dict[str, float]:
    known = {task: list(values) for task, values in outcomes.items()}
    return {task: fmean(values) for task, values in known.items() if values}


def _word(difference: float, half_width: float) -> ComparisonWord:
    if abs(difference) <= half_width or not difference:
        return ComparisonWord.NO_DIFFERENCE
    return ComparisonWord.LEFT if difference > 0 else ComparisonWord.RIGHT
