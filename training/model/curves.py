"""A learning curve: how an agent does on tasks that it has not learnt from, after learning from more of the others."""

from dataclasses import dataclass
from datetime import datetime

from training.model.profiles import Interval


@dataclass(frozen=True, kw_only=True)
class CurvePoint:
    """One point: means over tasks, with Student's t intervals over the tasks.

    `learnt_from` is the number of trials learnt from before. `gain` is the success rate minus that of the first point,
    paired by task. `attempts` is the number of attempts until the visible tests pass, those that never do counted as
    one more than the budget.
    """

    learnt_from: int
    success: float
    success_interval: Interval | None
    attempts: float
    attempts_interval: Interval | None
    gain: float
    gain_interval: Interval | None
    saved: float
    saved_interval: Interval | None


@dataclass(frozen=True, kw_only=True)
class LearningCurve:
    """A measurement, and how it was made. Every task is held out once for each seed."""

    agent: str
    strategy: str
    tasks: tuple[str, ...]
    folds: int
    seeds: tuple[int, ...]
    trials: int
    points: tuple[CurvePoint, ...]


@dataclass(frozen=True, kw_only=True)
class MeasuredCurve:
    """A curve, and when it was measured (UTC)."""

    curve: LearningCurve
    at: datetime
