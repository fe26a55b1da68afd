"""The report as data, and the facts that it is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sandbox.model import Outcome, Trust
from training.compare import Comparison
from training.model.profiles import Interval, Profile
from training.model.trials import Provenance, Trial
from training.trends import Measure, TrendWord


class Status(StrEnum):
    """Whether a target was met."""

    MET = "met"
    MISSED = "missed"
    UNDECIDED = "undecided"  # the data do not tell
    NO_DATA = "no data"


@dataclass(frozen=True, kw_only=True)
class Targets:
    """What is asked for. Shares are 0..1; `differentiation` counts comparisons in which a test finds a difference."""

    real_execution: float = 1.0
    success_rate: float = 0.4
    learning_rate: float = 0.4
    differentiation: int = 1
    stream_integration: float = 1.0


@dataclass(frozen=True, kw_only=True)
class StreamFacts:
    """How the stages of chains handed their work on: hand-offs that were due, and those that arrived as a stream."""

    chains: int = 0
    due: int = 0
    arrived: int = 0


@dataclass(frozen=True, kw_only=True)
class ReportFacts:
    """Everything that a report is made of.

    `trials` are judged ones of one provenance from batches that shared them out uniformly. The counts are of what was
    left out: our own failures, cancelled trials, those of batches that favoured what did well, and the `others`, which
    are of another provenance. `executions` counts those of judged trials; `real_executions` those of them that ran in
    a container. `outcomes` and
    `trusts` are of the graded executions of `trials`. `simulated` are the simulated profiles of the same strategies.
    """

    title: str
    provenance: Provenance = Provenance.REAL
    trials: tuple[Trial, ...] = ()
    profiles: tuple[Profile, ...] = ()
    simulated: tuple[Profile, ...] = ()
    errored: int = 0
    cancelled: int = 0
    adaptive: int = 0
    others: int = 0
    executions: int = 0
    real_executions: int = 0
    outcomes: Mapping[Outcome, int] = field(default_factory=dict)
    trusts: Mapping[Trust, int] = field(default_factory=dict)
    streams: StreamFacts = field(default_factory=StreamFacts)


@dataclass(frozen=True, kw_only=True)
class StrategyMetrics:
    """What one strategy came to. `score` is the mean of the tasks' means, `execution_ms` the median of the trials."""

    strategy: str
    trials: int
    passed: int
    success_rate: float
    success_interval: Interval | None
    score: float | None
    score_interval: Interval | None
    execution_ms: float | None
    executions: int
    tokens_per_success: float | None
    cost_per_success_usd: float | None
    trend: TrendWord


@dataclass(frozen=True, kw_only=True)
class Difference:
    """Two strategies compared on one measure, paired by task."""

    left: str
    right: str
    measure: Measure
    comparison: Comparison


@dataclass(frozen=True, kw_only=True)
class BeforeAfter:
    """A strategy's earlier and later half of `each` trials, on the `tasks` done in both, which count once each.

    `words` say whether they differ; the numbers are None where too few tasks were done in both.
    """

    strategy: str
    each: int
    tasks: int
    before: float | None
    after: float | None
    interval: Interval | None
    words: str


@dataclass(frozen=True, kw_only=True)
class Reality:
    """A strategy's simulated success beside its real one; the two are never averaged."""

    strategy: str
    simulated: float
    simulated_trials: int
    real: float
    real_trials: int
    interval: Interval


@dataclass(frozen=True, kw_only=True)
class Insight:
    """One thing that stands out, and what shows it. `trial_ids` are the first of the trials, `more` counts the rest."""

    text: str
    evidence: str
    trial_ids: tuple[int, ...] = ()
    more: int = 0


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One row of the validation table, in words for people."""

    name: str
    target: str
    achieved: str
    status: Status


@dataclass(frozen=True, kw_only=True)
class Report:
    """A whole report. `summary` and `chains` are one sentence an entry."""

    title: str
    made_at: datetime
    provenance: Provenance
    summary: tuple[str, ...]
    metrics: tuple[StrategyMetrics, ...]
    differences: tuple[Difference, ...]
    evolution: tuple[BeforeAfter, ...]
    reality: tuple[Reality, ...]
    chains: tuple[str, ...]
    insights: tuple[Insight, ...]
    validation: tuple[Criterion, ...]
