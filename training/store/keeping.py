"""Retention in two tiers: numbers stay for ever, bulk for as long as it is wanted. Each pruning is in the chain."""

from datetime import datetime

from sqlite_utils import Database

from training.errors import NotFoundError
from training.model.keeping import Pin, Pruning
from training.store.audit import Audit
from training.store.connection import change, first, known_moment, rows, stamp, writing
from training.store.verify import digest_of

# tests and lint reports are what scores are recomputed from: they count as numbers
BULK = ("code_blob", "stdout_blob", "stderr_blob", "log_blob")


class Keeping:
    """Pins, and the taking out of bulk."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._audit = Audit(db)

    def pin(self, batch_id: int, *, by: str, reason: str, now: datetime) -> None:
        """Keep a batch's bulk whatever its age.

        Raises:
            NotFoundError: there is no such batch.
        """
        with writing(self._db):
            if first(self._db, "select 1 from batches where id = :id", id=batch_id) is None:
                raise NotFoundError(f"There is no batch {batch_id}.")
            change(
                self._db,
                "insert or replace into pins values (:id, :by, :reason, :now)",
                id=batch_id,
                by=by,
                reason=reason,
                now=stamp(now),
            )
            self._audit.append(kind="batch pinned", subject=batch_id, content={"by": by, "reason": reason}, now=now)

    def unpin(self, batch_id: int, *, by: str, now: datetime) -> bool:
        """Let a batch's bulk age like any other's; return whether it was pinned."""
        with writing(self._db):
            unpinned = change(self._db, "delete from pins where batch_id = :id", id=batch_id)
            if unpinned:
                self._audit.append(kind="batch unpinned", subject=batch_id, content={"by": by}, now=now)
        return bool(unpinned)

    def pins(self) -> tuple[Pin, ...]:
        """Return the pins, by batch."""
        found = rows(self._db, "select * from pins order by batch_id")
        return tuple(Pin(**{**row, "at": known_moment(row["at"])}) for row in found)

    def prunable(self, *, older_than: datetime) -> tuple[int, int]:
        """Return how many texts a pruning would take out now, and how many bytes they take up as they are kept."""
        found = self._old_bulk(older_than)
        return len(found), sum(size for _, size in found)

    def prune(self, *, older_than: datetime, by: str, now: datetime) -> Pruning | None:
        """Take out the code, output and logs of executions begun before a moment, except of pinned batches.

        What a later or a pinned execution shares, or anything else refers to, stays. The rows themselves, tests, lint
        reports, scores and the chain stay too. The file does not shrink; the room is used again.

        Returns:
            What was taken out, or None where there was nothing.
        """
        with writing(self._db):
            found = self._old_bulk(older_than)
            if not found:
                return None
            hashes = [digest for digest, _ in found]
            row = {
                "older_than": stamp(older_than),
                "by": by,
                "blobs": len(found),
                "bytes": sum(size for _, size in found),
                "digest": digest_of(hashes),
                "at": stamp(now),
            }
            self._db.table("prunings").insert(row)
            written = first(self._db, "select max(id) as id from prunings")
            number = int(written["id"]) if written else 0
            self._empty(hashes, number)
            self._audit.append(kind="pruning", subject=number, content=row, now=now)
        return self.prunings()[-1]

    def prunings(self) -> tuple[Pruning, ...]:
        """Return what was taken out so far, oldest first."""
        found = rows(self._db, "select * from prunings order by id")
        return tuple(
            Pruning(**{**row, "older_than": known_moment(row["older_than"]), "at": known_moment(row["at"])})
            for row in found
        )

    def _empty(self, hashes: list[str], number: int) -> None:
        for digest in hashes:
            change(self._db, "update blobs set data = x'' where hash = :hash", hash=digest)
            change(
                self._db,
                "insert or replace into pruned_blobs values (:hash, :number)",
                hash=digest,
                number=number,
            )

    def _old_bulk(self, older_than: datetime) -> list[tuple[str, int]]:
        """Return the hashes, in order, and sizes of what may be taken out."""
        kept = {"kept": _columns(_KEPT), "old": _columns(f"not ({_KEPT})"), "elsewhere": _union(self._elsewhere())}
        sql = _OLD_BULK.format(**kept)
        return [(row["hash"], row["size"]) for row in rows(self._db, sql, cutoff=stamp(older_than))]

    def _elsewhere(self) -> list[str]:
        """Return a query for each other column of the schema that refers to a text, whoever added it."""
        tables = [row["name"] for row in rows(self._db, "select name from sqlite_master where type = 'table'")]
        return [
            f'select "{row["from"]}" as hash from "{table}"'  # noqa: S608 - names of our own schema
            for table in tables
            for row in rows(self._db, f'pragma foreign_key_list("{table}")')
            if row["table"] == "blobs" and not (table == "executions" and row["from"] in BULK)
        ]


def _columns(condition: str) -> str:
    # our own column names and conditions
    return _union([f"select {column} as hash from executions where {condition}" for column in BULK])  # noqa: S608


def _union(queries: list[str]) -> str:
    return " union ".join(queries) or "select null as hash where false"


_KEPT = "started_at >= :cutoff or batch_id in (select batch_id from pins)"

_OLD_BULK = """
select hash, length(data) as size from blobs where length(data) > 0 and hash in ({old})
  and hash not in (select hash from ({kept}) where hash is not null)
  and hash not in (select hash from ({elsewhere}) where hash is not null)
order by hash
"""
