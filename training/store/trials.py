"""Trials: leased to one worker at a time, closed exactly once, everything that follows from it in one transaction."""

import json
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from training.errors import LeaseLostError, NotFoundError
from training.model.profiles import Observation
from training.model.trials import Lease, Trial, TrialRecord, Verdict
from training.store.audit import Audit
from training.store.connection import change, first, rows, stamp, writing
from training.store.executions import Executions
from training.store.profiles import Profiles
from training.store.rows import trial_from

MOST_ERRORS = 3
LEARNT_FROM = frozenset({Verdict.PASSED, Verdict.FAILED})


class Trials:
    """The queue and its results."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._audit = Audit(db)
        self._executions = Executions(db)
        self._profiles = Profiles(db)

    def find(self, trial_id: int) -> Trial | None:
        """Return a trial, or None."""
        row = first(self._db, "select * from trials where id = :id", id=trial_id)
        return trial_from(row) if row else None

    def get(self, trial_id: int) -> Trial:
        """Return a trial.

        Raises:
            NotFoundError: there is none of that id.
        """
        found = self.find(trial_id)
        if found is None:
            raise NotFoundError(f"There is no trial {trial_id}.")
        return found

    def list_for_task(self, task_id: str, *, after: int | None = None, limit: int = 50) -> tuple[Trial, ...]:
        """Return a task's closed trials, newest first; `after` is the last id already seen."""
        found = rows(
            self._db,
            """select * from trials where task_id = :task_id and state = 'closed' and (:after is null or id < :after)
               order by id desc limit :limit""",
            task_id=task_id,
            after=after,
            limit=limit,
        )
        return tuple(trial_from(row) for row in found)

    def lease(self, *, owner: str, now: datetime, seconds: float, batch_id: int | None = None) -> Lease | None:
        """Take the next trial that is due, or one whose lease has run out; None when there is none.

        Batches go in order of arrival. `batch_id` asks for that batch alone.
        """
        expires = now + timedelta(seconds=seconds)
        with writing(self._db):
            row = first(self._db, _NEXT_TRIAL, now=stamp(now), batch_id=batch_id)
            if row is None:
                return None
            change(self._db, _TAKE_LEASE, id=row["id"], owner=owner, expires=stamp(expires), now=stamp(now))
            if row["state"] == "queued":
                change(self._db, _BATCH_STARTS_TRIAL, id=row["batch_id"], now=stamp(now))
            trial = self.get(row["id"])
        return Lease(trial=trial, token=row["lease_token"] + 1, owner=owner, expires_at=expires)

    def renew(self, lease: Lease, *, now: datetime, seconds: float) -> bool:
        """Prolong a lease; return whether it was still held."""
        with writing(self._db):
            changed = change(
                self._db,
                """update trials set lease_expires_at = :expires
                   where id = :id and state = 'leased' and lease_token = :token""",
                id=lease.trial.id,
                token=lease.token,
                expires=stamp(now + timedelta(seconds=seconds)),
            )
        return changed == 1

    def close(self, lease: Lease, record: TrialRecord, *, now: datetime) -> Trial:
        """Write what a trial came to: its executions, its verdict, the profiles, the audit chain and the roll-ups.

        An errored trial goes back to the queue, later each time, until it has failed us `MOST_ERRORS` times.

        Raises:
            LeaseLostError: another worker holds the trial now, or it is closed; nothing was written.
        """
        with writing(self._db):
            self._check_fence(lease)
            if record.verdict is Verdict.ERRORED and lease.trial.errors + 1 < MOST_ERRORS:
                self._put_back(lease, record, now)
            else:
                self._close(lease, record, now)
        return self.get(lease.trial.id)

    def release(self, lease: Lease) -> None:
        """Give a trial back unharmed, as a worker does that shuts down."""
        with writing(self._db):
            changed = change(
                self._db,
                """update trials set state = 'queued', lease_owner = null, lease_expires_at = null
                   where id = :id and state = 'leased' and lease_token = :token""",
                id=lease.trial.id,
                token=lease.token,
            )
            if changed:
                self._count(lease.trial.batch_id, "queued")

    def _check_fence(self, lease: Lease) -> None:
        held = first(
            self._db,
            "select 1 from trials where id = :id and state = 'leased' and lease_token = :token",
            id=lease.trial.id,
            token=lease.token,
        )
        if held is None:
            raise LeaseLostError(f"Trial {lease.trial.id} is no longer this worker's; its result was not written.")

    def _put_back(self, lease: Lease, record: TrialRecord, now: datetime) -> None:
        errors = lease.trial.errors + 1
        change(
            self._db,
            """update trials set state = 'queued', errors = :errors, reason = :reason, not_before = :not_before,
               lease_owner = null, lease_expires_at = null where id = :id""",
            id=lease.trial.id,
            errors=errors,
            reason=record.reason,
            not_before=stamp(now + timedelta(seconds=2**errors)),
        )
        self._count(lease.trial.batch_id, "queued")

    def _close(self, lease: Lease, record: TrialRecord, now: datetime) -> None:
        change(self._db, _CLOSE, **self._closing_values(lease, record, now))
        trial = self.get(lease.trial.id)
        for entry in record.executions:
            self._executions.add(trial, entry, record, now=now)
        if record.verdict in LEARNT_FROM:
            self._profiles.learn(trial, _observation(record), now=now)
        content = {"verdict": record.verdict.value, "score": trial.score, "executions": trial.executions}
        self._audit.append(kind="trial", subject=trial.id, content=content, now=now)
        self._roll_up(trial, record, now)

    def _closing_values(self, lease: Lease, record: TrialRecord, now: datetime) -> dict[str, Any]:
        errored = record.verdict is Verdict.ERRORED
        newest = first(self._db, "select coalesce(max(closing_seq), 0) as seq from trials")
        return {
            "id": lease.trial.id,
            "verdict": record.verdict.value,
            "reason": record.reason,
            "score": record.score.total if record.score else None,
            "score_detail": json.dumps(asdict(record.score)) if record.score else None,
            "execution_ms": record.execution_ms,
            "executions": len(record.executions),
            "tokens": record.tokens,
            "cost_usd": record.cost_usd,
            "agent_version": record.agent_version,
            "errors": lease.trial.errors + int(errored),
            "seq": (newest["seq"] if newest else 0) + 1,
            "now": stamp(now),
        }

    def _roll_up(self, trial: Trial, record: TrialRecord, now: datetime) -> None:
        self._count(trial.batch_id, record.verdict.value)
        change(
            self._db,
            """update batches set score_sum = score_sum + :score, score_count = score_count + :scored,
               execution_ms = execution_ms + :execution_ms, executions = executions + :executions where id = :id""",
            id=trial.batch_id,
            score=trial.score or 0.0,
            scored=int(trial.score is not None),
            execution_ms=record.execution_ms,
            executions=len(record.executions),
        )
        change(
            self._db,
            """update batches set state = case state when 'cancelled' then state else 'done' end, finished_at = :now
               where id = :id and queued = 0 and running = 0""",
            id=trial.batch_id,
            now=stamp(now),
        )

    def _count(self, batch_id: int, column: str) -> None:
        # one of our own column names, never a caller's text
        sql = f"update batches set running = running - 1, {column} = {column} + 1 where id = :id"  # noqa: S608
        change(self._db, sql, id=batch_id)


