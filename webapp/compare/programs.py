"""The programs of two trials of one task, and what sets them apart."""

from dataclasses import dataclass

from training.model.trials import Purpose, Trial
from training.store import Store
from webapp.reading.code import DiffRow, difference


@dataclass(frozen=True, kw_only=True)
class FileDifference:
    """One file of both programs: how the right differs from the left; no rows where they are the same."""

    path: str
    rows: tuple[DiffRow, ...]


@dataclass(frozen=True, kw_only=True)
class ProgramPair:
    """The graded programs of two trials, by the executions that hold them; None where none was graded."""

    left_execution: int | None
    right_execution: int | None
    files: tuple[FileDifference, ...]


def program_pairs(store: Store, left: Trial, right: Trial) -> ProgramPair:
    """Return the graded programs of two trials, set side by side."""
    (left_id, ours), (right_id, theirs) = (_graded(store, trial) for trial in (left, right))
    paths = dict.fromkeys([*ours, *theirs])
    return ProgramPair(
        left_execution=left_id,
        right_execution=right_id,
        files=tuple(
            FileDifference(path=path, rows=difference(ours.get(path, ""), theirs.get(path, ""), path)) for path in paths
        ),
    )


def _graded(store: Store, trial: Trial) -> tuple[int | None, dict[str, str]]:
    rows = [row for row in store.executions.list_for_trial(trial.id) if row.purpose is Purpose.GRADE]
    if not rows:
        return None, {}
    detail = store.executions.get(rows[-1].id)
    return rows[-1].id, {file.path: file.content.decode(errors="replace") for file in detail.files}
