"""A history that claude-flow's tool left, as data."""

from dataclasses import dataclass, replace
from datetime import datetime

from training.trends import Trend


@dataclass(frozen=True, kw_only=True)
class PastResult:
    """One result as the other tool wrote it. Its `success_rate` is the share of two checks, tests and lint."""

    run: int
    place: int
    task: str
    category: str
    strategy: str
    success_rate: float
    score: float
    execution_ms: float
    tests_passed: bool
    lint_passed: bool
    at: datetime

    @property
    def identity(self) -> "PastResult":
        """What tells it from other results: everything but its place, which moves when files are added."""
        return replace(self, run=0, place=0)


@dataclass(frozen=True, kw_only=True)
class PublishedProfile:
    """What the other tool made of its results. `trend` is (score, whether it was real), oldest first."""

    strategy: str
    success_rate: float
    score: float
    execution_ms: float
    executions: int
    trend: tuple[tuple[float, bool], ...]
    improvement: str


@dataclass(frozen=True, kw_only=True)
class PastHistory:
    """Everything that was read. `rate` is the learning rate that the settings name, if they name one."""

    results: tuple[PastResult, ...]
    published: tuple[PublishedProfile, ...]
    rate: float | None


@dataclass(frozen=True, kw_only=True)
class Averages:
    """The three moving averages of the table."""

    success_rate: float
    score: float
    execution_ms: float


@dataclass(frozen=True, kw_only=True)
class Reproduction:
    """One row of the table: what was published, what the results give, and the past that explains the rest.

    `prior` is the state before the first result that makes the two agree; it was learnt from simulated runs, and
    `prior_weight` is what is left of it. `simulated_score` is that state computed from the simulated scores that the
    history still shows, and `with_simulated_score` the score that follows from it. `sound_trend` leaves out the runs
    in which everything was broken.
    """

    strategy: str
    published: Averages
    recomputed: Averages
    prior: Averages
    with_prior: Averages
    prior_weight: float
    results: int
    score_trend: Trend
    sound_trend: Trend
    simulated_score: float | None
    with_simulated_score: float | None
