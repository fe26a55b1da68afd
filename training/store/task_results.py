"""How tasks did, over all that tried them: by task, strategy and content, as it is kept with the trials."""

from typing import Any

from sqlite_utils import Database

from training.model.task_results import TaskResult
from training.model.trials import Provenance
from training.store.connection import known_moment, rows


class TaskResults:
    """Counts of the trials that were judged."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def list(self, *, task_id: str | None = None, provenance: Provenance = Provenance.REAL) -> tuple[TaskResult, ...]:
        """Return the counts of one task, or of all, newest content first; one provenance, for they are never mixed."""
        found = rows(
            self._db,
            """select * from task_tallies where provenance = :provenance and (:task_id is null or task_id = :task_id)
               order by task_id, last_at desc, strategy_name""",
            provenance=provenance,
            task_id=task_id,
        )
        return tuple(_result(row) for row in found)


def _result(row: dict[str, Any]) -> TaskResult:
    return TaskResult(
        task_id=row["task_id"],
        task_hash=row["task_hash"],
        strategy_name=row["strategy_name"],
        passed=row["passed"],
        trials=row["trials"],
        first_at=known_moment(row["first_at"]),
        last_at=known_moment(row["last_at"]),
    )
