"""Opening the database and writing to it: the settings that every connection needs, and one way to write."""

import fcntl
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from sandbox.output import well_formed
from training.errors import NewerDatabaseError, NotFoundError, StoreError
from training.store.binding import TeamDatabase, lifted
from training.store.migrations import migrations

BUSY_SECONDS = 30.0
LOCK_SUFFIX = ".migrate-lock"


def connect(path: Path, *, read_only: bool = False) -> TeamDatabase:
    """Open a database file for this thread.

    Raises:
        StoreError: it can't be opened.
    """
    address = f"{path.resolve().as_uri()}?mode={'ro' if read_only else 'rwc'}"
    try:
        if not read_only:
            path.parent.mkdir(parents=True, exist_ok=True)
        # a connection serves one thread, but the thread that opened many closes them all in the end
        connection = sqlite3.connect(
            address, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        connection.execute("pragma foreign_keys = on")
        # SQLite's own lower() knows A to Z alone
        connection.create_function("casefold", 1, str.casefold, deterministic=True)
        if not read_only:
            connection.execute("pragma journal_mode = wal")
            # safe in WAL: a power cut may lose the last commits, each of them whole, and their trials run again
            connection.execute("pragma synchronous = normal")
    except (OSError, sqlite3.Error) as error:
        raise StoreError(
            f"The database {path} can't be opened: {error}. Check the path and its permissions."
        ) from error
    return TeamDatabase(connection)


def migrate(path: Path) -> None:
    """Bring the database up to date, making it where there is none. Only one process does so at a time.

    Raises:
        NewerDatabaseError: it was written by a newer version.
        StoreError: it can't be opened or written.
    """
    db = connect(path)
    try:
        with migration_lock(path):
            _refuse_newer(db, path)
            migrations.apply(db)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(
            f"The database {path} can't be written: {error}. Check the disk and the permissions."
        ) from error
    finally:
        db.close()


def needs_migration(db: Database, path: Path) -> bool:
    """Return whether the database lacks a step that this version knows.

    Raises:
        NewerDatabaseError: it was written by a newer version.
        StoreError: it can't be read.
    """
    try:
        _refuse_newer(db, path)
        return bool(migrations.pending(db))
    except sqlite3.Error as error:
        raise StoreError(f"The database {path} can't be read: {error}. Check that it is one of ours.") from error


def _refuse_newer(db: Database, path: Path) -> None:
    known = {migration.name for migration in migrations._migrations}  # noqa: SLF001 - the library offers no list of its own
    unknown = [step.name for step in migrations.applied(db) if step.name not in known]
    if unknown:
        raise NewerDatabaseError(
            f"The database {path} was written by a newer version (it has {unknown[-1]}). "
            "Use that version, or another database file."
        )


@contextmanager
def migration_lock(path: Path) -> Iterator[None]:
    """Let one process at a time change the schema, or put another file in a database's place."""
    with path.with_name(path.name + LOCK_SUFFIX).open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def writing(db: Database) -> Iterator[None]:
    """Run a block in one transaction that holds the write lock from its start.

    A plain BEGIN that reads before it writes fails at once under another writer; see docs/decisions. The block sees
    every team's rows, whatever team the connection is bound to.

    Raises:
        StoreError: the database is locked, full or read-only; nothing of the block was written.
    """
    try:
        db.conn.execute("begin immediate")
    except sqlite3.Error as error:
        raise StoreError(f"The database can't be written now: {error}. Try again.") from error
    try:
        with lifted(db):
            yield
        db.conn.execute("commit")
    except sqlite3.Error as error:
        _roll_back(db)
        raise StoreError(f"The database refused a write, and nothing of it was kept: {error}.") from error
    except BaseException:
        _roll_back(db)
        raise


def _roll_back(db: Database) -> None:
    if db.conn.in_transaction:
        db.conn.execute("rollback")


@contextmanager
def reading(db: Database) -> Iterator[None]:
    """Run a block that sees the database as it was at the block's first query, whatever others write meanwhile."""
    if db.conn.in_transaction:
        yield
        return
    db.conn.execute("begin")
    try:
        yield
    finally:
        _roll_back(db)


def rows(db: Database, sql: str, **values: Any) -> list[dict[str, Any]]:
    """Return a query's rows as dictionaries.

    Raises:
        StoreError: the database can't be read.
    """
    return list(each(db, sql, **values))


def each(db: Database, sql: str, **values: Any) -> Iterator[dict[str, Any]]:
    """Give a query's rows one by one, for results that may be long.

    Raises:
        NotFoundError: it asks for a number that no row can have.
        StoreError: the database can't be read.
    """
    try:
        cursor = db.conn.execute(sql, values)
        names = [column[0] for column in cursor.description]
        for row in cursor:
            yield dict(zip(names, row, strict=True))
    except OverflowError as error:  # SQLite counts in 64 bits
        raise NotFoundError("Nothing here has a number of that size.") from error
    except sqlite3.Error as error:
        raise StoreError(f"The database can't be read now: {error}. Try again.") from error


def first(db: Database, sql: str, **values: Any) -> dict[str, Any] | None:
    """Return a query's first row, or None.

    Raises:
        StoreError: the database can't be read.
    """
    return next(each(db, sql, **values), None)


def change(db: Database, sql: str, **values: Any) -> int:
    """Run a statement that writes and return how many rows it changed. Call it inside `writing`."""
    return db.conn.execute(sql, values).rowcount


def stamp(moment: datetime) -> str:
    """Return a moment as it is stored: UTC, microseconds, so that text order is time order."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def moment(text: str | None) -> datetime | None:
    """Return a stored moment."""
    return None if text is None else datetime.fromisoformat(text)


def known_moment(text: str) -> datetime:
    """Return a stored moment that is always there."""
    return datetime.fromisoformat(text)


def storable(text: str) -> str:
    """Return a text from outside as SQLite can hold it: a lone surrogate has no UTF-8."""
    return well_formed(text)


def canonical_json(value: Any) -> str:
    """Return JSON that is the same for equal values."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
