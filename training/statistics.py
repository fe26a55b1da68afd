"""Intervals: how far a rate or a mean may be from the truth, given how little has been seen."""

from math import sqrt

from training.model.profiles import Interval, Learnt

CONFIDENCE = 0.95


def wilson_interval(passed: int, n: int, *, confidence: float = CONFIDENCE) -> Interval | None:
    """Return Wilson's score interval for a rate (Wilson 1927, JASA 22), None where nothing was seen.

    Raises:
        ValueError: more passed than were tried, or a negative number.
    """
    if not 0 <= passed <= n:
        raise ValueError(f"{passed} of {n} is no rate")
    if n == 0:
        return None
    from scipy.stats import binomtest  # noqa: PLC0415 - SciPy takes half a second to load; most commands never ask

    found = binomtest(passed, n).proportion_ci(confidence_level=confidence, method="wilson")
    return Interval(low=float(found.low), high=float(found.high), confidence=confidence)


def mean_interval(learnt: Learnt, *, confidence: float = CONFIDENCE) -> Interval | None:
    """Return Student's t interval for a mean (Student 1908), None below two observations."""
    if learnt.n < 2:  # noqa: PLR2004 - a spread needs two
        return None
    from scipy.stats import t  # noqa: PLC0415 - as above

    half = float(t.ppf((1 + confidence) / 2, learnt.n - 1)) * standard_deviation(learnt) / sqrt(learnt.n)
    return Interval(low=learnt.mean - half, high=learnt.mean + half, confidence=confidence)


def standard_deviation(learnt: Learnt) -> float:
    """Return the sample's standard deviation; 0 below two observations."""
    return sqrt(max(0.0, learnt.spread) / (learnt.n - 1)) if learnt.n > 1 else 0.0


def effective_sample(rate: float) -> float:
    """Return how many equal observations an exponential moving average of this rate is worth: (2 - a) / a."""
    return (2 - rate) / rate