_NEXT_TRIAL = """
select trials.id, trials.batch_id, trials.state, trials.lease_token from trials
join batches on batches.id = trials.batch_id
where batches.state in ('queued', 'running', 'cancelled')
  and (:batch_id is null or trials.batch_id = :batch_id)
  and ((trials.state = 'queued' and batches.state != 'cancelled'
        and (trials.not_before is null or trials.not_before <= :now))
       or (trials.state = 'leased' and trials.lease_expires_at <= :now))
order by trials.batch_id, trials.ordinal limit 1
"""

_TAKE_LEASE = """
update trials set state = 'leased', lease_owner = :owner, lease_token = lease_token + 1, lease_expires_at = :expires,
    started_at = :now where id = :id
"""

_BATCH_STARTS_TRIAL = """
update batches set queued = queued - 1, running = running + 1, started_at = coalesce(started_at, :now),
    state = case state when 'queued' then 'running' else state end where id = :id
"""

_CLOSE = """
update trials set state = 'closed', verdict = :verdict, reason = :reason, score = :score, score_detail = :score_detail,
    execution_ms = :execution_ms, executions = :executions, tokens = :tokens, cost_usd = :cost_usd, errors = :errors,
    agent_version = :agent_version, closing_seq = :seq, closed_at = :now, lease_owner = null, lease_expires_at = null
where id = :id
"""


def _observation(record: TrialRecord) -> Observation:
    return Observation(
        success=record.verdict is Verdict.PASSED,
        score=record.score.total if record.score else None,
        execution_ms=record.execution_ms,
        executions=len(record.executions),
        tokens=record.tokens,
        cost_usd=record.cost_usd,
    )
