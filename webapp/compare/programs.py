"""The programs of two trials of one task, and what sets them apart."""

from dataclasses import dataclass

from training.model.trials import Purpose, Trial
from training.store import Store
from webapp.executions.code import ShownFile, compared_files
from webapp.executions.reading import texts_of


@dataclass(frozen=True, kw_only=True)
class ProgramPair:
    """The graded programs of two trials, by the executions that hold them; None where none was graded.

    `files` tells how the right one differs from the left.
    """

    left_execution: int | None
    right_execution: int | None
    files: tuple[ShownFile, ...]


def program_pairs(store: Store, left: Trial, right: Trial) -> ProgramPair:
    """Return the graded programs of two trials, set side by side."""
    (left_id, ours), (right_id, theirs) = (_graded(store, trial) for trial in (left, right))
    return ProgramPair(left_execution=left_id, right_execution=right_id, files=compared_files(ours, theirs))


def _graded(store: Store, trial: Trial) -> tuple[int | None, dict[str, str]]:
    rows = [row for row in store.executions.list_for_trial(trial.id) if row.purpose is Purpose.GRADE]
    if not rows:
        return None, {}
    detail = store.executions.get(rows[-1].id)
    return rows[-1].id, texts_of(detail.files)
