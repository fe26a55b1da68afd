"""Batches as lists and pages show them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean

from flask import url_for

from training.model.batches import Batch, BatchState, TaskTally
from training.model.trials import Trial, TrialState, Verdict
from training.statistics import score_interval
from webapp.charts import Share, shares
from webapp.rates import Rate, rate_by_task, rate_of

MOST_DOTS = 12
STATE_MARKS = {
    BatchState.QUEUED: "queued",
    BatchState.RUNNING: "running",
    BatchState.STOPPED: "cancelled",
    BatchState.DONE: "passed",
    BatchState.CANCELLED: "cancelled",
}
FINISHED = frozenset({BatchState.DONE, BatchState.CANCELLED})


@dataclass(frozen=True, kw_only=True)
class BatchRow:
    """One batch, ready to be shown."""

    batch: Batch
    mark: str
    state: str
    done: int
    total: int
    parts: tuple[Share, ...]
    tallies: tuple[tuple[str, int], ...]
    success: Rate
    score: float | None
    score_low: float | None
    score_high: float | None
    seconds: float | None


def batch_rows(
    batches: Sequence[Batch], by_task: Mapping[int, Sequence[TaskTally]], *, now: datetime
) -> tuple[BatchRow, ...]:
    """Return batches as rows show them."""
    return tuple(batch_row(batch, by_task.get(batch.id, ()), now=now) for batch in batches)


def batch_row(batch: Batch, by_task: Sequence[TaskTally] = (), *, now: datetime | None = None) -> BatchRow:
    """Return a batch as a row shows it; `by_task` gives its numbers intervals, `now` ends the time of what runs.

    The score is then the mean of the tasks' means, so that it lies within its interval.
    """
    scores = [tally.score for tally in by_task if tally.score is not None]
    interval = score_interval(scores)
    counts = batch.counts
    tallies = (
        ("passed", counts.passed),
        ("failed", counts.failed),
        ("errored", counts.errored),
        ("cancelled", counts.cancelled),
    )
    return BatchRow(
        batch=batch,
        mark=STATE_MARKS[batch.state],
        state=batch.state.value,
        done=counts.closed,
        total=counts.total,
        parts=shares((*tallies, ("running", counts.running)), counts.total),
        tallies=tallies,
        success=rate_by_task((tally.passed, tally.trials) for tally in by_task)
        if by_task
        else rate_of(counts.passed, counts.passed + counts.failed),
        score=fmean(scores) if scores else batch.score_mean,
        score_low=interval.low if interval else None,
        score_high=interval.high if interval else None,
        seconds=_seconds(batch, now),
    )


def _seconds(batch: Batch, now: datetime | None) -> float | None:
    """Return how long a batch has been at work."""
    worked = batch.worked_seconds(now) if now else batch.ran_seconds
    if worked or batch.started_at is None or batch.finished_at is None:
        return worked or None
    return (batch.finished_at - batch.started_at).total_seconds()  # from before this was kept


def is_finished(batch: Batch) -> bool:
    """Whether nothing of a batch will change by itself any more."""
    return batch.state in FINISHED and batch.counts.running == 0


@dataclass(frozen=True, kw_only=True)
class Dot:
    """One trial in the grid."""

    trial_id: int
    state: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A task under a strategy: a dot for each repeat, or where they are many, how many came to what."""

    dots: tuple[Dot, ...]
    tallies: tuple[tuple[str, int], ...] = ()
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class GridRow:
    """One task in the grid: for each strategy a dot a repeat."""

    task_id: str
    title: str
    cells: tuple[Cell, ...]
    trials: tuple[Trial, ...]


def grid_of(
    trials: tuple[Trial, ...], *, strategies: tuple[str, ...], titles: dict[str, str], shown: str
) -> tuple[GridRow, ...]:
    """Return the grid of tasks and strategies, the rows that `shown` asks for."""
    by_task: dict[str, list[Trial]] = {}
    for trial in trials:
        by_task.setdefault(trial.task_id, []).append(trial)
    grid = tuple(
        GridRow(
            task_id=task_id,
            title=titles.get(task_id, task_id),
            cells=tuple(_cell(mine, name) for name in strategies),
            trials=tuple(mine),
        )
        for task_id, mine in by_task.items()
    )
    return tuple(row for row in grid if _WANTED.get(shown, _everything)(row))


def _cell(trials: Sequence[Trial], strategy: str) -> Cell:
    mine = [trial for trial in trials if trial.strategy_name == strategy]
    if len(mine) <= MOST_DOTS:
        return Cell(dots=tuple(map(dot_of, mine)))
    counts = Counter(map(state_of, mine))
    address = url_for("executions.index", batch=mine[0].batch_id, task=mine[0].task_id, strategy=strategy)
    return Cell(dots=(), tallies=tuple(counts.most_common()), url=address)


def state_of(trial: Trial) -> str:
    """Return the mark of a trial: its verdict, or where it is."""
    if trial.verdict is not None:
        return trial.verdict.value
    return "running" if trial.state is TrialState.LEASED else "queued"


def dot_of(trial: Trial) -> Dot:
    """Return a trial as a dot."""
    reason = f": {trial.reason}" if trial.reason else ""
    label = f"{trial.strategy_name}, repeat {trial.repeat}, {state_of(trial)}{reason}"
    return Dot(trial_id=trial.id, state=state_of(trial), label=label)


def _everything(_: GridRow) -> bool:
    return True


def _has(verdict: Verdict, row: GridRow) -> bool:
    return any(trial.verdict is verdict for trial in row.trials)


def _differs(row: GridRow) -> bool:
    passed: dict[str, list[bool]] = {}
    for trial in row.trials:
        if trial.verdict in {Verdict.PASSED, Verdict.FAILED}:
            passed.setdefault(trial.strategy_name, []).append(trial.verdict is Verdict.PASSED)
    shares_ = {sum(results) / len(results) for results in passed.values()}
    return len(shares_) > 1


_WANTED = {
    "failures": lambda row: _has(Verdict.FAILED, row),
    "errors": lambda row: _has(Verdict.ERRORED, row),
    "different": _differs,
}
