"""Roll-ups: the numbers that lists read, recomputed from the facts to be sure of them."""

from dataclasses import dataclass

from sqlite_utils import Database

from training.store.connection import change, reading, rows, writing

# sums of floats depend on their order; a difference in the last digits is no difference
CLOSE_ENOUGH = 1e-9


@dataclass(frozen=True, kw_only=True)
class RollupDifference:
    """A number of a batch that does not equal what its trials and executions give."""

    batch_id: int
    column: str
    kept: float
    recomputed: float


class Rollups:
    """Checks and mends what is counted in the same transaction as the facts."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def check(self) -> tuple[RollupDifference, ...]:
        """Recompute every batch's numbers and return those that differ."""
        with reading(self._db):
            kept = {row["id"]: row for row in rows(self._db, "select * from batches order by id")}
            found = rows(self._db, _RECOMPUTED)
        return tuple(
            RollupDifference(batch_id=row["id"], column=column, kept=kept[row["id"]][column], recomputed=value)
            for row in found
            for column, value in row.items()
            if column != "id" and _differ(kept[row["id"]][column], value)
        )

    def rebuild(self) -> int:
        """Write every number that differs anew, and return how many did."""
        with writing(self._db):
            wrong = self.check()
            for difference in wrong:
                # one of our own column names, from _RECOMPUTED
                sql = f"update batches set {difference.column} = :value where id = :id"  # noqa: S608
                change(self._db, sql, value=difference.recomputed, id=difference.batch_id)
        return len(wrong)


def _differ(kept: float, recomputed: float) -> bool:
    return abs(kept - recomputed) > CLOSE_ENOUGH * max(1.0, abs(kept), abs(recomputed))


_RECOMPUTED = """
select batches.id,
    count(*) filter (where trials.state = 'queued') as queued,
    count(*) filter (where trials.state = 'leased') as running,
    count(*) filter (where trials.verdict = 'passed') as passed,
    count(*) filter (where trials.verdict = 'failed') as failed,
    count(*) filter (where trials.verdict = 'errored') as errored,
    count(*) filter (where trials.verdict = 'cancelled') as cancelled,
    coalesce(sum(trials.score), 0.0) as score_sum,
    count(trials.score) as score_count,
    (select coalesce(sum(wall_ms), 0.0) from executions where executions.batch_id = batches.id) as execution_ms,
    (select count(*) from executions where executions.batch_id = batches.id) as executions,
    (select coalesce(sum(cost_usd), 0.0) from executions where executions.batch_id = batches.id)
        + coalesce(sum(trials.lost_cost_usd), 0.0) as cost_usd,
    (select coalesce(sum(tokens), 0) from executions where executions.batch_id = batches.id)
        + coalesce(sum(trials.lost_tokens), 0) as tokens
from batches join trials on trials.batch_id = batches.id
group by batches.id order by batches.id
"""
