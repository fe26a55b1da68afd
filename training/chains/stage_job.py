"""What one attempt at a stage is given, and what it gives back."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Protocol, TypeVar

from sandbox.model import SourceFile
from training.model.agents import Candidate, Feedback
from training.model.chain_runs import Form
from training.model.chains import Stage
from training.model.strategies import Strategy
from training.model.tasks import TaskBrief

Files = tuple[SourceFile, ...]


def _nothing(_: str) -> None:
    return None


def _goes_on() -> bool:
    return False


@dataclass(frozen=True, kw_only=True)
class StageJob:
    """One attempt. `programs` are those that came in, the nearest first; `brief` is None on free text.

    `as_events` asks for the prompt as a user message in one JSON line. `on_line` is told each line that the agent
    writes, without secrets; `is_cancelled` says that it is to end at once.
    """

    stage: Stage
    strategy: Strategy
    prompt: str
    as_events: bool = False
    brief: TaskBrief | None = None
    programs: tuple[Files, ...] = ()
    seed: int = 0
    on_line: Callable[[str], None] = _nothing
    is_cancelled: Callable[[], bool] = _goes_on

    @property
    def files(self) -> Files:
        """The program to work on: the nearest that came in, else the task's starter."""
        if self.programs:
            return self.programs[0]
        return self.brief.starter if self.brief else ()

    @property
    def wall_seconds(self) -> float:
        """How long the attempt may take: the stage's budget and the strategy's, whichever is less."""
        return min(self.stage.budgets.seconds, self.strategy.time_budget_seconds)


@dataclass(frozen=True, kw_only=True)
class Performed:
    """What a good attempt gave. `raw` is the result as the agent wrote it."""

    result: str
    raw: str = ""
    program: Files | None = None
    turns: int | None = None
    tokens: int | None = None
    cost_usd: float | None = None
    session_id: str | None = None
    note: str = ""
    redactions: int = 0


# what a stage asks to be run on the visible tests, what it hears of that, and what it gives in the end
Gift = TypeVar("Gift")
Work = Generator[Candidate, Feedback, Performed]
Search = Generator[Candidate, Feedback, Gift]


class Performer(Protocol):
    """Does one attempt at a stage."""

    @property
    def version(self) -> str:
        """What distinguishes this build of the agent."""
        ...

    @property
    def form(self) -> Form:
        """How it takes what is handed to it; EVENTS for one that also takes text."""
        ...

    def command(self, stage: Stage, *, as_events: bool) -> tuple[str, ...]:
        """Return the exact command line; empty for what is no command."""
        ...

    def how_to_answer(self, stage: Stage) -> str:
        """Return what the prompt says of the form of the answer."""
        ...

    def perform(self, job: StageJob) -> Work:
        """Do the stage.

        Raises:
            StageFailedError: in one of the ways that are told apart.
            AgentStoppedError: it was cancelled.
        """
        ...
