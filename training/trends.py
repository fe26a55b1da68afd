"""Trends: is a quantity getting better, or is that noise? Said in words that the numbers bear out."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING

from training.model.profiles import CourseStep, Interval, Observation
from training.statistics import CONFIDENCE, shared, t_quantile

if TYPE_CHECKING:
    import numpy as np

LEAST = 10
MOST = 1000
ROUNDING = 1e-15


class TrendWord(StrEnum):
    """What may be said of a trend."""

    IMPROVING = "improving"
    DECLINING = "declining"
    NO_CHANGE = "no detectable change"
    NOT_ENOUGH = "not enough data"
    OTHER_TASKS = "not told: too few tasks were tried again"


class Measure(StrEnum):
    """What a trend is of."""

    SUCCESS = "success"
    SCORE = "score"
    EXECUTION_MS = "execution_ms"


@dataclass(frozen=True, kw_only=True)
class Trend:
    """A trend over a window. `slope` is the change with each trial; `earlier` and `later` are equal halves' means.

    Within tasks `n` counts the values of tasks that were tried again, and the halves are told without what their tasks
    differ by: each value less its task's mean, plus the mean of all.
    """

    word: TrendWord
    n: int
    slope: float | None = None
    interval: Interval | None = None
    earlier: float | None = None
    later: float | None = None


def trend_of(
    values: Sequence[float],
    *,
    higher_is_better: bool = True,
    least: int = LEAST,
    most: int = MOST,
    confidence: float = CONFIDENCE,
) -> Trend:
    """Return the trend of values, oldest first, over the newest `most` of them.

    The slope is that of least squares, with Student's t interval; a word of change is said only where that interval
    does not hold 0. Below `least` values nothing is said. Whoever asks for several trends at once asks for a higher
    `confidence`, or finds a change where there is none. Ten million values take about a second.

    Raises:
        ValueError: a value that is not finite.
    """
    import numpy as np  # noqa: PLC0415 - SciPy brings it; most commands never ask for a trend

    window = _finite(values[-most:])
    n = len(window)
    if n < max(least, 3):
        return Trend(word=TrendWord.NOT_ENOUGH, n=n)
    places = np.arange(n) - (n - 1) / 2
    spread = float(places @ places)
    slope = float(places @ (window - window.mean())) / spread
    rest = window - window.mean() - slope * places
    error = sqrt(float(rest @ rest) / (n - 2) / spread)
    half_width = t_quantile((1 + confidence) / 2, degrees=n - 2) * error
    return _told(slope, half_width, window, up=higher_is_better, confidence=confidence)


def trend_within_tasks(
    values: Sequence[tuple[Hashable, float]],
    *,
    higher_is_better: bool = True,
    most: int = MOST,
    confidence: float = CONFIDENCE,
) -> Trend:
    """Return the trend of values, each with the task that it is of, as `trend_of` does but within tasks.

    Value and place count less their task's mean (Frisch and Waugh 1933), because what never changes would decline
    as soon as harder tasks follow easy ones. So only tasks that were tried again tell of a trend: with less than
    `LEAST` repeats, beyond each task's first trial, none is told. The slope is held against its spread under all
    orders of each task's values (Pitman 1937): tasks that always come to the same would make Student's t too sure of
    the others.

    Raises:
        ValueError: a value that is not finite.
    """
    import numpy as np  # noqa: PLC0415 - as above

    window = _finite([value for _, value in values[-most:]])
    if len(window) < LEAST:
        return Trend(word=TrendWord.NOT_ENOUGH, n=len(window))
    numbers: dict[Hashable, int] = {}
    kinds = np.array([numbers.setdefault(task, len(numbers)) for task, _ in values[-most:]])
    again = np.bincount(kinds)[kinds] > 1
    if again.sum() - len(set(kinds[again].tolist())) < LEAST:
        return Trend(word=TrendWord.OTHER_TASKS, n=len(window))
    inside, places = (_less_means(found, kinds) for found in (window, np.arange(len(window), dtype=float)))
    spread = float(places @ places)
    squares = [np.bincount(kinds, weights=found**2) for found in (inside, places)]
    # a task's values in all orders: the sum of place times value varies by this much (Hoeffding 1951)
    variance = float((squares[0] * squares[1] / np.maximum(np.bincount(kinds) - 1, 1)).sum())
    half_width = NormalDist().inv_cdf((1 + confidence) / 2) * sqrt(variance) / spread
    shown = (inside + window[again].mean())[again]
    return _told(float(places @ inside) / spread, half_width, shown, up=higher_is_better, confidence=confidence)


def _finite(values: Sequence[float]) -> "np.ndarray":
    import numpy as np  # noqa: PLC0415 - as above

    found = np.asarray(values, dtype=float)
    if not np.isfinite(found).all():
        raise ValueError("a trend needs finite numbers")
    return found


def _less_means(values: "np.ndarray", kinds: "np.ndarray") -> "np.ndarray":
    import numpy as np  # noqa: PLC0415 - as above

    means: np.ndarray = np.bincount(kinds, weights=values) / np.bincount(kinds)
    less: np.ndarray = values - means[kinds]
    return less


def _told(slope: float, half_width: float, shown: "np.ndarray", *, up: bool, confidence: float) -> Trend:
    half = len(shown) // 2
    return Trend(
        word=_word(slope, half_width, size=float(abs(shown).max()), higher_is_better=up),
        n=len(shown),
        slope=slope,
        interval=Interval(low=slope - half_width, high=slope + half_width, confidence=confidence),
        earlier=float(shown[:half].mean()),
        later=float(shown[-half:].mean()),
    )


def trends_of(steps: Sequence[CourseStep], *, most: int = MOST) -> dict[Measure, Trend]:
    """Return the trend of every measure over a profile's steps, oldest first; they share 5 % among them."""
    return {
        measure: trend_within_tasks(
            [
                ((step.task_id, step.task_hash), value)
                for step in steps
                if (value := value_seen(step.seen, measure)) is not None
            ],
            higher_is_better=measure is not Measure.EXECUTION_MS,
            most=most,
            confidence=shared(len(Measure)),
        )
        for measure in Measure
    }


def value_seen(one: Observation, measure: Measure) -> float | None:
    """Return one measure of an observation, or None where it was not measured."""
    values = {Measure.SUCCESS: float(one.success), Measure.SCORE: one.score, Measure.EXECUTION_MS: one.execution_ms}
    return values[measure]


def _word(slope: float, half_width: float, *, size: float, higher_is_better: bool) -> TrendWord:
    # rounding alone gives equal values a slope of some 1e-16 of their size
    if abs(slope) <= half_width or abs(slope) <= ROUNDING * size:
        return TrendWord.NO_CHANGE
    return TrendWord.IMPROVING if (slope > 0) is higher_is_better else TrendWord.DECLINING
