"""Intervals: how far a rate or a mean may be from the truth, given how little has been seen."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import exp, fsum, hypot, log, sqrt
from statistics import NormalDist, fmean, stdev

from training.model.profiles import Interval, Learnt

CONFIDENCE = 0.95


def shared(among: int) -> float:
    """Return the confidence of each of several statements that share 5 % among them (Bonferroni)."""
    return 1 - (1 - CONFIDENCE) / max(among, 1)


def wilson_interval(passed: int, n: int, *, confidence: float = CONFIDENCE) -> Interval | None:
    """Return Wilson's score interval for a rate (Wilson 1927, JASA 22), None where nothing was seen.

    Raises:
        ValueError: more passed than were tried, or a negative number.
    """
    if not 0 <= passed <= n:
        raise ValueError(f"{passed} of {n} is no rate")
    if n == 0:
        return None
    return _wilson(passed, n, NormalDist().inv_cdf((1 + confidence) / 2), confidence=confidence)


def rate_interval(by_task: Iterable[tuple[int, int]], *, confidence: float = CONFIDENCE) -> Interval | None:
    """Return the interval of a pass rate from each task's (passed, tried); None where nothing was tried.

    It is Wilson's where no task was repeated. A task's repeats are no independent evidence of how other tasks would
    go, so with repeats n is divided by the design effect 1 + (m - 1) r (Kish 1965, section 5.4): m is the number of
    trials of the task that a trial is of, on the mean, and r how much alike trials of a task are. The quantile is then
    Student's with a degree less than there are tasks (Korn and Graubard 1998), because r is estimated from them.

    Raises:
        ValueError: more passed than were tried, or a negative number.
    """
    counts = [(passed, n) for passed, n in by_task if n or passed]
    if any(not 0 <= passed <= n for passed, n in counts):
        raise ValueError("more passed than were tried")
    trials, passed = sum(n for _, n in counts), sum(passed for passed, _ in counts)
    if trials == len(counts):
        return wilson_interval(passed, trials, confidence=confidence)
    repeats = sum(n * n for _, n in counts) / trials
    n = trials / (1 + (repeats - 1) * likeness(counts))
    quantile = t_quantile((1 + confidence) / 2, degrees=max(len(counts) - 1, 1))
    return _wilson(n if passed == trials else passed / trials * n, n, quantile, confidence=confidence)


def likeness(by_task: Sequence[tuple[int, int]]) -> float:
    """Return how much alike the trials of a task are, 0..1, from each task's (passed, tried).

    It is the intraclass correlation by analysis of variance (Ridout, Demetrio and Firth 1999), and 1, the cautious
    end, where all trials came to the same and so nothing tells it.
    """
    tasks, trials, passed = len(by_task), sum(n for _, n in by_task), sum(passed for passed, _ in by_task)
    if not tasks < trials or not 0 < passed < trials or tasks == 1:
        return 1.0
    rate = passed / trials
    between = sum(n * (mine / n - rate) ** 2 for mine, n in by_task) / (tasks - 1)
    within_tasks = sum(mine * (n - mine) / n for mine, n in by_task) / (trials - tasks)
    size = (trials - sum(n * n for _, n in by_task) / trials) / (tasks - 1)
    found = (between - within_tasks) / (between + (size - 1) * within_tasks)
    return min(1.0, max(0.0, found))


def _wilson(passed: float, n: float, z: float, *, confidence: float) -> Interval:
    middle = (passed + z * z / 2) / (n + z * z)
    half = z / (n + z * z) * sqrt(passed * (n - passed) / n + z * z / 4)
    # rounding must not carry the bounds past what a rate can be, nor past the rate that was seen
    low = 0.0 if passed == 0 else middle - half
    high = 1.0 if passed == n else middle + half
    return Interval(low=low, high=high, confidence=confidence)


def exact_interval(passed: int, n: int, *, confidence: float = CONFIDENCE) -> Interval:
    """Return the exact interval for a rate (Clopper and Pearson 1934, Biometrika 26); 0 to 1 where nothing was seen.

    Wilson's is closer to the mark at 95 %. This one errs on the safe side at any confidence, however near to 1.
    """
    tail = (1 - confidence) / 2
    low = beta_quantile(tail, passed=passed, failed=n - passed + 1) if passed else 0.0
    high = beta_quantile(1 - tail, passed=passed + 1, failed=n - passed) if passed < n else 1.0
    return Interval(low=low, high=high, confidence=confidence)


def bounded_mean_interval(values: Sequence[float], *, confidence: float = CONFIDENCE) -> Interval:
    """Return an interval for the mean of values in 0..1, whatever their distribution and however alike they are.

    It holds by betting against each mean (Waudby-Smith and Ramdas 2024, JRSS B 86, section 4): of a mean that is true,
    no bettor's fortune grows to 1 / tail more often than `tail` says. Student's t promises that of normal values only.
    """
    tail = (1 - confidence) / 2
    low = 1.0 - _highest_mean([1.0 - value for value in values], tail)
    return Interval(low=low, high=_highest_mean(values, tail), confidence=confidence)


def _highest_mean(values: Sequence[float], tail: float) -> float:
    low, high = fmean(values), 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if _fortune(values, middle) >= 1 / tail else (middle, high)
    return high


def _fortune(values: Sequence[float], mean: float) -> float:
    """Return what 1 becomes, on average over the stakes, by betting that values are below a mean; it rises with it."""
    room = max(1 - mean, _NEXT_TO_NOTHING)
    odds = [(mean - value) / room for value in values]
    grown = (fsum(log(max(1 + stake * one, _NEXT_TO_NOTHING)) for one in odds) for stake in _STAKES)
    return fmean(exp(min(growth, _ENOUGH)) for growth in grown)


# small stakes find small differences in many values, large ones find large differences in few
_STAKES = tuple(2.0**-power for power in range(6))
_HALVINGS = 20
_NEXT_TO_NOTHING = 1e-300  # who stakes all and loses has nothing left, and nothing has no logarithm
_ENOUGH = 700.0  # the exponential of more is no float


def mean_interval(learnt: Learnt, *, confidence: float = CONFIDENCE) -> Interval | None:
    """Return Student's t interval for a mean (Student 1908), None below two observations."""
    if learnt.n < 2:  # noqa: PLR2004 - a spread needs two
        return None
    half = t_quantile((1 + confidence) / 2, degrees=learnt.n - 1) * standard_deviation(learnt) / sqrt(learnt.n)
    return Interval(low=learnt.mean - half, high=learnt.mean + half, confidence=confidence)


