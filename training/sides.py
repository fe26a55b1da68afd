"""What is compared with what: a strategy, an agent, a batch, a version, or several of these together, in words."""

from dataclasses import dataclass, replace

from training.errors import TrainingError
from training.model.strategies import Strategy
from training.model.trials import Provenance, TrialFilter
from training.numbers import row_number

_NAMES = ("strategy", "agent", "batch", "version", "provenance")


class InvalidSideError(TrainingError):
    """A side of a comparison that can't be understood."""


@dataclass(frozen=True, kw_only=True)
class Side:
    """One side: how it was asked for, and which trials that are."""

    text: str
    wanted: TrialFilter

    @property
    def label(self) -> str:
        """The side as a reader would call it."""
        wanted = self.wanted
        parts = (
            wanted.strategy,
            wanted.agent,
            f"batch {wanted.batch_id}" if wanted.batch_id is not None else None,
            f"version {wanted.strategy_version[:8]}" if wanted.strategy_version else None,
            None if wanted.provenance is Provenance.REAL else str(wanted.provenance),
        )
        return ", ".join(part for part in parts if part) or "everything"


def strategy_side(strategy: Strategy, *, agent: str | None, team: str) -> Side:
    """Return a strategy in its version, for one agent or for all; batches that favoured what did well are left out."""
    wanted = TrialFilter(
        strategy=strategy.name, strategy_version=strategy.version, agent=agent, team=team, uniform_only=True
    )
    return Side(text=strategy.name, wanted=wanted)


def read_side(text: str, *, team: str) -> Side:
    """Return a side from words such as `strategy:balanced`, `batch:3,strategy:bold`, or just `balanced`.

    Raises:
        InvalidSideError: says which word can't be understood.
    """
    wanted = TrialFilter(team=team, uniform_only=True)
    words = [word.strip() for word in text.split(",") if word.strip()]
    if not words:
        raise InvalidSideError(f"A side of a comparison is missing. {_HELP}")
    for word in words:
        name, separator, value = word.partition(":")
        wanted = _with(wanted, *((name, value) if separator else ("strategy", word)))
    return Side(text=", ".join(words), wanted=wanted)


def _with(wanted: TrialFilter, name: str, value: str) -> TrialFilter:
    if name not in _NAMES or not value:
        raise InvalidSideError(f"{name!r} is nothing that can be compared. {_HELP}")
    if name == "batch":
        batch_id = row_number(value)
        if batch_id is None:
            raise InvalidSideError(f"{value!r} is no batch's number. {_HELP}")
        return replace(wanted, batch_id=batch_id)
    if name == "provenance":
        if value not in set(Provenance):
            raise InvalidSideError(f"{value!r} is no provenance. Use real, simulated or imported.")
        return replace(wanted, provenance=Provenance(value))
    if name == "version":
        return replace(wanted, strategy_version=value)
    return replace(wanted, agent=value) if name == "agent" else replace(wanted, strategy=value)


_HELP = "Use strategy:NAME, agent:NAME, batch:NUMBER or version:HASH (or its beginning), joined by commas."
