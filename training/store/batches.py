"""Batches: queued whole, counted as their trials end, cancelled, tried again."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from training.errors import ConflictError, NotFoundError, QueueFullError
from training.model.batches import (
    ALL_BATCHES,
    Batch,
    BatchFilter,
    BatchPlan,
    BatchProgress,
    RequestKey,
    TaskTally,
)
from training.model.strategies import Strategy
from training.model.trials import Provenance, Trial
from training.store.batch_lists import conditions_of, tallies_by_task
from training.store.connection import canonical_json, change, first, rows, stamp, writing
from training.store.queue import room_in
from training.store.rows import batch_from, trial_from
from training.store.steering import Steering

RATE_WINDOW = timedelta(minutes=5)
REQUESTS_KEPT = timedelta(days=1)


class Batches(Steering):
    """What was asked for, and how far it is."""

    def create(self, plan: BatchPlan, *, now: datetime) -> Batch:
        """Queue a batch with all its trials, or nothing of it.

        Raises:
            QueueFullError: as many trials wait as may.
            StoreError: it could not be written.
        """
        return self.create_all([plan], now=now)[0]

    def create_all(self, plans: Sequence[BatchPlan], *, now: datetime) -> tuple[Batch, ...]:
        """Queue several batches with all their trials, or nothing of any.

        Raises:
            QueueFullError: as many trials wait as may.
            StoreError: they could not be written.
        """
        with writing(self._db):
            self._check_room(sum(len(plan.trials) for plan in plans))
            batch_ids = [self.add(plan, now=now) for plan in plans]
        return tuple(self.get(batch_id) for batch_id in batch_ids)

    def create_once(self, plan: BatchPlan, request: RequestKey, *, now: datetime) -> tuple[Batch, bool]:
        """Queue a batch unless the same request did so in the last day; return it, and whether it is new.

        Raises:
            ConflictError: the key was used for a request that asked for something else.
            StoreError: it could not be written.
        """
        with writing(self._db):
            change(self._db, "delete from batch_requests where at < :before", before=stamp(now - REQUESTS_KEPT))
            earlier = self._earlier(request)
            batch_id = earlier or self.add(plan, now=now)
            if earlier is None:
                row = {**asdict(request), "batch_id": batch_id, "at": stamp(now)}
                self._db.table("batch_requests").insert(row)
        return self.get(batch_id), earlier is None

    def add(self, plan: BatchPlan, *, now: datetime) -> int:
        """Queue a batch inside a transaction of the caller's, and return its id."""
        self._check_room(len(plan.trials))
        self._keep_versions(plan, now)
        batch_id = self._insert(plan, now)
        self._db.table("trials").insert_all(_trial_rows(plan, batch_id, now))
        content = {"title": plan.title, "by": plan.created_by, "seed": plan.seed, "trials": len(plan.trials)}
        self._audit.append(kind="batch queued", subject=batch_id, content=content, now=now)
        return batch_id

    def _check_room(self, trials: int) -> None:
        room = room_in(self._db)
        if room is not None and trials > room:
            raise QueueFullError(
                f"The queue has room for {room} more trials, and {trials} are asked for. "
                "Wait until others are done, ask for fewer, or raise the limit with: proving queue limit queued NUMBER"
            )

    def list(
        self,
        wanted: BatchFilter = ALL_BATCHES,
        *,
        team: str | None = None,
        provenance: Provenance | None = None,
        after: int | None = None,
        limit: int = 50,
    ) -> tuple[Batch, ...]:
        """Return batches, newest first; `after` is the id of the last one already seen."""
        conditions, values = conditions_of(wanted)
        found = rows(
            self._db,
            # conditions are fixed texts; every value is a parameter
            f"""select * from batches
               where (:team is null or team = :team) and (:provenance is null or provenance = :provenance)
                   and (:after is null or id < :after){conditions}
               order by id desc limit :limit""",  # noqa: S608
            **values,
            team=team,
            provenance=provenance.value if provenance else None,
            after=after,
            limit=limit,
        )
        return tuple(batch_from(row) for row in found)

    def tallies_by_task(self, batch_ids: Sequence[int]) -> dict[int, tuple[TaskTally, ...]]:
        """Return what each task came to in some batches; batches of which nothing is judged are left out."""
        return tallies_by_task(self._db, batch_ids)

    def people(self) -> tuple[str, ...]:
        """Return whoever asked for a batch."""
        found = rows(self._db, "select distinct created_by from batches where created_by != '' order by created_by")
        return tuple(row["created_by"] for row in found)

    def is_something_left(self, *, batch_id: int | None = None, provenance: Provenance = Provenance.REAL) -> bool:
        """Return whether trials wait to be run or run, in one batch or in all, whoever runs them."""
        found = first(
            self._db,
            """select 1 from batches where provenance = :provenance and (:batch_id is null or id = :batch_id)
               and (running > 0 or (queued > 0 and state in ('queued', 'running'))) limit 1""",
            provenance=provenance.value,
            batch_id=batch_id,
        )
        return found is not None

    def totals(self) -> dict[str, int]:
        """Return how many trials of all batches stand where: waiting, running, or ended by a verdict."""
        found = first(self._db, _TOTALS)
        return {name: int(value or 0) for name, value in (found or {}).items()}

    def get_strategy(self, version: str) -> Strategy:
        """Return a strategy as it was when a batch was planned with it, whatever its file says now.

        Raises:
            NotFoundError: no batch ever used that version.
        """
        row = first(self._db, "select content from strategy_versions where version = :version", version=version)
        if row is None:
            raise NotFoundError(f"There is no strategy version {version}.")
        return Strategy(**json.loads(row["content"]))

    def unfinished(self) -> tuple[Batch, ...]:
        """Return batches that have trials to run or running, stopped ones too, oldest first."""
        found = rows(self._db, "select * from batches where state in ('queued', 'running', 'stopped') order by id")
        return tuple(batch_from(row) for row in found)

    def progress(self, batch_id: int, *, now: datetime) -> BatchProgress:
        """Return how far a batch is, with its rate over the last minutes.

        Raises:
            NotFoundError: there is none of that id.
        """
        batch = self.get(batch_id)
        rate = self._rate(batch, now)
        left = batch.counts.queued + batch.counts.running
        seconds = left / rate * 60 if rate and left else (0.0 if not left else None)
        return BatchProgress(batch=batch, trials_per_minute=rate, seconds_left=seconds)

    def grid(self, batch_id: int) -> tuple[Trial, ...]:
        """Return every trial of a batch, by task, strategy and repeat."""
        found = rows(
            self._db,
            "select * from trials where batch_id = :id order by task_id, strategy_name, repeat",
            id=batch_id,
        )
        return tuple(trial_from(row) for row in found)

    def is_cancelled(self, batch_id: int) -> bool:
        """Return whether a batch has been cancelled."""
        return first(self._db, "select 1 from batches where id = :id and state = 'cancelled'", id=batch_id) is not None

    def is_empty(self) -> bool:
        """Return whether no batch was ever asked for."""
        return first(self._db, "select 1 from batches limit 1") is None

    def _earlier(self, request: RequestKey) -> int | None:
        row = first(
            self._db,
            "select batch_id, fingerprint from batch_requests where person_id = :person_id and key = :key",
            person_id=request.person_id,
            key=request.key,
        )
        if row is not None and row["fingerprint"] != request.fingerprint:
            raise ConflictError("This idempotency key was used for another request. Use a new key for a new batch.")
        return int(row["batch_id"]) if row else None

    def _rate(self, batch: Batch, now: datetime) -> float | None:
        if batch.started_at is None:
            return None
        since = max(batch.started_at, now - RATE_WINDOW)
        found = first(
            self._db,
            "select count(*) as n from trials where batch_id = :id and closed_at >= :since and verdict != 'cancelled'",
            id=batch.id,
            since=stamp(since),
        )
        seconds = (now - since).total_seconds()
        return found["n"] / seconds * 60 if found and found["n"] and seconds > 0 else None

    def _insert(self, plan: BatchPlan, now: datetime) -> int:
        row: dict[str, Any] = {
            "team": plan.team,
            "title": plan.title,
            "agent": plan.agent,
            "task_ids": json.dumps([task.id for task in plan.tasks]),
            "strategies": json.dumps([strategy.name for strategy in plan.strategies]),
            "repeats": plan.repeats,
            "seed": plan.seed,
            "isolation": plan.isolation.value,
            "provenance": plan.provenance.value,
            "created_by": plan.created_by,
            "allocation": plan.allocation.value,
            "strategy_plan": json.dumps({strategy.name: strategy.version for strategy in plan.strategies}),
            "state": "queued",
            "queued": len(plan.trials),
            "created_at": stamp(now),
            "priority": plan.priority,
            "budget_seconds": plan.budget.seconds,
            "budget_usd": plan.budget.usd,
        }
        self._db.table("batches").insert(row)
        found = first(self._db, "select max(id) as id from batches")
        return int(found["id"]) if found else 0

    def _keep_versions(self, plan: BatchPlan, now: datetime) -> None:
        for strategy in plan.strategies:
            change(
                self._db,
                """insert or ignore into strategy_versions (version, name, content, first_seen_at)
                   values (:version, :name, :content, :now)""",
                version=strategy.version,
                name=strategy.name,
                content=canonical_json(asdict(strategy)),
                now=stamp(now),
            )
        for task in plan.tasks:
            change(
                self._db,
                """insert or ignore into task_versions
                       (content_hash, task_id, title, category, difficulty, first_seen_at)
                   values (:hash, :id, :title, :category, :difficulty, :now)""",
                hash=task.content_hash,
                id=task.id,
                title=task.title,
                category=task.category,
                difficulty=task.difficulty.value,
                now=stamp(now),
            )


_TOTALS = """
select sum(queued) as queued, sum(running) as running, sum(passed) as passed, sum(failed) as failed,
    sum(errored) as errored, sum(cancelled) as cancelled from batches
"""


def _trial_rows(plan: BatchPlan, batch_id: int, now: datetime) -> list[dict[str, Any]]:
    tasks = {task.id: task for task in plan.tasks}
    strategies = {strategy.name: strategy for strategy in plan.strategies}
    return [
        {
            "batch_id": batch_id,
            "ordinal": trial.ordinal,
            "team": plan.team,
            "agent": plan.agent,
            "task_id": trial.task_id,
            "task_hash": tasks[trial.task_id].content_hash,
            "category": tasks[trial.task_id].category,
            "difficulty": tasks[trial.task_id].difficulty.value,
            "strategy_name": trial.strategy_name,
            "strategy_version": strategies[trial.strategy_name].version,
            "repeat": trial.repeat,
            "seed": trial.seed,
            "isolation": plan.isolation.value,
            "provenance": plan.provenance.value,
            "state": "queued",
            "queued_at": stamp(now),
        }
        for trial in plan.trials
    ]
