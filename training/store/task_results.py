"""How tasks did, over all that tried them: counted from closed trials, by task, strategy and content."""

from typing import Any

from sqlite_utils import Database

from training.model.task_results import TaskResult
from training.model.trials import Provenance
from training.store.connection import known_moment, rows


class TaskResults:
    """Counts of the trials that were judged."""

    def __init__(self, db: Database, *, team: str | None = None) -> None:
        self._db = db
        self._team = team

    def list(self, *, task_id: str | None = None, provenance: Provenance = Provenance.REAL) -> tuple[TaskResult, ...]:
        """Return the counts of one task, or of all, newest content first; one provenance, for they are never mixed."""
        found = rows(
            self._db,
            """select task_id, task_hash, strategy_name, sum(verdict = 'passed') as passed, count(*) as trials,
                      min(closed_at) as first_at, max(closed_at) as last_at
               from trials
               where verdict in ('passed', 'failed') and provenance = :provenance
                 and (:task_id is null or task_id = :task_id) and (:team is null or team = :team)
               group by task_id, task_hash, strategy_name
               order by task_id, max(closed_at) desc, strategy_name""",
            provenance=provenance,
            task_id=task_id,
            team=self._team,
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
