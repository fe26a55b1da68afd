"""Runs of chains: asked for, found, cancelled, leased where they have no trial, repeated from a stage."""

from builtins import list as list_
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from training.chains.content import content_of
from training.errors import NotFoundError
from training.model.batches import Batch, BatchPlan
from training.model.chain_runs import ChainEvent, ChainRun, HandOff, HandOffCount, RunRequest, StageRun
from training.store.batches import Batches
from training.store.blobs import keep
from training.store.chain_journal import ChainJournal
from training.store.chain_rows import hand_off_from, run_from
from training.store.connection import canonical_json, change, first, known_moment, rows, stamp, storable, writing

_CANCELLED = "It was cancelled."


class ChainRuns:
    """What chains were asked to do, and how it went."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def queue(self, request: RunRequest, *, now: datetime) -> ChainRun:
        """Queue a run on free text."""
        with writing(self._db):
            run_id = self._insert(request, trial_id=None, now=now)
        return self.get(run_id)

    def queue_on_tasks(self, plan: BatchPlan, request: RunRequest, *, now: datetime) -> tuple[Batch, tuple[int, ...]]:
        """Queue a batch and a run for each of its trials, or nothing of it; return the batch and the runs' numbers."""
        batches = Batches(self._db)
        with writing(self._db):
            batch_id = batches.add(plan, now=now)
            trials = rows(self._db, "select id from trials where batch_id = :id order by ordinal", id=batch_id)
            numbers = tuple(self._insert(request, trial_id=row["id"], now=now) for row in trials)
        return batches.get(batch_id), numbers

    def of_trial(self, trial_id: int, request: RunRequest, *, now: datetime) -> ChainRun:
        """Return a trial's run, made from the request where there is none yet."""
        with writing(self._db):
            row = first(self._db, "select id from chain_runs where trial_id = :id", id=trial_id)
            run_id = row["id"] if row else self._insert(request, trial_id=trial_id, now=now)
        return self.get(run_id)

    def find_for_trial(self, trial_id: int) -> ChainRun | None:
        """Return a trial's run, or None."""
        row = first(self._db, f"{_RUNS} where chain_runs.trial_id = :id", id=trial_id)
        return run_from(self._db, row) if row else None

    def get(self, run_id: int) -> ChainRun:
        """Return a run.

        Raises:
            NotFoundError: there is none of that number.
        """
        row = first(self._db, f"{_RUNS} where chain_runs.id = :id", id=run_id)
        if row is None:
            raise NotFoundError(f"There is no chain run {run_id}.")
        return run_from(self._db, row)

    def list(
        self, *, team: str | None = None, name: str | None = None, after: int | None = None, limit: int = 50
    ) -> tuple[ChainRun, ...]:
        """Return runs, newest first; `after` is the last number already seen."""
        found = rows(
            self._db,
            f"""{_RUNS} where (:team is null or chain_runs.team = :team) and (:name is null or chain_runs.name = :name)
                and (:after is null or chain_runs.id < :after) order by chain_runs.id desc limit :limit""",
            team=team,
            name=name,
            after=after,
            limit=limit,
        )
        return tuple(run_from(self._db, row) for row in found)

    def tallies(self, *, team: str) -> dict[tuple[str, str], tuple[int, int]]:
        """Return by name and version how many runs on tasks passed, and how many were judged."""
        found = rows(
            self._db,
            """select chain_runs.name, chain_runs.version, sum(trials.verdict = 'passed') as passed, count(*) as judged
               from chain_runs join trials on trials.id = chain_runs.trial_id
               where chain_runs.team = :team and trials.verdict in ('passed', 'failed')
               group by chain_runs.name, chain_runs.version""",
            team=team,
        )
        return {(row["name"], row["version"]): (row["passed"], row["judged"]) for row in found}

    def journal(self, run_id: int) -> ChainJournal:
        """Return where a run's course is written."""
        return ChainJournal(self._db, run_id)

    def stages(self, run_id: int) -> tuple[StageRun, ...]:
        """Return every attempt at a stage of a run, in order."""
        return self.journal(run_id).stages()

    def hand_offs(self, run_id: int) -> tuple[HandOff, ...]:
        """Return what was handed over in a run, in order."""
        sql = f"{_HAND_OFFS} where chain_hand_offs.run_id = :id order by chain_hand_offs.id"
        return tuple(hand_off_from(self._db, row) for row in rows(self._db, sql, id=run_id))

    def events(self, run_id: int, *, after: int = 0, limit: int = 500, newest: bool = False) -> tuple[ChainEvent, ...]:
        """Return lines that agents wrote in a run, oldest first: those after one, or with `newest` the last ones."""
        order = "desc" if newest else "asc"
        found = rows(
            self._db,
            f"""select chain_events.*, chain_stage_runs.position, chain_stage_runs.stage from chain_events
                join chain_stage_runs on chain_stage_runs.id = chain_events.stage_run_id
                where chain_events.run_id = :id and chain_events.id > :after
                order by chain_events.id {order} limit :limit""",  # noqa: S608 - one of two words of our own
            id=run_id,
            after=after,
            limit=limit,
        )
        events = [_event(row) for row in found]
        return tuple(reversed(events) if newest else events)

    def log_of(self, stage_run_id: int) -> str:
        """Return everything that an agent wrote in one attempt at a stage, as it wrote it, without secrets."""
        sql = "select line from chain_events where stage_run_id = :id order by id"
        return "".join(f"{row['line']}\n" for row in rows(self._db, sql, id=stage_run_id))

    def hand_off_count(
        self, *, team: str | None = None, since: datetime | None = None, until: datetime | None = None
    ) -> HandOffCount:
        """Return how many hand-offs of ended stages arrived, of how many; times are of the receiving stage's start.

        A hand-off arrived when the stage that was given it came to a good end.
        """
        row = first(
            self._db,
            """select coalesce(sum(arrived), 0) as arrived, count(*) as sent from chain_hand_offs
               join chain_stage_runs on chain_stage_runs.id = chain_hand_offs.stage_run_id
               join chain_runs on chain_runs.id = chain_hand_offs.run_id
               where chain_stage_runs.state in ('done', 'failed', 'skipped') and (:team is null or team = :team)
                 and (:since is null or chain_stage_runs.started_at >= :since)
                 and (:until is null or chain_stage_runs.started_at < :until)""",
            team=team,
            since=stamp(since) if since else None,
            until=stamp(until) if until else None,
        )
        return HandOffCount(arrived=row["arrived"], sent=row["sent"]) if row else HandOffCount(arrived=0, sent=0)

    def cancel(self, run_id: int, *, now: datetime) -> ChainRun:
        """Cancel a run: the worker ends what is under way. On a task its batch is cancelled with it."""
        run = self.get(run_id)
        with writing(self._db):
            change(
                self._db,
                """update chain_runs set state = 'cancelled', reason = :reason, finished_at = :now,
                   lease_owner = null, lease_expires_at = null
                   where id = :id and state in ('queued', 'running')""",
                id=run_id,
                reason=_CANCELLED,
                now=stamp(now),
            )
        if run.batch_id is not None:
            batches = Batches(self._db)
            if batches.get(run.batch_id).counts.total == 1:
                batches.cancel(run.batch_id, now=now)
        return self.get(run_id)

    def lease(self, *, owner: str, now: datetime, seconds: float, run_id: int | None = None) -> ChainRun | None:
        """Take the next run that has no trial, or one whose worker was lost; None when there is none."""
        with writing(self._db):
            row = first(
                self._db,
                """select id from chain_runs where trial_id is null and (:run_id is null or id = :run_id)
                   and (state = 'queued' or (state = 'running' and lease_expires_at <= :now)) order by id limit 1""",
                now=stamp(now),
                run_id=run_id,
            )
            if row is None:
                return None
            change(
                self._db,
                """update chain_runs set state = 'running', lease_owner = :owner, lease_expires_at = :until
                   where id = :id""",
                id=row["id"],
                owner=owner,
                until=stamp(now + timedelta(seconds=seconds)),
            )
        return self.get(row["id"])

    def renew(self, run_id: int, *, owner: str, now: datetime, seconds: float) -> None:
        """Prolong a lease that is still held; a run that is over stays as it is."""
        with writing(self._db):
            change(
                self._db,
                """update chain_runs set lease_expires_at = :until
                   where id = :id and state = 'running' and lease_owner = :owner""",
                id=run_id,
                owner=owner,
                until=stamp(now + timedelta(seconds=seconds)),
            )

    def release(self, run_id: int) -> None:
        """Give a run back unharmed, as a worker does that shuts down."""
        with writing(self._db):
            change(
                self._db,
                """update chain_runs set state = 'queued', lease_owner = null, lease_expires_at = null
                   where id = :id and state = 'running'""",
                id=run_id,
            )

    def _insert(self, request: RunRequest, *, trial_id: int | None, now: datetime) -> int:
        self._db.table("chain_runs").insert(
            {
                "team": request.team,
                "name": request.chain.name,
                "version": request.chain.version,
                "content": canonical_json(content_of(request.chain)),
                "state": "queued",
                "text_blob": keep(self._db, storable(request.text)),
                "variables": canonical_json([list_(pair) for pair in request.variables]),
                "trial_id": trial_id,
                "marker": request.marker,
                "rerun_of": request.rerun_of,
                "from_position": request.from_position,
                "created_by": request.created_by,
                "created_at": stamp(now),
            }
        )
        row = first(self._db, "select max(id) as id from chain_runs")
        run_id = int(row["id"]) if row else 0
        if request.rerun_of is not None:
            self._reuse(run_id, request)
        return run_id

    def _reuse(self, run_id: int, request: RunRequest) -> None:
        """Take over what the stages before the one to begin from gave, and the strategies that were chosen."""
        values: dict[str, Any] = {"id": run_id, "old": request.rerun_of, "position": request.from_position}
        change(self._db, _REUSE, **values)
        sql = "update chain_runs set choices = (select choices from chain_runs where id = :old) where id = :id"
        change(self._db, sql, id=run_id, old=request.rerun_of)


def _event(row: dict[str, Any]) -> ChainEvent:
    return ChainEvent(
        id=row["id"],
        stage_run_id=row["stage_run_id"],
        position=row["position"],
        stage=row["stage"],
        line=row["line"],
        at=known_moment(row["at"]),
    )


_RUNS = """
select chain_runs.*, trials.batch_id, trials.task_id, trials.verdict from chain_runs
left join trials on trials.id = chain_runs.trial_id
"""

_HAND_OFFS = """
select chain_hand_offs.*, chain_stage_runs.stage, chain_stage_runs.position from chain_hand_offs
join chain_stage_runs on chain_stage_runs.id = chain_hand_offs.stage_run_id
"""

_REUSE = """
insert into chain_stage_runs (run_id, position, stage, attempt, state, agent, agent_version, strategy,
    strategy_version, command, prompt_blob, result_blob, raw_blob, program_blob, note, started_at, finished_at)
select :id, position, stage, 1, 'reused', agent, agent_version, strategy, strategy_version, command, prompt_blob,
    result_blob, raw_blob, program_blob, 'From run ' || :old || '.', started_at, finished_at
from chain_stage_runs where run_id = :old and position < :position and state in ('done', 'skipped', 'reused')
"""
