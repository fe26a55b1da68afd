"""What is known of agents apart from their results: what workers found them to lack, and learning curves."""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from training.model.agents import AgentCheck
from training.model.curves import CurvePoint, LearningCurve, MeasuredCurve
from training.model.profiles import Interval
from training.store.connection import known_moment, rows, stamp, storable, writing

_INTERVALS = ("success_interval", "attempts_interval", "gain_interval", "saved_interval")


class Agents:
    """Facts about agents."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def keep_check(self, check: AgentCheck) -> None:
        """Keep what a worker found; the newest word on an agent counts."""
        row = {
            "agent": check.agent,
            "version": storable(check.version),
            "missing": storable(check.missing) if check.missing else None,
            "worker": check.worker,
            "checked_at": stamp(check.checked_at),
        }
        with writing(self._db):
            self._db.table("agent_checks").upsert(row, pk="agent")

    def checks(self) -> tuple[AgentCheck, ...]:
        """Return the newest word on every agent, by name."""
        found = rows(self._db, "select * from agent_checks order by agent")
        return tuple(AgentCheck(**{**row, "checked_at": known_moment(row["checked_at"])}) for row in found)

    def keep_curve(self, curve: LearningCurve, *, now: datetime) -> None:
        """Keep a learning curve."""
        with writing(self._db):
            row = {"content": json.dumps(asdict(curve)), "measured_at": stamp(now)}
            self._db.table("learning_curves").insert(row)

    def curves(self, *, limit: int = 6) -> tuple[MeasuredCurve, ...]:
        """Return the learning curves that were measured, newest first."""
        found = rows(self._db, "select * from learning_curves order by id desc limit :limit", limit=limit)
        return tuple(
            MeasuredCurve(curve=_curve(json.loads(row["content"])), at=known_moment(row["measured_at"]))
            for row in found
        )


def _curve(data: dict[str, Any]) -> LearningCurve:
    points = tuple(CurvePoint(**{**point, **_intervals(point)}) for point in data["points"])
    return LearningCurve(**{**data, "tasks": tuple(data["tasks"]), "seeds": tuple(data["seeds"]), "points": points})


def _intervals(point: dict[str, Any]) -> dict[str, Interval | None]:
    return {name: Interval(**point[name]) if point[name] else None for name in _INTERVALS}
