"""How often a strategy passed a task."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class TaskResult:
    """How often a strategy passed a task, as one exact content of it. Times are UTC."""

    task_id: str
    task_hash: str
    strategy_name: str
    passed: int
    trials: int
    first_at: datetime
    last_at: datetime
