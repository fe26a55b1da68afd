"""Batches as lists and pages show them."""

from dataclasses import dataclass

from training.model.batches import Batch, BatchState
from training.model.trials import Trial, TrialState, Verdict
from webapp.charts import Share, shares
from webapp.rates import Rate, rate_of

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


def batch_row(batch: Batch) -> BatchRow:
    """Return a batch as a row shows it."""
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
        success=rate_of(counts.passed, counts.passed + counts.failed),
    )


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
class GridRow:
    """One task in the grid: for each strategy a dot a repeat."""

    task_id: str
    title: str
    cells: tuple[tuple[Dot, ...], ...]
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
            cells=tuple(tuple(dot_of(trial) for trial in mine if trial.strategy_name == name) for name in strategies),
            trials=tuple(mine),
        )
        for task_id, mine in by_task.items()
    )
    return tuple(row for row in grid if _WANTED.get(shown, _everything)(row))


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
