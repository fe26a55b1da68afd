"""Rates as pages show them: the share, its n, its interval."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from training.model.profiles import Interval
from training.statistics import rate_interval, wilson_interval


@dataclass(frozen=True, kw_only=True)
class Rate:
    """A share of 0..1 with its 95 % interval; all None where n is 0."""

    rate: float | None
    low: float | None
    high: float | None
    n: int


def rate_of(passed: int, n: int) -> Rate:
    """Return the rate of `passed` among `n`, as if no task was repeated: where the tasks are known, ask them."""
    return _rate(passed, n, wilson_interval(passed, n))


def rate_by_task(by_task: Iterable[tuple[int, int]]) -> Rate:
    """Return the rate over each task's (passed, tried), repeats of a task taken together."""
    counts = list(by_task)
    return _rate(sum(passed for passed, _ in counts), sum(n for _, n in counts), rate_interval(counts))


def _rate(passed: int, n: int, interval: Interval | None) -> Rate:
    if interval is None:
        return Rate(rate=None, low=None, high=None, n=0)
    return Rate(rate=passed / n, low=interval.low, high=interval.high, n=n)


def too_rare(names: Sequence[str]) -> str:
    """Return what to add about those that were tried too rarely to be compared; nothing where there are none."""
    return f"; {', '.join(names)} tried too rarely to say" if names else ""


def points_between(difference: Interval) -> str:
    """Write the interval of a difference of shares, in percentage points with their signs."""
    low, high = round(difference.low * 100), round(difference.high * 100)
    return f"{low:+d} to {high:+d} points".replace("-", "\N{MINUS SIGN}")
