"""Corrections: nothing kept is ever changed; what turns out to be wrong gets a statement, an author and a reason."""

from datetime import datetime

from sqlite_utils import Database

from training.errors import NotFoundError, StoreError
from training.model.keeping import Correction
from training.store.audit import Audit
from training.store.connection import first, known_moment, rows, stamp, storable, writing

TABLES = {"trial": "trials", "execution": "executions", "batch": "batches"}


class Corrections:
    """What was said later about what is kept."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._audit = Audit(db)

    def add(self, *, kind: str, subject: int, statement: str, reason: str, author: str, now: datetime) -> Correction:
        """Append a correction, and its link in the chain.

        Raises:
            NotFoundError: there is no such row.
            StoreError: the author, the reason or the statement is missing.
        """
        if not (author.strip() and reason.strip() and statement.strip()):
            raise StoreError("A correction needs an author, a statement and a reason. Give all three.")
        row = {
            "kind": kind,
            "subject": subject,
            "author": storable(author),
            "reason": storable(reason),
            "statement": storable(statement),
            "at": stamp(now),
        }
        with writing(self._db):
            self._check_subject(kind, subject)
            self._db.table("corrections").insert(row)
            written = first(self._db, "select max(id) as id from corrections")
            number = int(written["id"]) if written else 0
            self._audit.append(kind="correction", subject=number, content=row, now=now)
        return Correction(**{**row, "id": number, "at": now})  # type: ignore[arg-type]

    def list(self, *, kind: str | None = None, subject: int | None = None) -> tuple[Correction, ...]:
        """Return corrections, oldest first: all of them, or those about one row."""
        found = rows(
            self._db,
            """select * from corrections where (:kind is null or kind = :kind)
               and (:subject is null or subject = :subject) order by id""",
            kind=kind,
            subject=subject,
        )
        return tuple(Correction(**{**row, "at": known_moment(row["at"])}) for row in found)

    def _check_subject(self, kind: str, subject: int) -> None:
        table = TABLES.get(kind)
        if table is None:
            raise NotFoundError(f"A {kind} can't be corrected. Use {', '.join(TABLES)}.")
        # one of our own table names
        if first(self._db, f"select 1 from {table} where id = :id", id=subject) is None:  # noqa: S608
            raise NotFoundError(f"There is no {kind} {subject}.")
