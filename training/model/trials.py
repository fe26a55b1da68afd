"""A trial: one agent, one task, one strategy, one repeat, and in the end one verdict."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from math import fsum

from sandbox.linting import LintReport
from sandbox.model import ExecutionResult, Isolation, SourceFile
from training.model.scores import Score
from training.model.spending import NOTHING_TOLD, Spent


class Verdict(StrEnum):
    """What a trial's result means. `errored` is our own failure: retried, shown, never in a profile."""

    PASSED = "passed"
    FAILED = "failed"
    ERRORED = "errored"
    CANCELLED = "cancelled"


class TrialState(StrEnum):
    """Where a trial is."""

    QUEUED = "queued"
    LEASED = "leased"
    CLOSED = "closed"


class Provenance(StrEnum):
    """Where a result comes from. Different provenances are never averaged together."""

    REAL = "real"
    SIMULATED = "simulated"
    IMPORTED = "imported"


class Purpose(StrEnum):
    """What an execution was for."""

    VISIBLE = "visible"  # feedback for the next attempt
    GRADE = "grade"  # the hidden tests


@dataclass(frozen=True, kw_only=True)
class PlannedTrial:
    """A trial that is still to be run."""

    ordinal: int
    task_id: str
    strategy_name: str
    repeat: int
    seed: int


@dataclass(frozen=True, kw_only=True)
class Trial:
    """A trial as its row says. Times are UTC. `errors` counts our own failures at it so far."""

    id: int
    batch_id: int
    ordinal: int
    team: str
    agent: str
    task_id: str
    category: str
    difficulty: str
    strategy_name: str
    strategy_version: str
    repeat: int
    seed: int
    isolation: Isolation
    provenance: Provenance
    state: TrialState
    task_hash: str
    verdict: Verdict | None = None
    reason: str | None = None
    score: float | None = None
    execution_ms: float | None = None
    executions: int = 0
    tokens: int | None = None
    cost_usd: float | None = None
    errors: int = 0
    queued_at: datetime | None = None
    started_at: datetime | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class TrialFilter:
    """Which judged trials to list; None asks for all. One provenance at a time, for they are never averaged.

    `strategy_version` may be the beginning of one. `uniform_only` leaves out batches whose trials were shared out by
    success so far: their means are biased.
    """

    team: str | None = None
    agent: str | None = None
    strategy: str | None = None
    strategy_version: str | None = None
    batch_id: int | None = None
    provenance: Provenance = Provenance.REAL
    since: datetime | None = None
    until: datetime | None = None
    uniform_only: bool = False


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """How many judged trials a filter keeps away: those of adaptive batches, and those of other provenances."""

    adaptive: int = 0
    others: Mapping[Provenance, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Lease:
    """The right to write one trial's result. `token` is the fence: a later lease of the same trial has another."""

    trial: Trial
    token: int
    owner: str
    expires_at: datetime


@dataclass(frozen=True, kw_only=True)
class TrialError:
    """One failure of ours at a trial: what went wrong, and on which worker."""

    trial_id: int
    worker: str
    reason: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class RecordedExecution:
    """One execution of a trial, with the program that ran in it. `lint` is None where it was not linted."""

    purpose: Purpose
    ordinal: int
    files: tuple[SourceFile, ...]
    result: ExecutionResult
    started_at: datetime
    note: str = ""
    agent_log: str = ""
    tokens: int | None = None
    cost_usd: float | None = None
    lint: LintReport | None = None


@dataclass(frozen=True, kw_only=True)
class TrialRecord:
    """What a trial came to. `score` is None where there is nothing to score, which is not 0.

    `told_ms` is the time that another tool measured, for a trial that did not run here. `is_final` says of
    an errored one that running it again by itself would not help.
    `lost` is what attempts took that came to no execution.
    """

    verdict: Verdict
    reason: str
    executions: tuple[RecordedExecution, ...] = ()
    score: Score | None = None
    task_hash: str = ""
    agent_version: str = ""
    told_ms: float | None = None
    is_final: bool = False
    lost: Spent = NOTHING_TOLD

    @property
    def execution_ms(self) -> float:
        """Wall time spent in the sandbox over all executions."""
        if self.told_ms is not None:
            return self.told_ms
        return fsum(entry.result.usage.wall_ms for entry in self.executions if entry.result.usage is not None)

    @property
    def tokens(self) -> int | None:
        """Tokens over all attempts, or None where the agent reports none."""
        told = (*(entry.tokens for entry in self.executions), self.lost.tokens)
        known = [tokens for tokens in told if tokens is not None]
        return sum(known) if known else None

    @property
    def cost_usd(self) -> float | None:
        """Cost over all attempts, or None where the agent reports none."""
        told = (*(entry.cost_usd for entry in self.executions), self.lost.cost_usd)
        known = [cost for cost in told if cost is not None]
        return fsum(known) if known else None
