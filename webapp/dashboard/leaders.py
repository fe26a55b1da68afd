"""The leader board: in each category, how each agent and strategy does, and who leads in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from training.leaders import Lead, lead_of
from training.model.trials import Provenance
from training.store.days import Tally
from webapp.formats import signed_points
from webapp.rates import Rate, rate_of

MOST_COLUMNS = 6


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One agent under one strategy in one category; `rate.n` is 0 where it was not tried."""

    rate: Rate
    is_best: bool


@dataclass(frozen=True, kw_only=True)
class Board:
    """The board: its columns, and a row for each category with its name, address, standings and words."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[Standing, ...], str], ...]
    hidden: int


@dataclass(frozen=True, kw_only=True)
class _Sum:
    passed: int
    n: int


def board_of(tallies: Sequence[Tally]) -> Board | None:
    """Return the board of real trials; None where there is nothing to stand on it."""
    real = [tally for tally in tallies if tally.provenance is Provenance.REAL]
    contestants = sorted({(tally.agent, tally.strategy) for tally in real}, key=lambda one: -_sum(real, one, None).n)
    shown = sorted(contestants[:MOST_COLUMNS])
    if not shown:
        return None
    agents = {agent for agent, _ in shown}
    names = tuple(strategy if len(agents) == 1 else f"{agent}, {strategy}" for agent, strategy in shown)
    categories = sorted({tally.category for tally in real})
    rows = tuple(_row(category, [_sum(real, one, category) for one in shown], names) for category in categories)
    return Board(columns=names, rows=rows, hidden=len(contestants) - len(shown))


def words_of(lead: Lead | None, names: Sequence[str]) -> str:
    """Say who leads."""
    if lead is None:
        return "not enough data"
    if not lead.is_told:
        return "no detectable difference"
    return f"{names[lead.best]} leads by {signed_points(lead.difference.low)} or more".replace("+", "")


def _row(category: str, sums: list[_Sum], names: Sequence[str]) -> tuple[str, str, tuple[Standing, ...], str]:
    lead = lead_of(sums)
    standings = tuple(
        Standing(rate=rate_of(one.passed, one.n), is_best=lead is not None and lead.is_told and place == lead.best)
        for place, one in enumerate(sums)
    )
    return category, url_for("tasks.index", category=category), standings, words_of(lead, names)


def _sum(tallies: Sequence[Tally], contestant: tuple[str, str], category: str | None) -> _Sum:
    mine = [
        tally for tally in tallies if (tally.agent, tally.strategy) == contestant and category in {None, tally.category}
    ]
    return _Sum(passed=sum(tally.passed for tally in mine), n=sum(tally.n for tally in mine))
