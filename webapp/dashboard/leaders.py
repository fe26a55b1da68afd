"""The leader board: in each category, how each agent and strategy does, and who leads in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from training.leaders import LEAST_TRIALS, Lead, lead_of
from training.model.profiles import Interval
from training.model.trials import Provenance
from training.statistics import wilson_interval
from training.store.days import Tally
from webapp.rates import Rate, points_between, rate_of, too_rare

MOST_COLUMNS = 6


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One agent under one strategy in one category; `rate.n` is 0 where it was not tried."""

    rate: Rate
    is_best: bool


@dataclass(frozen=True, kw_only=True)
class Board:
    """The board: its columns, and a row for each category with its name, address, standings and words.

    `hidden` counts the contestants without a column; they count in the words all the same. `merged` are the columns
    that put several versions of a strategy together.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[Standing, ...], str], ...]
    hidden: int
    merged: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Sum:
    passed: int
    n: int

    @property
    def interval(self) -> Interval | None:
        return wilson_interval(self.passed, self.n)


def board_of(tallies: Sequence[Tally]) -> Board | None:
    """Return the board of real trials; None where there is nothing to stand on it."""
    real = [tally for tally in tallies if tally.provenance is Provenance.REAL]
    contestants = sorted({(tally.agent, tally.strategy) for tally in real}, key=lambda one: -_sum(real, one, None).n)
    if not contestants:
        return None
    ordered = sorted(contestants[:MOST_COLUMNS]) + contestants[MOST_COLUMNS:]
    agents = {agent for agent, _ in ordered}
    names = tuple(strategy if len(agents) == 1 else f"{agent}, {strategy}" for agent, strategy in ordered)
    categories = sorted({tally.category for tally in real})
    return Board(
        columns=names[:MOST_COLUMNS],
        rows=tuple(_row(category, [_sum(real, one, category) for one in ordered], names) for category in categories),
        hidden=len(contestants[MOST_COLUMNS:]),
        merged=tuple(
            name for name, one in zip(names[:MOST_COLUMNS], ordered, strict=False) if _versions(real, one) > 1
        ),
    )


def words_of(lead: Lead | None, names: Sequence[str], *, of_several: bool) -> str:
    """Say who leads, over whom, and by how much; `of_several` where it is held against more than one."""
    if lead is None:
        return "not enough data"
    span, rare = points_between(lead.difference), too_rare([names[place] for place in lead.rare])
    if not lead.is_told:
        return f"no detectable difference between {names[lead.best]} and {names[lead.rival]} ({span}){rare}"
    rest = ", and over every other" if of_several else ""
    return f"{names[lead.best]} leads by {span} over {names[lead.rival]}{rest}{rare}"


def _row(category: str, sums: list[_Sum], names: Sequence[str]) -> tuple[str, str, tuple[Standing, ...], str]:
    lead, compared = lead_of(sums), sum(one.n >= LEAST_TRIALS for one in sums)
    standings = tuple(
        Standing(rate=rate_of(one.passed, one.n), is_best=lead is not None and lead.is_told and place == lead.best)
        for place, one in enumerate(sums[:MOST_COLUMNS])
    )
    words = words_of(lead, names, of_several=compared > 2)  # noqa: PLR2004 - two have names in it
    return category, url_for("tasks.index", category=category), standings, words


def _sum(tallies: Sequence[Tally], contestant: tuple[str, str], category: str | None) -> _Sum:
    mine = [
        tally for tally in tallies if (tally.agent, tally.strategy) == contestant and category in {None, tally.category}
    ]
    return _Sum(passed=sum(tally.passed for tally in mine), n=sum(tally.n for tally in mine))


def _versions(tallies: Sequence[Tally], contestant: tuple[str, str]) -> int:
    return len({tally.version for tally in tallies if (tally.agent, tally.strategy) == contestant})