def t_quantile(share: float, *, degrees: float) -> float:
    """Return the value below which this share of Student's t distribution lies."""
    # the special functions alone: all of scipy.stats takes seconds to load, and pages ask for this
    from scipy.special import stdtrit  # noqa: PLC0415 - most commands never ask for it

    return float(stdtrit(degrees, share))


def beta_quantile(share: float, *, passed: float, failed: float) -> float:
    """Return the value below which this share of a Beta distribution lies."""
    from scipy.special import betaincinv  # noqa: PLC0415 - as above

    return float(betaincinv(passed, failed, share))


def standard_deviation(learnt: Learnt) -> float:
    """Return the sample's standard deviation; 0 below two observations."""
    return sqrt(max(0.0, learnt.spread) / (learnt.n - 1)) if learnt.n > 1 else 0.0


def effective_sample(rate: float) -> float:
    """Return how many equal observations an exponential moving average of this rate is worth: (2 - a) / a."""
    return (2 - rate) / rate


def difference_of_rates(
    passed: int, n: int, other_passed: int, other_n: int, *, confidence: float = CONFIDENCE
) -> Interval:
    """Return Newcombe's hybrid score interval for the first rate minus the other (Newcombe 1998, method 10).

    Raises:
        ValueError: one of them was never tried.
    """
    one = wilson_interval(passed, n, confidence=confidence)
    other = wilson_interval(other_passed, other_n, confidence=confidence)
    if one is None or other is None:
        raise ValueError("a difference needs two rates")
    return newcombe_interval(passed / n, one, other_passed / other_n, other)


def newcombe_interval(rate: float, interval: Interval, other_rate: float, other: Interval) -> Interval:
    """Return the interval of a rate minus another, made of their own intervals (Newcombe 1998, method 10).

    It takes repeats of a task together where those do, and has their confidence.
    """
    difference = rate - other_rate
    return Interval(
        low=difference - hypot(rate - interval.low, other.high - other_rate),
        high=difference + hypot(interval.high - rate, other_rate - other.low),
        confidence=interval.confidence,
    )


def difference_of_means(one: Learnt, other: Learnt, *, confidence: float = CONFIDENCE) -> Interval | None:
    """Return Welch's interval for the first mean minus the other (Welch 1947); None below two values on a side."""
    if min(one.n, other.n) < 2:  # noqa: PLR2004 - a spread needs two
        return None
    shares = [standard_deviation(learnt) ** 2 / learnt.n for learnt in (one, other)]
    error = sqrt(sum(shares))
    difference = one.mean - other.mean
    if not error:
        return Interval(low=difference, high=difference, confidence=confidence)
    degrees = error**4 / sum(share**2 / (learnt.n - 1) for share, learnt in zip(shares, (one, other), strict=True))
    half = t_quantile((1 + confidence) / 2, degrees=degrees) * error
    return Interval(low=difference - half, high=difference + half, confidence=confidence)


def clustered_interval(means: Sequence[float], *, confidence: float = CONFIDENCE) -> Interval | None:
    """Return Student's t interval over the means of clusters, each counted once.

    It is None where all of them are the same, and so below two of them: no spread was seen to tell it by, and an
    interval without any width would seem to leave no doubt.
    A task's repeats are no independent evidence of how other tasks would go (arXiv 2411.00640, section 2.2).
    """
    if len(set(means)) < 2:  # noqa: PLR2004 - a spread needs two
        return None
    n, middle = len(means), fmean(means)
    half = t_quantile((1 + confidence) / 2, degrees=n - 1) * stdev(means) / sqrt(n)
    return Interval(low=middle - half, high=middle + half, confidence=confidence)


def score_interval(means: Sequence[float]) -> Interval | None:
    """Return the interval of a mean score from the means of tasks, within what a score can be."""
    return within(clustered_interval(means), low=0.0, high=100.0)


def within(interval: Interval | None, *, low: float, high: float) -> Interval | None:
    """Return an interval cut to what its quantity can be, whatever Student's t says."""
    return replace(interval, low=max(low, interval.low), high=min(high, interval.high)) if interval else None
