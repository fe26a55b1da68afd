"""Steering a batch that is under way: stopped, resumed, hurried, cancelled, tried again. Each act is in the chain."""

from dataclasses import replace
from datetime import datetime

from sqlite_utils import Database

from training.errors import ConflictError, NotFoundError
from training.model.batches import Batch, BatchState, Budget
from training.model.webhooks import Topic
from training.store.audit import Audit
from training.store.closing import decided, rest_if_idle
from training.store.connection import change, first, rows, stamp, writing
from training.store.outbox import Outbox
from training.store.queue import stop_batch
from training.store.rows import batch_from
from training.webhooks.content import batch_content


class Steering:
    """What can be done to one batch."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._audit = Audit(db)
        self._outbox = Outbox(db)

    def find(self, batch_id: int) -> Batch | None:
        """Return a batch, or None."""
        row = first(self._db, "select * from batches where id = :id", id=batch_id)
        return batch_from(row) if row else None

    def get(self, batch_id: int) -> Batch:
        """Return a batch.

        Raises:
            NotFoundError: there is none of that id.
        """
        found = self.find(batch_id)
        if found is None:
            raise NotFoundError(f"There is no batch {batch_id}.")
        return found

    def cancel(self, batch_id: int, *, now: datetime) -> Batch:
        """Close what is still queued as cancelled and tell the workers to end what runs.

        Raises:
            NotFoundError: there is none of that id.
        """
        with writing(self._db):
            batch = self.get(batch_id)
            told_of = [row["id"] for row in rows(self._db, _WAITING_AGAIN, id=batch_id)]
            waiting = change(
                self._db,
                """update trials set state = 'closed', verdict = 'cancelled', reason = 'The batch was cancelled.',
                   closed_at = :now where batch_id = :id and state = 'queued'""",
                id=batch_id,
                now=stamp(now),
            )
            change(
                self._db,
                """update batches set queued = queued - :n, cancelled = cancelled + :n, finished_at = :now,
                   state = 'cancelled', stop_reason = null
                   where id = :id and state in ('queued', 'running', 'stopped')""",
                id=batch.id,
                n=waiting,
                now=stamp(now),
            )
            rest_if_idle(self._db, batch_id, now)
            for trial_id in told_of:
                # its newest link tells of the failure before, and what is kept now differs from that
                self._audit.append(kind="trial", subject=trial_id, content=decided(self._db, trial_id), now=now)
            self._audit.append(kind="batch cancelled", subject=batch_id, content={"waiting": waiting}, now=now)
            after = self.get(batch_id)
            if after.state is not batch.state:
                self._outbox.add(Topic.BATCH_CANCELLED, batch_content(after), team=after.team, now=now)
        return after

    def stop(self, batch_id: int, *, reason: str, by: str, now: datetime) -> Batch:
        """Begin nothing more of a batch; what runs goes on to its end, and what waits stays to be resumed.

        Raises:
            NotFoundError: there is none of that id.
        """
        with writing(self._db):
            self.get(batch_id)
            stop_batch(self._db, self._audit, batch_id, reason=reason, by=by, now=now)
            rest_if_idle(self._db, batch_id, now)
        return self.get(batch_id)

    def resume(self, batch_id: int, *, by: str, now: datetime, budget: Budget | None = None) -> Batch:
        """Go on with a stopped batch, with another budget where one is given; one that is not stopped stays as it is.

        Raises:
            NotFoundError: there is none of that id.
            ConflictError: its budget is spent, so it would stop again at once.
        """
        with writing(self._db):
            batch = self.get(batch_id)
            if batch.state is not BatchState.STOPPED:
                return batch
            batch = replace(batch, budget=budget or batch.budget)
            if spent := batch.spent(now):
                raise ConflictError(f"{spent} Give batch {batch_id} a larger one to resume it.")
            change(
                self._db,
                """update batches set stop_reason = null, budget_seconds = :seconds, budget_usd = :usd,
                   state = case when started_at is null then 'queued' else 'running' end where id = :id""",
                id=batch_id,
                seconds=batch.budget.seconds,
                usd=batch.budget.usd,
            )
            content = {"by": by, "budget_seconds": batch.budget.seconds, "budget_usd": batch.budget.usd}
            self._audit.append(kind="batch resumed", subject=batch_id, content=content, now=now)
        return self.get(batch_id)

    def set_priority(self, batch_id: int, priority: int, *, by: str, now: datetime) -> Batch:
        """Let a batch go before others of its team, or after them; the highest first.

        Raises:
            NotFoundError: there is none of that id.
        """
        with writing(self._db):
            self.get(batch_id)
            change(self._db, "update batches set priority = :n where id = :id", id=batch_id, n=priority)
            content = {"priority": priority, "by": by}
            self._audit.append(kind="batch priority", subject=batch_id, content=content, now=now)
        return self.get(batch_id)

    def retry_errored(self, batch_id: int, *, now: datetime) -> int:
        """Queue again what ended by our own failures, and return how many trials that are.

        Our failures so far stay on record, and so do the executions that ran. A trial keeps its closing number until it
        closes again, so that no other is given it: what was learnt before or after is told apart by these numbers.

        Raises:
            NotFoundError: there is none of that id.
        """
        with writing(self._db):
            self.get(batch_id)
            again = change(
                self._db,
                """update trials set state = 'queued', verdict = null, reason = null, errors = 0, not_before = null,
                   closed_at = null, execution_ms = null, executions = 0, tokens = null, cost_usd = null
                   where batch_id = :id and verdict = 'errored'""",
                id=batch_id,
            )
            if again:
                change(self._db, _BEGIN_RUNS_AFRESH, id=batch_id)
                change(
                    self._db,
                    """update batches set errored = errored - :n, queued = queued + :n, finished_at = null,
                       state = case when state in ('done', 'cancelled') then 'queued' else state end
                       where id = :id""",
                    id=batch_id,
                    n=again,
                )
                self._audit.append(kind="batch retried", subject=batch_id, content={"trials": again}, now=now)
        return again


_WAITING_AGAIN = """
select id from trials where batch_id = :id and state = 'queued'
    and exists (select 1 from audit_chain where kind = 'trial' and subject = trials.id)
order by id
"""
# a chain's failed stage has all its tries again: those from before the run's start do not count
_BEGIN_RUNS_AFRESH = """
update chain_runs set started_at = null where state = 'failed'
    and trial_id in (select id from trials where batch_id = :id and state = 'queued')
"""
