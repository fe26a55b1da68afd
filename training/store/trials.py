"""Trials: leased to one worker at a time, closed exactly once, everything that follows from it in one transaction."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from training.errors import LeaseLostError, NotFoundError
from training.model.spending import NOTHING_TOLD, Spent
from training.model.trials import Lease, LeftOut, Provenance, Trial, TrialError, TrialFilter, TrialRecord, Verdict
from training.profiles import RATE
from training.store.allocating import allocate
from training.store.closing import Closing, rest_if_idle
from training.store.connection import change, first, known_moment, rows, stamp, writing
from training.store.queue import Queue
from training.store.rows import trial_from

MOST_ERRORS = 3
BACK_OFF_SECONDS = 2.0  # to the power of the failures so far
_CANCELLED = TrialRecord(verdict=Verdict.CANCELLED, reason="The batch was cancelled.")


class Trials:
    """The queue and its results."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._closing = Closing(db)
        self._queue = Queue(db)

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

    def neighbours(self, trial: Trial) -> tuple[int | None, int | None]:
        """Return the trials before and after one in its batch, by task, strategy and repeat."""
        place = {"batch": trial.batch_id, "task": trial.task_id, "strategy": trial.strategy_name}
        found = [first(self._db, sql, **place, repeat=trial.repeat) for sql in (_BEFORE, _AFTER)]
        before, after = (row["id"] if row else None for row in found)
        return before, after

    def list_for_batch(self, batch_id: int, *, after: int | None = None, limit: int = 50) -> tuple[Trial, ...]:
        """Return a batch's trials in the order they are run; `after` is the last ordinal already seen."""
        found = rows(
            self._db,
            """select * from trials where batch_id = :batch_id and (:after is null or ordinal > :after)
               order by ordinal limit :limit""",
            batch_id=batch_id,
            after=after,
            limit=limit,
        )
        return tuple(trial_from(row) for row in found)

    def list_judged(self, wanted: TrialFilter, *, after: int | None = None, limit: int = 1000) -> tuple[Trial, ...]:
        """Return trials that passed or failed, oldest first; `after` is the last id already seen."""
        sql = f"select * from trials where id > :after and {_JUDGED} order by id limit :limit"  # noqa: S608 - our own text
        found = rows(self._db, sql, after=after or 0, limit=limit, **_values(wanted))
        return tuple(trial_from(row) for row in found)

    def before_newest(self, wanted: TrialFilter, *, newest: int) -> int:
        """Return the id after which the newest so many judged trials come; 0 where there are no more than that."""
        sql = f"select id from trials where {_JUDGED} order by id desc limit 1 offset :newest"  # noqa: S608 - our own text
        row = first(self._db, sql, newest=newest, **_values(wanted))
        return int(row["id"]) if row else 0

    def left_out(self, wanted: TrialFilter) -> LeftOut:
        """Return how many judged trials a filter keeps away that match it but for their provenance and allocation."""
        adaptive, others = 0, dict.fromkeys(Provenance, 0)
        for row in rows(self._db, _LEFT_OUT, **_values(wanted)):
            provenance = Provenance(row["provenance"])
            if provenance is not wanted.provenance:
                others[provenance] += row["n"]
            elif wanted.uniform_only and row["adaptive"]:
                adaptive += row["n"]
        return LeftOut(adaptive=adaptive, others={one: n for one, n in others.items() if n})

    def errors(self, trial_id: int) -> tuple[TrialError, ...]:
        """Return our own failures at a trial, oldest first."""
        found = rows(
            self._db,
            "select trial_id, worker, reason, at from trial_errors where trial_id = :id order by id",
            id=trial_id,
        )
        return tuple(TrialError(**{**row, "at": known_moment(row["at"])}) for row in found)

    def lease(
        self,
        *,
        owner: str,
        now: datetime,
        seconds: float,
        batch_id: int | None = None,
        provenance: Provenance = Provenance.REAL,
    ) -> Lease | None:
        """Take the next trial that is due, or one whose worker was lost; None when there is none.

        Teams take turns; within one, batches go by priority, then in order of arrival. `batch_id` asks for that batch
        alone; `provenance` keeps a worker with a simulated runner away from real batches, and the other way round. A
        trial whose worker was lost `MOST_ERRORS` times is closed as errored: it may be the one that brings workers
        down.
        """
        with writing(self._db):
            row = self._find_next(now, batch_id=batch_id, provenance=provenance)
            if row is None:
                return None
            return self._take(row, owner=owner, now=now, expires_at=now + timedelta(seconds=seconds))

    def _find_next(self, now: datetime, *, batch_id: int | None, provenance: Provenance) -> dict[str, Any] | None:
        while row := self._queue.find_lost(now=now, batch_id=batch_id, provenance=provenance):
            if self._take_over(row, now):
                return row
        return self._queue.find_waiting(now=now, batch_id=batch_id, provenance=provenance)

    def reclaim(self, owners: Collection[str], *, now: datetime) -> int:
        """Let the leases of workers that are known to have ended run out at once; return how many those are."""
        reclaimed = 0
        with writing(self._db):
            for owner in owners:
                reclaimed += change(
                    self._db,
                    """update trials set lease_expires_at = :now
                       where state = 'leased' and lease_owner = :owner and lease_expires_at > :now""",
                    owner=owner,
                    now=stamp(now),
                )
                change(self._db, "delete from workers where owner = :owner", owner=owner)
        return reclaimed

    def silent(self, batch_id: int, *, since: datetime) -> frozenset[int]:
        """Return the trials of a batch that are leased to a worker that was not heard of since then."""
        found = rows(
            self._db,
            """select trials.id from trials left join workers on workers.owner = lease_owner
               where batch_id = :id and state = 'leased' and coalesce(seen_at, trials.started_at) < :since""",
            id=batch_id,
            since=stamp(since),
        )
        return frozenset(row["id"] for row in found)

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

    def close(self, lease: Lease, record: TrialRecord, *, now: datetime, rate: float = RATE) -> Trial:
        """Write what a trial came to: its executions, its verdict, the profiles, the audit chain and the roll-ups.

        An errored trial goes back to the queue, later each time, until it has failed us `MOST_ERRORS` times. `rate` is
        the weight of this trial in what is learnt.

        Raises:
            LeaseLostError: another worker holds the trial now, or it is closed; nothing was written.
        """
        with writing(self._db):
            self._check_fence(lease)
            if record.verdict is not Verdict.ERRORED:
                self._closing.close(lease, record, now, rate)
            elif self._is_cancelled(lease):
                self._closing.close(lease, replace(record, verdict=Verdict.CANCELLED), now)
            elif lease.trial.errors + 1 < MOST_ERRORS and not record.is_final:
                self._put_back(lease, record, now)
            else:
                self._closing.close(lease, record, now)
        return self.get(lease.trial.id)

    def charged(self, trial_id: int) -> Spent:
        """Return what a trial took so far as its batch counts it, over every time that it was run."""
        row = first(self._db, _CHARGED, id=trial_id)
        return Spent(tokens=row["tokens"], cost_usd=row["cost_usd"]) if row else NOTHING_TOLD

    def release(self, lease: Lease, *, now: datetime) -> None:
        """Give a trial back unharmed, as a worker does that shuts down.

        Raises:
            LeaseLostError: another worker holds the trial now, or it is closed; nothing was written.
        """
        with writing(self._db):
            self._check_fence(lease)
            if self._is_cancelled(lease):
                self._closing.close(lease, _CANCELLED, now)
            else:
                self._queue_again(lease, due=now, now=now)

    def _is_cancelled(self, lease: Lease) -> bool:
        found = first(self._db, "select state from batches where id = :id", id=lease.trial.batch_id)
        return found is not None and found["state"] == "cancelled"

    def _queue_again(self, lease: Lease, *, due: datetime, now: datetime) -> None:
        change(
            self._db,
            """update trials set state = 'queued', not_before = :due, lease_owner = null, lease_expires_at = null
               where id = :id""",
            id=lease.trial.id,
            due=stamp(due),
        )
        self._closing.count(lease.trial.batch_id, "queued")
        rest_if_idle(self._db, lease.trial.batch_id, now)

    def _take(self, row: dict[str, Any], *, owner: str, now: datetime, expires_at: datetime) -> Lease:
        if row["state"] == "queued":
            allocate(self._db, row)
        change(self._db, _TAKE_LEASE, id=row["id"], owner=owner, expires=stamp(expires_at), now=stamp(now))
        if row["state"] == "queued":
            change(self._db, _BATCH_STARTS_TRIAL, id=row["batch_id"], now=stamp(now))
            self._queue.take_turn(row["team"])
        return Lease(trial=self.get(row["id"]), token=row["lease_token"] + 1, owner=owner, expires_at=expires_at)

    def _take_over(self, row: dict[str, Any], now: datetime) -> bool:
        """Note that a trial's worker was lost; return whether the trial may be run once more."""
        reason = f"Worker {row['lease_owner']} was lost while it ran this trial."
        lost = Lease(trial=self.get(row["id"]), token=row["lease_token"], owner=row["lease_owner"], expires_at=now)
        if row["batch_state"] == "cancelled":
            self._closing.close(lost, _CANCELLED, now)
            return False
        if lost.trial.errors + 1 >= MOST_ERRORS:
            self._closing.close(lost, TrialRecord(verdict=Verdict.ERRORED, reason=reason), now)
            return False
        self._closing.note_error(lost, reason, now)
        return True

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
        self._closing.note_error(lease, record.reason, now)
        wait = timedelta(seconds=BACK_OFF_SECONDS ** (lease.trial.errors + 1))
        self._queue_again(lease, due=now + wait, now=now)
        self._closing.keep_executions(lease.trial, record, now)


