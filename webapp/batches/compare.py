"""Two batches beside each other: in words, then task by task, then their programs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from training.allocation import Allocation
from training.compare import Comparison, compare, outcomes_by_task
from training.model.batches import Batch
from training.model.trials import Trial, Verdict
from training.passes import tallies_by_task
from training.trends import Measure
from webapp.batches.rows import Dot, dot_of
from webapp.executions.code import ShownFile, compared_files
from webapp.executions.reading import texts_of
from webapp.rates import Rate, rate_by_task
from webapp.resources import store

_JUDGED = frozenset({Verdict.PASSED, Verdict.FAILED})
MOST_NAMED = 5
SHOWN = (("all", "All tasks"), ("regressions", "Regressions only"), ("different", "Different only"))


@dataclass(frozen=True, kw_only=True)
class Side:
    """One of the two batches."""

    batch: Batch
    success: Rate


@dataclass(frozen=True, kw_only=True)
class TaskRow:
    """One task in both batches; a rate is None where a batch did not judge it. `change` is right minus left."""

    task_id: str
    title: str
    left: tuple[Dot, ...]
    right: tuple[Dot, ...]
    left_rate: float | None
    right_rate: float | None

    @property
    def change(self) -> float | None:
        """How much better the right one does, -1..1."""
        if self.left_rate is None or self.right_rate is None:
            return None
        return self.right_rate - self.left_rate


@dataclass(frozen=True, kw_only=True)
class BatchComparison:
    """Everything that the page shows."""

    left: Side
    right: Side
    words: str
    found: Comparison
    rows: tuple[TaskRow, ...]
    regressions: int
    improvements: int
    warnings: tuple[str, ...]


def compare_batches(left: Batch, right: Batch, *, titles: Mapping[str, str], shown: str) -> BatchComparison:
    """Compare two batches; the right one is the newer side, and a regression is what it does worse."""
    grids = store().batches.grid(left.id), store().batches.grid(right.id)
    found = compare(*(outcomes_by_task(grid, Measure.SUCCESS) for grid in reversed(grids)))
    rows = _rows(*grids, titles=titles)
    return BatchComparison(
        left=_side(left, grids[0]),
        right=_side(right, grids[1]),
        words=_words(found),
        found=found,
        rows=tuple(row for row in rows if _is_wanted(row, shown)),
        regressions=sum(row.change is not None and row.change < 0 for row in rows),
        improvements=sum(row.change is not None and row.change > 0 for row in rows),
        warnings=(*_warnings(left, right), *_changed(*grids)),
    )


def program_difference(left: Batch, right: Batch, task_id: str) -> tuple[tuple[ShownFile, ...], str]:
    """Return how the programs of one task differ, and which trials they are from: if they can, ones that differ."""
    ours, theirs = (_judged(store().batches.grid(batch.id), task_id) for batch in (left, right))
    if not ours or not theirs:
        return (), "One of the batches has no judged trial of this task."
    old = next((trial for trial in ours if trial.verdict is Verdict.PASSED), ours[0])
    new = next((trial for trial in theirs if trial.verdict is not old.verdict), theirs[0])
    files = [_last_files(trial) for trial in (old, new)]
    return compared_files(*files), f"From {_named(old)} to {_named(new)}"


def _named(trial: Trial) -> str:
    return f"trial {trial.id} ({trial.strategy_name}, {trial.verdict})"


def _last_files(trial: Trial) -> dict[str, str]:
    executions = store().executions.list_for_trial(trial.id)
    return texts_of(store().executions.get(executions[-1].id).files) if executions else {}


def _judged(grid: tuple[Trial, ...], task_id: str) -> list[Trial]:
    return [trial for trial in grid if trial.task_id == task_id and trial.verdict in _JUDGED]


def _side(batch: Batch, grid: Sequence[Trial]) -> Side:
    return Side(batch=batch, success=rate_by_task((passed, n) for n, passed in tallies_by_task(grid).values()))


def _rows(left: tuple[Trial, ...], right: tuple[Trial, ...], *, titles: Mapping[str, str]) -> tuple[TaskRow, ...]:
    tasks = sorted({trial.task_id for trial in (*left, *right)})
    ours, theirs = _by_task(left), _by_task(right)
    rows = [
        TaskRow(
            task_id=task,
            title=titles.get(task, task),
            left=tuple(map(dot_of, ours.get(task, ()))),
            right=tuple(map(dot_of, theirs.get(task, ()))),
            left_rate=_rate(ours.get(task, ())),
            right_rate=_rate(theirs.get(task, ())),
        )
        for task in tasks
    ]
    # what got worse first, then what got better, then the rest
    return tuple(sorted(rows, key=lambda row: (row.change is None, (row.change or 0) >= 0, -abs(row.change or 0))))


def _by_task(trials: tuple[Trial, ...]) -> dict[str, list[Trial]]:
    found: dict[str, list[Trial]] = {}
    for trial in trials:
        found.setdefault(trial.task_id, []).append(trial)
    return found


def _rate(trials: Sequence[Trial]) -> float | None:
    judged = [float(trial.verdict is Verdict.PASSED) for trial in trials if trial.verdict in _JUDGED]
    return fmean(judged) if judged else None


def _is_wanted(row: TaskRow, shown: str) -> bool:
    if shown == "regressions":
        return row.change is not None and row.change < 0
    return shown != "different" or bool(row.change)


def _words(found: Comparison) -> str:
    words = {
        "the left is higher": "The second batch does better.",
        "the right is higher": "The second batch does worse.",
        "no detectable difference": "No detectable difference between the two.",
        "not enough data": "Not enough tasks were judged in both to say anything.",
    }
    return words[found.word.value]


def _changed(left: Sequence[Trial], right: Sequence[Trial]) -> Iterator[str]:
    contents = [{(trial.task_id, trial.task_hash) for trial in grid} for grid in (left, right)]
    tasks = [{task for task, _ in known} for known in contents]
    changed = (tasks[0] & tasks[1]) - {task for task, _ in contents[0] & contents[1]}
    if changed:
        shown = ", ".join(sorted(changed)[:MOST_NAMED]) + ("" if len(changed) <= MOST_NAMED else ", …")
        yield f"The content of {len(changed)} of the tasks changed between the two: {shown}."


def _warnings(left: Batch, right: Batch) -> list[str]:
    found = []
    if left.agent != right.agent:
        found.append(f"The agents differ: {left.agent} and {right.agent}.")
    if left.strategies != right.strategies:
        found.append("The strategies differ, so a task's marks are not of the same ones.")
    if left.provenance is not right.provenance:
        found.append(f"One is {left.provenance}, the other {right.provenance}: that is no fair comparison.")
    biased = [f"batch {batch.id}" for batch in (left, right) if batch.allocation is not Allocation.UNIFORM]
    if biased:
        found.append(f"{' and '.join(biased).capitalize()} gave more trials to what did well so far: means are biased.")
    return found
