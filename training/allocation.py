"""Thompson sampling: gives the next trial to a strategy by how likely it is to be the best (Thompson 1933)."""

from collections.abc import Mapping
from enum import StrEnum
from random import Random


class Allocation(StrEnum):
    """How a batch's trials are shared among its strategies."""

    UNIFORM = "uniform"  # every strategy meets every task equally often
    THOMPSON = "thompson"  # the better a strategy seems, the more trials it gets; its means are biased


def draw_strategy(counts: Mapping[str, tuple[int, int]], rng: Random) -> str:
    """Return the strategy of the highest rate, each drawn from Beta(1 + passed, 1 + failed).

    `counts` holds (passed, failed) by strategy.

    Raises:
        ValueError: there is no strategy to choose from.
    """
    drawn = {name: rng.betavariate(1 + passed, 1 + failed) for name, (passed, failed) in sorted(counts.items())}
    return max(drawn, key=lambda name: drawn[name])
