"""A batch that is asked for again and again, by a timetable."""

from dataclasses import dataclass
from datetime import datetime

from sandbox.model import Isolation
from training.model.batches import DEFAULT_TEAM, NO_BUDGET, Budget


@dataclass(frozen=True, kw_only=True)
class ScheduledRequest:
    """What is asked for each time. Tasks and strategies are words, `all` or names: what they stand for may change."""

    agent: str
    tasks: str
    strategies: str
    repeats: int = 1
    isolation: Isolation = Isolation.AUTO
    priority: int = 0
    budget: Budget = NO_BUDGET


@dataclass(frozen=True, kw_only=True)
class ScheduleDraft:
    """A timetable that is asked for: five fields of cron(5), read in a time zone such as Europe/Berlin."""

    title: str
    cron: str
    request: ScheduledRequest
    zone: str = "UTC"
    team: str = DEFAULT_TEAM
    created_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """A timetable as its row says. Times are UTC. `last_problem` says why the last batch could not be queued."""

    id: int
    team: str
    title: str
    cron: str
    zone: str
    request: ScheduledRequest
    is_on: bool
    created_by: str
    created_at: datetime
    next_at: datetime
    last_at: datetime | None = None
    last_batch_id: int | None = None
    last_problem: str | None = None
