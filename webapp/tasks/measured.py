"""What was measured of tasks, beside what their authors say of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from training.model.task_results import TaskResult
from training.model.tasks import Task
from webapp.rates import Rate, rate_of


@dataclass(frozen=True, kw_only=True)
class StrategyResult:
    """How a strategy did on a task as it is now."""

    strategy: str
    rate: Rate


@dataclass(frozen=True, kw_only=True)
class TaskVersion:
    """One content of a task that was tried: when, and how it went. Times are UTC."""

    content_hash: str
    first_at: datetime
    last_at: datetime
    rate: Rate
    is_current: bool


def measured(tasks: Iterable[Task], results: Iterable[TaskResult]) -> dict[str, Rate]:
    """Return how often each task was passed, over all strategies: its difficulty. Only its present content counts."""
    contents = {task.id: task.content_hash for task in tasks}
    current: dict[str, list[TaskResult]] = {}
    for result in results:
        if contents.get(result.task_id) == result.task_hash:
            current.setdefault(result.task_id, []).append(result)
    return {task_id: _rate(found) for task_id, found in current.items()}


def by_strategy(task: Task, results: Iterable[TaskResult]) -> tuple[StrategyResult, ...]:
    """Return how each strategy did on a task's present content."""
    current = [result for result in results if result.task_hash == task.content_hash]
    return tuple(
        StrategyResult(strategy=result.strategy_name, rate=_rate([result]))
        for result in sorted(current, key=lambda result: result.strategy_name)
    )


def versions(task: Task, results: Iterable[TaskResult]) -> tuple[TaskVersion, ...]:
    """Return each content of a task that was tried, the newest first."""
    by_hash: dict[str, list[TaskResult]] = {}
    for result in results:
        by_hash.setdefault(result.task_hash, []).append(result)
    found = [
        TaskVersion(
            content_hash=content,
            first_at=min(result.first_at for result in group),
            last_at=max(result.last_at for result in group),
            rate=_rate(group),
            is_current=content == task.content_hash,
        )
        for content, group in by_hash.items()
    ]
    return tuple(sorted(found, key=lambda version: version.last_at, reverse=True))


def _rate(results: list[TaskResult]) -> Rate:
    return rate_of(sum(result.passed for result in results), sum(result.trials for result in results))
