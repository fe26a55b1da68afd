"""Histories from other tools: kept as they were read, and their results as trials of provenance `imported`."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from training.history.importing import AGENT, fresh_results, plan_of, record_of
from training.history.model import PastHistory
from training.history.reading import from_plain, to_plain
from training.model.trials import Lease
from training.store.batches import Batches
from training.store.blobs import fetch_json, keep_json
from training.store.closing import Closing
from training.store.connection import change, first, known_moment, rows, stamp, writing
from training.store.rows import trial_from


@dataclass(frozen=True, kw_only=True)
class KeptHistory:
    """A history as it is kept. `source` is where it was read from; `batch_id` holds its newest results as trials."""

    id: int
    source: str
    batch_id: int
    by: str
    at: datetime
    history: PastHistory


class Histories:
    """What was imported."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._batches = Batches(db)
        self._closing = Closing(db)

    def keep(self, history: PastHistory, *, source: str, team: str, by: str, now: datetime) -> KeptHistory:
        """Keep a history, or return it where it was kept before: importing twice counts once.

        Of one that has grown since, the results that are new become trials.
        """
        with writing(self._db):
            digest = keep_json(self._db, to_plain(history))
            sql = "select id from histories where team = :team and content_blob = :digest"
            known = first(self._db, sql, team=team, digest=digest)
            number = known["id"] if known else self._add(history, digest, source=source, team=team, by=by, now=now)
        return self._get(number)

    def list(self, *, team: str) -> tuple[KeptHistory, ...]:
        """Return a team's histories, newest first."""
        found = rows(self._db, "select * from histories where team = :team order by id desc", team=team)
        return tuple(self._kept(row) for row in found)

    def find(self, history_id: int, *, team: str) -> KeptHistory | None:
        """Return a history of a team's, or None."""
        sql = "select * from histories where id = :id and team = :team"
        row = first(self._db, sql, id=history_id, team=team)
        return self._kept(row) if row else None

    def _add(self, history: PastHistory, digest: str | None, *, source: str, team: str, by: str, now: datetime) -> int:
        known = self.list(team=team)
        fresh = replace(history, results=fresh_results(history, [one.history for one in known]))
        batch_id = self._add_trials(fresh, team=team, by=by, now=now) if fresh.results else known[0].batch_id
        row = {"team": team, "source": source, "content_blob": digest, "batch_id": batch_id, "imported_by": by}
        self._db.table("histories").insert({**row, "at": stamp(now)})
        found = first(self._db, "select max(id) as id from histories")
        return int(found["id"]) if found else 0

    def _add_trials(self, history: PastHistory, *, team: str, by: str, now: datetime) -> int:
        batch_id = self._batches.add(plan_of(history, team=team, by=by), now=now)
        change(self._db, "update trials set difficulty = 'unknown' where batch_id = :id", id=batch_id)
        change(
            self._db,
            "update batches set queued = 0, running = :n, state = 'running', started_at = :now where id = :id",
            id=batch_id,
            n=len(history.results),
            now=stamp(now),
        )
        for row in rows(self._db, "select * from trials where batch_id = :id order by ordinal", id=batch_id):
            self._close(row, history)
        return batch_id

    def _close(self, row: dict[str, Any], history: PastHistory) -> None:
        result = history.results[row["ordinal"] - 1]
        sql = "update trials set state = 'leased', lease_owner = :owner, started_at = :began where id = :id"
        began = result.at - timedelta(milliseconds=result.execution_ms)
        change(self._db, sql, id=row["id"], owner=AGENT, began=stamp(began))
        lease = Lease(trial=trial_from(row), token=0, owner=AGENT, expires_at=result.at)
        self._closing.close(lease, record_of(result), result.at)

    def _get(self, number: int) -> KeptHistory:
        row = first(self._db, "select * from histories where id = :id", id=number)
        return self._kept(row or {})

    def _kept(self, row: dict[str, Any]) -> KeptHistory:
        return KeptHistory(
            id=row["id"],
            source=row["source"],
            batch_id=row["batch_id"],
            by=row["imported_by"],
            at=known_moment(row["at"]),
            history=from_plain(fetch_json(self._db, row["content_blob"])),
        )
