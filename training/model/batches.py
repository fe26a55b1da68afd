"""A batch: tasks times strategies times repeats."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sandbox.model import Isolation
from training.allocation import Allocation
from training.model.strategies import Strategy
from training.model.tasks import Difficulty
from training.model.trials import PlannedTrial, Provenance

DEFAULT_TEAM = "default"


class BatchState(StrEnum):
    """Where a batch is. `stopped` and `cancelled` ones may still have trials that are ending.

    A stopped batch keeps what waits, and can be resumed.
    """

    QUEUED = "queued"
    RUNNING = "running"
    STOPPED = "stopped"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, kw_only=True)
class TaskStamp:
    """What a batch must know of a task to file its results."""

    id: str
    content_hash: str
    title: str
    category: str
    difficulty: Difficulty


@dataclass(frozen=True, kw_only=True)
class Budget:
    """What a batch may use before it is stopped: time at work, and what its agents report as cost. None is no limit."""

    seconds: float | None = None
    usd: float | None = None


NO_BUDGET = Budget()


class Order(StrEnum):
    """In which order a batch's trials are begun. Only a shuffled one keeps times fair: what runs first runs cold."""

    SHUFFLED = "shuffled"
    BY_TASK = "by_task"
    BY_STRATEGY = "by_strategy"


@dataclass(frozen=True, kw_only=True)
class BatchPlan:
    """A batch that is asked for, checked and laid out, not yet queued."""

    title: str
    agent: str
    tasks: tuple[TaskStamp, ...]
    strategies: tuple[Strategy, ...]
    repeats: int
    seed: int
    trials: tuple[PlannedTrial, ...]
    isolation: Isolation = Isolation.AUTO
    provenance: Provenance = Provenance.REAL
    team: str = DEFAULT_TEAM
    created_by: str = ""
    allocation: Allocation = Allocation.UNIFORM
    priority: int = 0
    budget: Budget = NO_BUDGET


@dataclass(frozen=True, kw_only=True)
class RequestKey:
    """What tells a request from the same one sent again: a key of its sender's, and a hash of what it asks for."""

    person_id: int
    key: str
    fingerprint: str


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How a batch's trials stand. The four endings are kept apart."""

    queued: int = 0
    running: int = 0
    passed: int = 0
    failed: int = 0
    errored: int = 0
    cancelled: int = 0

    @property
    def closed(self) -> int:
        """Trials that have ended."""
        return self.passed + self.failed + self.errored + self.cancelled

    @property
    def total(self) -> int:
        """All trials."""
        return self.queued + self.running + self.closed


@dataclass(frozen=True, kw_only=True)
class Batch:
    """A batch as its row says. Times are UTC."""

    id: int
    team: str
    title: str
    agent: str
    task_ids: tuple[str, ...]
    strategies: tuple[str, ...]
    repeats: int
    seed: int
    isolation: Isolation
    provenance: Provenance
    created_by: str
    state: BatchState
    counts: Counts
    created_at: datetime
    started_at: datetime | None = None
    finished_at: datetime | None = None
    score_mean: float | None = None
    execution_ms: float = 0.0
    executions: int = 0
    allocation: Allocation = Allocation.UNIFORM
    priority: int = 0
    budget: Budget = NO_BUDGET
    cost_usd: float = 0.0
    tokens: int = 0
    ran_seconds: float = 0.0
    running_since: datetime | None = None
    stop_reason: str | None = None

    def worked_seconds(self, now: datetime) -> float:
        """Return how long it has been at work, waits between a stop and its resumption left out."""
        going = (now - self.running_since).total_seconds() if self.running_since else 0.0
        return self.ran_seconds + max(0.0, going)

    def spent(self, now: datetime) -> str | None:
        """Return which budget is spent, as a sentence, or None."""
        seconds, usd = self.budget.seconds, self.budget.usd
        if seconds is not None and self.worked_seconds(now) >= seconds:
            return f"Its time budget of {seconds:.0f} s is spent."
        if usd is not None and self.cost_usd >= usd:
            return f"Its budget of {usd:.2f} USD is spent."
        return None


@dataclass(frozen=True, kw_only=True)
class BatchProgress:
    """How far a batch is. `trials_per_minute` and `seconds_left` are None until there is something to go by."""

    batch: Batch
    trials_per_minute: float | None
    seconds_left: float | None

    @property
    def share_done(self) -> float:
        """How much is done, 0..1."""
        return self.batch.counts.closed / self.batch.counts.total if self.batch.counts.total else 1.0


@dataclass(frozen=True, kw_only=True)
class BatchFilter:
    """Which batches to list; None asks for all. Times are UTC. `title` is a part of it, whatever its case."""

    agent: str | None = None
    state: BatchState | None = None
    created_by: str | None = None
    title: str | None = None
    since: datetime | None = None
    until: datetime | None = None


ALL_BATCHES = BatchFilter()


@dataclass(frozen=True, kw_only=True)
class TaskTally:
    """What the judged trials of one task came to in one batch. `score` is their mean, None where none has one."""

    trials: int
    passed: int
    score: float | None
