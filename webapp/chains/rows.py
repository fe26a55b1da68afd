"""Chains and their runs as lists show them."""

from collections.abc import Iterable
from dataclasses import dataclass

from training.model.chain_runs import ChainRun, RunState
from training.model.chains import Chain, SavedChain
from webapp.rates import Rate, rate_of
from webapp.resources import store
from webapp.teams import own_team

_MARKS = {
    RunState.QUEUED: "queued",
    RunState.RUNNING: "running",
    RunState.DONE: "passed",
    RunState.FAILED: "errored",
    RunState.CANCELLED: "cancelled",
}


@dataclass(frozen=True, kw_only=True)
class RunRow:
    """One run as a list shows it: the verdict's mark where there is one, else the run's."""

    run: ChainRun
    mark: str
    state: str


@dataclass(frozen=True, kw_only=True)
class ChainRow:
    """One chain, or one version of it, as a list shows it."""

    saved: SavedChain
    success: Rate

    @property
    def chain(self) -> Chain:
        """The chain itself."""
        return self.saved.chain


def run_rows(runs: Iterable[ChainRun]) -> tuple[RunRow, ...]:
    """Return runs as lists show them."""
    return tuple(RunRow(run=one, mark=one.verdict or _MARKS[one.state], state=one.verdict or one.state) for one in runs)


def chain_rows(found: Iterable[SavedChain]) -> tuple[ChainRow, ...]:
    """Return chains as lists show them."""
    tallies = store().chain_runs.tallies(team=own_team())
    return tuple(
        ChainRow(saved=saved, success=rate_of(*tallies.get((saved.chain.name, saved.chain.version), (0, 0))))
        for saved in found
    )
