"""Alerts: what a team wants to hear of, and what it heard."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from training.model.profiles import ALL, Interval


class Watched(StrEnum):
    """What an alert is about."""

    SUCCESS = "success"  # 0..1
    SCORE = "score"  # 0..100


@dataclass(frozen=True, kw_only=True)
class AlertRule:
    """Raised when the interval of the last `window` trials lies wholly below the threshold, or below a baseline's.

    Exactly one of `threshold` (in the measure's own unit) and `baseline` (the name of a promotion) is given.
    """

    id: int = 0
    team: str
    agent: str
    strategy_name: str
    scope: str = ALL
    measure: Watched = Watched.SUCCESS
    threshold: float | None = None
    baseline: str | None = None
    window: int = 50
    created_by: str = ""
    created_at: datetime | None = None
    raised: bool = False


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What a rule says of the trials it looked at. Where nothing can be said `interval` is None, `raised` as before."""

    raised: bool
    words: str
    n: int
    mean: float | None
    interval: Interval | None


@dataclass(frozen=True, kw_only=True)
class Alert:
    """A change of a rule's state: raised, or cleared."""

    id: int
    rule: AlertRule
    raised: bool
    words: str
    trial_id: int | None
    at: datetime
