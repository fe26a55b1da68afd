"""Who leads: the best of several rates, and whether the data tell it from the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot
from typing import Protocol

from training.model.profiles import Interval
from training.statistics import wilson_interval

LEAST_TRIALS = 5


class Counted(Protocol):
    """Whoever has a rate."""

    @property
    def passed(self) -> int:
        """How many passed."""
        ...

    @property
    def n(self) -> int:
        """How many were judged."""
        ...


@dataclass(frozen=True, kw_only=True)
class Lead:
    """The place of the best and of the next one, and the interval of their difference. `is_told` says it is above 0."""

    best: int
    runner_up: int
    difference: Interval

    @property
    def is_told(self) -> bool:
        """Whether the data tell the two apart."""
        return self.difference.low > 0


def lead_of(rates: Sequence[Counted]) -> Lead | None:
    """Return who leads among those with at least `LEAST_TRIALS` trials; None where fewer than two have."""
    enough = [place for place, rate in enumerate(rates) if rate.n >= LEAST_TRIALS]
    order = sorted(enough, key=lambda place: (-rates[place].passed / rates[place].n, -rates[place].n))
    if len(order) < 2:  # noqa: PLR2004 - a lead needs two
        return None
    best, runner_up = order[0], order[1]
    return Lead(best=best, runner_up=runner_up, difference=difference_of(rates[best], rates[runner_up]))


def difference_of(one: Counted, other: Counted) -> Interval:
    """Return Newcombe's hybrid score interval for the difference of two rates (Newcombe 1998, method 10)."""
    mine, theirs = wilson_interval(one.passed, one.n), wilson_interval(other.passed, other.n)
    if mine is None or theirs is None:
        return Interval(low=-1.0, high=1.0)
    rate, other_rate = one.passed / one.n, other.passed / other.n
    middle = rate - other_rate
    return Interval(
        low=middle - hypot(rate - mine.low, theirs.high - other_rate),
        high=middle + hypot(mine.high - rate, other_rate - theirs.low),
    )
