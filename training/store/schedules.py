"""Timetables: kept, switched on and off, and fired exactly once each time, however many workers look at them."""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from sandbox.model import Isolation
from training.errors import NotFoundError, TrainingError
from training.model.batches import BatchPlan, Budget
from training.model.schedules import Schedule, ScheduleDraft, ScheduledRequest
from training.store.audit import Audit
from training.store.batches import Batches
from training.store.connection import change, first, known_moment, moment, rows, stamp, writing
from training.timetable import next_time


class Schedules:
    """What is to be asked for again and again."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._audit = Audit(db)
        self._batches = Batches(db)

    def add(self, draft: ScheduleDraft, *, now: datetime) -> Schedule:
        """Keep a timetable.

        Raises:
            InvalidScheduleError: its fields or its zone can't be used.
        """
        row = {
            "team": draft.team,
            "title": draft.title,
            "cron": draft.cron,
            "zone": draft.zone,
            "request": json.dumps(asdict(draft.request)),
            "is_on": 1,
            "created_by": draft.created_by,
            "created_at": stamp(now),
            "next_at": stamp(next_time(draft.cron, zone=draft.zone, after=now)),
        }
        with writing(self._db):
            self._db.table("schedules").insert(row)
            found = first(self._db, "select max(id) as id from schedules")
            schedule = self.get(int(found["id"]) if found else 0)
            self._note("schedule added", schedule, by=draft.created_by, now=now)
        return schedule

    def get(self, schedule_id: int) -> Schedule:
        """Return a timetable.

        Raises:
            NotFoundError: there is none of that id.
        """
        row = first(self._db, "select * from schedules where id = :id", id=schedule_id)
        if row is None:
            raise NotFoundError(f"There is no schedule {schedule_id}.")
        return _schedule(row)

    def list(self, *, team: str | None = None) -> tuple[Schedule, ...]:
        """Return timetables in the order they were made."""
        found = rows(self._db, "select * from schedules where (:team is null or team = :team) order by id", team=team)
        return tuple(_schedule(row) for row in found)

    def due(self, *, now: datetime) -> tuple[Schedule, ...]:
        """Return the timetables whose time has come, the longest overdue first."""
        found = rows(
            self._db, "select * from schedules where is_on = 1 and next_at <= :now order by next_at", now=stamp(now)
        )
        return tuple(_schedule(row) for row in found)

    def fire(self, schedule: Schedule, plan: BatchPlan, *, now: datetime) -> int | None:
        """Queue a due timetable's batch and set its next time, in one transaction.

        Times missed while nothing ran are made up for by one batch, not by one for each.

        Returns:
            The batch's id, or None where another worker was first.
        """
        with writing(self._db):
            if not self._move_on(schedule, now):
                return None
            batch_id = self._batches.add(plan, now=now)
            change(
                self._db,
                "update schedules set last_batch_id = :batch_id, last_problem = null where id = :id",
                id=schedule.id,
                batch_id=batch_id,
            )
        return batch_id

    def skip(self, schedule: Schedule, problem: str, *, now: datetime) -> None:
        """Set a timetable's next time where its batch could not be queued, and keep why."""
        with writing(self._db):
            if self._move_on(schedule, now):
                change(
                    self._db, "update schedules set last_problem = :text where id = :id", id=schedule.id, text=problem
                )

    def switch(self, schedule_id: int, *, is_on: bool, by: str, now: datetime) -> Schedule:
        """Switch a timetable on or off; switched on, it goes on from now.

        Raises:
            NotFoundError: there is none of that id.
        """
        with writing(self._db):
            schedule = self.get(schedule_id)
            change(
                self._db,
                "update schedules set is_on = :is_on, next_at = :next_at where id = :id",
                id=schedule_id,
                is_on=int(is_on),
                next_at=stamp(next_time(schedule.cron, zone=schedule.zone, after=now)),
            )
            self._note("schedule switched on" if is_on else "schedule switched off", schedule, by=by, now=now)
        return self.get(schedule_id)

    def remove(self, schedule_id: int, *, by: str, now: datetime) -> None:
        """Forget a timetable; the batches that it asked for stay.

        Raises:
            NotFoundError: there is none of that id.
        """
        with writing(self._db):
            schedule = self.get(schedule_id)
            change(self._db, "delete from schedules where id = :id", id=schedule_id)
            self._note("schedule removed", schedule, by=by, now=now)

    def _move_on(self, schedule: Schedule, now: datetime) -> bool:
        """Set the next time; return whether nobody else had."""
        try:
            following = next_time(schedule.cron, zone=schedule.zone, after=now)
        except TrainingError:  # the last day that it names has passed
            return bool(change(self._db, "update schedules set is_on = 0 where id = :id and is_on = 1", id=schedule.id))
        moved = change(
            self._db,
            """update schedules set next_at = :following, last_at = :now
               where id = :id and is_on = 1 and next_at = :due""",
            id=schedule.id,
            following=stamp(following),
            now=stamp(now),
            due=stamp(schedule.next_at),
        )
        return bool(moved)

    def _note(self, kind: str, schedule: Schedule, *, by: str, now: datetime) -> None:
        content = {"title": schedule.title, "cron": schedule.cron, "zone": schedule.zone, "by": by}
        self._audit.append(kind=kind, subject=schedule.id, content=content, now=now)


def _schedule(row: dict[str, Any]) -> Schedule:
    asked = json.loads(row["request"])
    request = ScheduledRequest(
        **{**asked, "isolation": Isolation(asked["isolation"]), "budget": Budget(**asked["budget"])}
    )
    return Schedule(
        **{
            **row,
            "request": request,
            "is_on": bool(row["is_on"]),
            "created_at": known_moment(row["created_at"]),
            "next_at": known_moment(row["next_at"]),
            "last_at": moment(row["last_at"]),
        }
    )