_CHARGED = """
select lost_tokens + coalesce((select sum(tokens) from executions where trial_id = trials.id), 0) as tokens,
    lost_cost_usd + coalesce((select sum(cost_usd) from executions where trial_id = trials.id), 0.0) as cost_usd
from trials where id = :id
"""

_BEFORE = """
select id from trials where batch_id = :batch and (task_id, strategy_name, repeat) < (:task, :strategy, :repeat)
order by task_id desc, strategy_name desc, repeat desc limit 1
"""

_AFTER = """
select id from trials where batch_id = :batch and (task_id, strategy_name, repeat) > (:task, :strategy, :repeat)
order by task_id, strategy_name, repeat limit 1
"""

_MATCHING = """
verdict in ('passed', 'failed') and (:team is null or team = :team) and (:agent is null or agent = :agent)
  and (:strategy is null or strategy_name = :strategy)
  and (:version is null or substr(strategy_version, 1, length(:version)) = :version)
  and (:batch_id is null or batch_id = :batch_id)
  and (:since is null or closed_at >= :since) and (:until is null or closed_at < :until)
"""

_JUDGED = f"""
{_MATCHING} and provenance = :provenance
  and (not :uniform or batch_id in (select id from batches where allocation = 'uniform'))
"""  # noqa: S608 - our own text

_LEFT_OUT = f"""
select provenance, batch_id in (select id from batches where allocation != 'uniform') as adaptive, count(*) as n
from trials where {_MATCHING} group by provenance, adaptive order by provenance
"""  # noqa: S608 - our own text


def _values(wanted: TrialFilter) -> dict[str, Any]:
    return {
        "team": wanted.team,
        "agent": wanted.agent,
        "strategy": wanted.strategy,
        "version": wanted.strategy_version,
        "batch_id": wanted.batch_id,
        "provenance": wanted.provenance.value,
        "since": stamp(wanted.since) if wanted.since else None,
        "until": stamp(wanted.until) if wanted.until else None,
        "uniform": wanted.uniform_only,
    }


_TAKE_LEASE = """
update trials set state = 'leased', lease_owner = :owner, lease_token = lease_token + 1, lease_expires_at = :expires,
    started_at = :now where id = :id
"""

_BATCH_STARTS_TRIAL = """
update batches set queued = queued - 1, running = running + 1, started_at = coalesce(started_at, :now),
    running_since = coalesce(running_since, :now),
    state = case state when 'queued' then 'running' else state end where id = :id
"""
