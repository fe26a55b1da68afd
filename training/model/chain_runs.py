"""A chain at work: its run, its stages' runs, and what was handed from one to the next."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sandbox.model import SourceFile
from training.model.batches import DEFAULT_TEAM
from training.model.chains import Chain


class RunState(StrEnum):
    """Where a run is. `done` says that every stage is over; on a task the verdict comes after that."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


ENDED = frozenset({RunState.DONE, RunState.FAILED, RunState.CANCELLED})


class StageState(StrEnum):
    """What became of one attempt at a stage."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    SKIPPED = "skipped"  # it failed, and what came in went on
    REUSED = "reused"  # its result is from the run that this one repeats a part of
    INTERRUPTED = "interrupted"  # the worker was lost, or told to end, while it ran
    CANCELLED = "cancelled"


GAVE = frozenset({StageState.DONE, StageState.SKIPPED, StageState.REUSED})


class Failure(StrEnum):
    """How a stage fails, each told apart."""

    MISSING = "the agent is not there"
    EXITED = "the agent ended with an error"
    TIMED_OUT = "the time was over"
    FLOODED = "too much output"
    SILENT = "nothing was said"
    NO_RESULT = "no result came"
    EMPTY_RESULT = "the result is empty"
    REPORTED = "the agent reported an error"
    REFUSED = "the agent refused"
    TOO_LARGE = "the result is too large"
    NOT_JSON = "the result is no JSON"
    SCHEMA = "the result does not meet its schema"
    NO_PROGRAM = "the result holds no program"
    OVER_BUDGET = "the budget is spent"
    MODEL = "the model could not be asked"
    WORKSPACE = "its files can't be taken"
    OURS = "our own side failed"


# another try ends the same way, or buys once more what the budget did not allow
FOR_GOOD = frozenset({Failure.MISSING, Failure.REFUSED, Failure.OVER_BUDGET, Failure.OURS})


class Form(StrEnum):
    """How a result was handed over."""

    EVENTS = "events"  # a user message as one JSON line
    TEXT = "text"
    FILES = "files"  # to an agent that reads programs, not words


@dataclass(frozen=True, kw_only=True)
class Alternative:
    """A strategy that could have been chosen: its expected success with the 95 % range, and the evidence for it."""

    strategy: str
    expected: float
    low: float
    high: float
    trials: int
    best_share: float


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Which strategy a stage works under, and why. `certainty` is None where nothing was known, or nothing asked."""

    stage: str
    strategy: str
    version: str
    reason: str
    certainty: float | None = None
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RunRequest:
    """A run that is asked for. `marker` makes it a test of the connection, with that word sent through."""

    chain: Chain
    text: str = ""
    variables: tuple[tuple[str, str], ...] = ()
    team: str = DEFAULT_TEAM
    created_by: str = ""
    marker: str = ""
    rerun_of: int | None = None
    from_position: int = 0


@dataclass(frozen=True, kw_only=True)
class ChainRun:
    """A run as its row says. Times are UTC. `lease` counts the workers that had it: more than one is a resumption."""

    id: int
    team: str
    chain: Chain
    state: RunState
    text: str
    variables: tuple[tuple[str, str], ...]
    choices: tuple[Choice, ...]
    trial_id: int | None
    batch_id: int | None
    task_id: str | None
    marker: str
    failure: Failure | None
    reason: str
    result: str
    program: tuple[SourceFile, ...] | None
    lease: int
    rerun_of: int | None
    from_position: int
    created_by: str
    created_at: datetime
    started_at: datetime | None = None
    finished_at: datetime | None = None
    verdict: str | None = None
    cost_usd: float | None = None
    tokens: int | None = None

    @property
    def is_over(self) -> bool:
        """Whether no stage will run any more."""
        return self.state in ENDED


@dataclass(frozen=True, kw_only=True)
class StageStart:
    """What is known when an attempt at a stage begins. `attempt` counts from 1 over retries and resumptions."""

    position: int
    stage: str
    attempt: int
    agent: str
    agent_version: str
    strategy: str
    strategy_version: str
    command: tuple[str, ...]
    prompt: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class StageEnd:
    """What an attempt at a stage came to."""

    state: StageState
    result: str = ""
    raw: str = ""
    program: tuple[SourceFile, ...] | None = None
    failure: Failure | None = None
    reason: str = ""
    turns: int | None = None
    tokens: int | None = None
    cost_usd: float | None = None
    session_id: str | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class StageRun:
    """One attempt at a stage, as it is kept. `start.note` holds what was noted at its end too."""

    id: int
    run_id: int
    start: StageStart
    end: StageEnd | None
    state: StageState
    started_at: datetime
    finished_at: datetime | None = None

    @property
    def seconds(self) -> float | None:
        """How long it took; None while it runs, and for one that was taken over."""
        if self.finished_at is None or self.state is StageState.REUSED:
            return None
        return (self.finished_at - self.started_at).total_seconds()


@dataclass(frozen=True, kw_only=True)
class HandOff:
    """One result on its way. Sizes are bytes of UTF-8: as it was given, and what of it went into the message.

    `sent` is what the giver said, raw; `received` is the whole message that the receiver was given. `redactions` counts
    the secrets that were taken out. `arrived` says that the receiver answered to it.
    """

    from_stage: str
    to_stage: str
    to_position: int
    form: Form
    sent: str
    sent_bytes: int
    passed_bytes: int
    received: str
    redactions: int = 0
    arrived: bool = False
    stage_run_id: int = 0

    @property
    def is_truncated(self) -> bool:
        """Whether some of it was left out for its size."""
        return self.passed_bytes < self.sent_bytes


@dataclass(frozen=True, kw_only=True)
class ChainEvent:
    """One line that an agent wrote while it worked, without secrets."""

    id: int
    stage_run_id: int
    position: int
    stage: str
    line: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class HandOffCount:
    """How many results that were sent on also arrived."""

    arrived: int
    sent: int
