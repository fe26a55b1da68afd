"""What an agent is given and what it gives back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sandbox.model import ExecutionResult, SourceFile
from training.model.coverage import Coverage
from training.model.strategies import Strategy
from training.model.tasks import TaskBrief


def _goes_on() -> bool:
    return False


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """One trial's work. The same assignment, seed included, gives the same candidates where the agent allows it.

    `trial_id` is None outside of a trial. `is_cancelled` says that whatever is under way is to end at once.
    """

    brief: TaskBrief
    strategy: Strategy
    seed: int
    trial_id: int | None = None
    is_cancelled: Callable[[], bool] = _goes_on


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A complete set of files that an agent proposes. `final` says: grade this one, do not ask again.

    `log` is what the agent told of its work, as JSON lines, with secrets taken out. `traced` asks to be told what each
    visible test reaches; the program then runs with counters in it.
    """

    files: tuple[SourceFile, ...]
    note: str = ""
    final: bool = False
    tokens: int | None = None
    cost_usd: float | None = None
    log: str = ""
    traced: bool = False


@dataclass(frozen=True, kw_only=True)
class Feedback:
    """How an earlier candidate of this trial did on the visible tests, and where asked for, what each of them reached.

    `coverage` is None where it was not asked for, or could not be had.
    """

    candidate: Candidate
    result: ExecutionResult
    coverage: Coverage | None = None


@dataclass(frozen=True, kw_only=True)
class AgentCheck:
    """What a worker found when it looked whether an agent can work there. `missing` is None where nothing is."""

    agent: str
    version: str
    missing: str | None
    worker: str
    checked_at: datetime


class AgentSession(Protocol):
    """An agent at work on one assignment."""

    def propose(self, feedback: tuple[Feedback, ...]) -> Candidate | None:
        """Return the next candidate, or None when there is nothing more to try.

        `feedback` holds one entry for each earlier candidate, oldest first.

        Raises:
            AgentError: the agent itself failed; the trial is errored, never failed.
        """
        ...

    def close(self) -> None:
        """End whatever the agent started. Safe to call twice."""
        ...


class Agent(Protocol):
    """A worker that turns an assignment into candidates."""

    @property
    def name(self) -> str:
        """The name that profiles are kept under."""
        ...

    @property
    def version(self) -> str:
        """What distinguishes this build of the agent from another in provenance."""
        ...

    def check(self) -> str | None:
        """Return None when the agent can work here, else one line that says what is missing."""
        ...

    def begin(self, assignment: Assignment) -> AgentSession:
        """Start work on an assignment."""
        ...
