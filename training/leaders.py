"""Who leads: the best of several rates, and whether the data tell it from every other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from training.model.profiles import Interval
from training.statistics import newcombe_interval

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

    @property
    def interval(self) -> Interval | None:
        """The rate's 95 % interval; None where nothing was judged."""
        ...


@dataclass(frozen=True, kw_only=True)
class Lead:
    """The place of the best, and of the one that it is least told from, with the interval of their difference.

    `rare` are the places of those with too few trials to be held against it.
    """

    best: int
    rival: int
    difference: Interval
    rare: tuple[int, ...] = ()

    @property
    def is_told(self) -> bool:
        """Whether the data tell the best from every other that has enough trials."""
        return self.difference.low > 0


def lead_of(rates: Sequence[Counted]) -> Lead | None:
    """Return who leads: the best of those with at least `LEAST_TRIALS` trials; None where fewer than two have.

    It is held against each of them. Of those with fewer nothing is said: one that was tried once takes nobody's lead.
    """
    enough = [place for place, rate in enumerate(rates) if rate.n >= LEAST_TRIALS]
    if len(enough) < 2:  # noqa: PLR2004 - a lead needs two
        return None
    best = max(enough, key=lambda place: (rates[place].passed / rates[place].n, rates[place].n))
    others = {place: difference_of(rates[best], rates[place]) for place in enough if place != best}
    rival = min(others, key=lambda place: others[place].low)
    rare = tuple(place for place, rate in enumerate(rates) if 0 < rate.n < LEAST_TRIALS)
    return Lead(best=best, rival=rival, difference=others[rival], rare=rare)


def difference_of(one: Counted, other: Counted) -> Interval:
    """Return the interval of the difference of two rates; all that there can be where one has none."""
    mine, theirs = one.interval, other.interval
    if mine is None or theirs is None:
        return Interval(low=-1.0, high=1.0)
    return newcombe_interval(one.passed / one.n, mine, other.passed / other.n, theirs)
