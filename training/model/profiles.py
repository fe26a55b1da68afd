"""What has been learnt about an agent under a strategy, and how sure it is."""

from dataclasses import dataclass
from datetime import datetime

from training.model.trials import Provenance

ALL = "all"


@dataclass(frozen=True, kw_only=True)
class ProfileKey:
    """Whose profile it is. `scope` is `all`, `category:NAME`, `difficulty:NAME` or `cell:CATEGORY/DIFFICULTY`.

    `weights` is the version of the weights that its scores are under.
    """

    team: str
    agent: str
    strategy_name: str
    strategy_version: str
    provenance: Provenance
    scope: str = ALL
    weights: int = 1


@dataclass(frozen=True, kw_only=True)
class Learnt:
    """One quantity: the moving average that learns, and the plain mean that says how sure one may be.

    `spread` is the sum of squared differences from the mean (Welford 1962), for the variance.
    """

    ema: float
    n: int
    mean: float
    spread: float


@dataclass(frozen=True, kw_only=True)
class Observation:
    """What one trial adds. `score` is None where there was none."""

    success: bool
    score: float | None
    execution_ms: float
    executions: int
    tokens: int | None = None
    cost_usd: float | None = None


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What has been learnt under one key. `rate` is the weight of the newest observation, 0..1."""

    key: ProfileKey
    rate: float
    success: Learnt
    score: Learnt | None
    execution_ms: Learnt
    trials: int
    passed: int
    executions: int
    tokens: int
    cost_usd: float
    updated_at: datetime


@dataclass(frozen=True, kw_only=True)
class CourseStep:
    """One step as a chart needs it: what was seen, and what one quantity had come to; None where it has none yet."""

    task_id: str
    task_hash: str
    seen: Observation
    trials: int
    passed: int
    learnt: Learnt | None


@dataclass(frozen=True, kw_only=True)
class TaskSum:
    """How often one task was seen, and the sum of one quantity over that."""

    n: int
    total: float

    @property
    def mean(self) -> float:
        """What the task came to on the mean."""
        return self.total / self.n


@dataclass(frozen=True, kw_only=True)
class ProfileUpdate:
    """One step of learning: before, what was seen, after. `before` is None at the first."""

    before: Profile | None
    observation: Observation
    after: Profile


@dataclass(frozen=True, kw_only=True)
class RecordedUpdate:
    """An update as it is kept, with the trial that it came from."""

    id: int
    trial_id: int
    batch_id: int
    task_id: str
    at: datetime
    update: ProfileUpdate


@dataclass(frozen=True, kw_only=True)
class Interval:
    """A range that holds the true value with the given confidence, 0..1."""

    low: float
    high: float
    confidence: float = 0.95
