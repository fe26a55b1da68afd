"""Trends: is a quantity getting better, or is that noise? Said in words that the numbers bear out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from training.model.profiles import Interval, Observation, RecordedUpdate
from training.statistics import CONFIDENCE, t_quantile

LEAST = 10
MOST = 1000
ROUNDING = 1e-15


class TrendWord(StrEnum):
    """What may be said of a trend."""

    IMPROVING = "improving"
    DECLINING = "declining"
    NO_CHANGE = "no detectable change"
    NOT_ENOUGH = "not enough data"


class Measure(StrEnum):
    """What a trend is of."""

    SUCCESS = "success"
    SCORE = "score"
    EXECUTION_MS = "execution_ms"


@dataclass(frozen=True, kw_only=True)
class Trend:
    """A trend over a window. `slope` is the change with each trial; `earlier` and `later` are equal halves' means."""

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

    window = np.asarray(values[-most:], dtype=float)
    if not np.isfinite(window).all():
        raise ValueError("a trend needs finite numbers")
    n = len(window)
    if n < max(least, 3):
        return Trend(word=TrendWord.NOT_ENOUGH, n=n)
    places = np.arange(n) - (n - 1) / 2
    mean, spread = float(window.mean()), float(places @ places)
    slope = float(places @ (window - mean)) / spread
    rest = window - mean - slope * places
    error = sqrt(float(rest @ rest) / (n - 2) / spread)
    half_width = t_quantile((1 + confidence) / 2, degrees=n - 2) * error
    half = n // 2
    return Trend(
        word=_word(slope, half_width, size=float(abs(window).max()), higher_is_better=higher_is_better),
        n=n,
        slope=slope,
        interval=Interval(low=slope - half_width, high=slope + half_width, confidence=confidence),
        earlier=float(window[:half].mean()),
        later=float(window[-half:].mean()),
    )


def values_of(updates: Iterable[RecordedUpdate], measure: Measure) -> tuple[float, ...]:
    """Return what was seen at each step of a profile, oldest first, without what was not measured."""
    return values_seen((step.update.observation for step in updates), measure)


def values_seen(seen: Iterable[Observation], measure: Measure) -> tuple[float, ...]:
    """Return one measure of observations, in their order, without what was not measured."""
    found = (value_seen(one, measure) for one in seen)
    return tuple(value for value in found if value is not None)


def value_seen(one: Observation, measure: Measure) -> float | None:
    """Return one measure of an observation, or None where it was not measured."""
    values = {Measure.SUCCESS: float(one.success), Measure.SCORE: one.score, Measure.EXECUTION_MS: one.execution_ms}
    return values[measure]


def _word(slope: float, half_width: float, *, size: float, higher_is_better: bool) -> TrendWord:
    # rounding alone gives equal values a slope of some 1e-16 of their size
    if abs(slope) <= half_width or abs(slope) <= ROUNDING * size:
        return TrendWord.NO_CHANGE
    return TrendWord.IMPROVING if (slope > 0) is higher_is_better else TrendWord.DECLINING
