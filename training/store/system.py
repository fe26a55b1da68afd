"""What the site shows of the machinery: workers by their heartbeats, baselines, settings."""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from training.store.connection import change, first, known_moment, rows, stamp, writing


@dataclass(frozen=True, kw_only=True)
class WorkerFacts:
    """A worker as it last said of itself. `facts` holds engine, image, pool and versions, by name."""

    owner: str
    slots: int
    running: int
    facts: dict[str, Any]
    started_at: datetime
    seen_at: datetime


class System:
    """The machinery's own rows."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def report_worker(self, facts: WorkerFacts) -> None:
        """Write a worker's heartbeat."""
        with writing(self._db):
            self._db.table("workers").upsert(
                {
                    "owner": facts.owner,
                    "slots": facts.slots,
                    "running": facts.running,
                    "facts": json.dumps(facts.facts),
                    "started_at": stamp(facts.started_at),
                    "seen_at": stamp(facts.seen_at),
                },
                pk="owner",
            )

    def forget_worker(self, owner: str) -> None:
        """Take a worker out that has ended in order."""
        with writing(self._db):
            change(self._db, "delete from workers where owner = :owner", owner=owner)

    def all_workers(self) -> tuple[WorkerFacts, ...]:
        """Return every worker that has not said that it ends, however long ago it was heard of."""
        return tuple(_worker(row) for row in rows(self._db, "select * from workers order by owner"))

    def workers(self, *, since: datetime) -> tuple[WorkerFacts, ...]:
        """Return the workers that were heard of since then, the latest first."""
        found = rows(
            self._db, "select * from workers where seen_at >= :since order by seen_at desc", since=stamp(since)
        )
        return tuple(_worker(row) for row in found)

    def find_baseline(self, *, content_hash: str, image_digest: str) -> float | None:
        """Return the reference's time in milliseconds for a task in an image, or None."""
        row = first(
            self._db,
            "select execution_ms from baselines where content_hash = :hash and image_digest = :digest",
            hash=content_hash,
            digest=image_digest,
        )
        return row["execution_ms"] if row else None

    def keep_baseline(self, *, content_hash: str, image_digest: str, execution_ms: float, now: datetime) -> None:
        """Keep the reference's time; the first one stays."""
        with writing(self._db):
            change(
                self._db,
                "insert or ignore into baselines values (:hash, :digest, :execution_ms, :now)",
                hash=content_hash,
                digest=image_digest,
                execution_ms=execution_ms,
                now=stamp(now),
            )

    def identity(self) -> str:
        """Return the name that tells this database from every other, made on first use."""
        return self.setting("identity") or self.keep_setting("identity", secrets.token_hex(16))

    def setting(self, key: str) -> str | None:
        """Return a setting that the program keeps for itself, or None."""
        row = first(self._db, "select value from settings where key = :key", key=key)
        return row["value"] if row else None

    def keep_setting(self, key: str, value: str) -> str:
        """Keep a setting unless there is one already; return the one that counts."""
        with writing(self._db):
            change(self._db, "insert or ignore into settings values (:key, :value)", key=key, value=value)
        return self.setting(key) or value


def _worker(row: dict[str, Any]) -> WorkerFacts:
    return WorkerFacts(
        owner=row["owner"],
        slots=row["slots"],
        running=row["running"],
        facts=json.loads(row["facts"]),
        started_at=known_moment(row["started_at"]),
        seen_at=known_moment(row["seen_at"]),
    )
