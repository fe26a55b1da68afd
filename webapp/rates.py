"""Rates as pages show them: the share, its n, its interval."""

from dataclasses import dataclass

from training.statistics import wilson_interval


@dataclass(frozen=True, kw_only=True)
class Rate:
    """A share of 0..1 with its 95 % interval; all None where n is 0."""

    rate: float | None
    low: float | None
    high: float | None
    n: int


def rate_of(passed: int, n: int) -> Rate:
    """Return the rate of `passed` among `n`."""
    interval = wilson_interval(passed, n)
    if interval is None:
        return Rate(rate=None, low=None, high=None, n=0)
    return Rate(rate=passed / n, low=interval.low, high=interval.high, n=n)
