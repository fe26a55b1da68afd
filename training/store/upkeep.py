"""A database file as a whole: backed up while it is in use, put back, looked over."""

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from training.errors import StoreError
from training.store.connection import connect, migration_lock
from training.store.store import Store

SILENT = timedelta(seconds=15)  # a worker that was not heard of for longer has ended


@dataclass(frozen=True, kw_only=True)
class Overview:
    """What was found wrong with a database: nothing where `problems` is empty."""

    bytes: int
    links: int
    problems: tuple[str, ...]


def back_up(database: Path, target: Path) -> int:
    """Write a whole, consistent copy while others read and write, and return its size in bytes.

    Raises:
        StoreError: the target is there already, or one of the two can't be read or written.
    """
    if target.exists():
        raise StoreError(f"{target} is there already. Name a file that is not.")
    if not database.is_file():
        raise StoreError(f"There is no database {database} to back up.")
    scratch = target.with_name(f"{target.name}.part-{os.getpid()}")
    try:
        with closing(connect(database, read_only=True)) as db:
            db.conn.execute("vacuum into :target", {"target": str(scratch)})
        _flush(scratch)
        scratch.rename(target)
    except (OSError, sqlite3.Error) as error:
        scratch.unlink(missing_ok=True)
        raise StoreError(f"The backup {target} can't be written: {error}. Nothing of it was kept.") from error
    return target.stat().st_size


def restore(source: Path, database: Path, *, by: str, now: datetime) -> Path | None:
    """Put a backup in a database's place, and return where the one before it was moved, or None where there was none.

    The backup is looked over before anything is moved, and the chain says that it was put back.

    Raises:
        StoreError: the backup is not whole, or a worker still runs.
    """
    problems = look_over(source).problems
    if problems:
        raise StoreError(f"{source} is not whole: {problems[0]} Nothing was changed.")
    _check_nobody_works(database, now)
    scratch = database.with_name(f"{database.name}.restored-{os.getpid()}")
    database.parent.mkdir(parents=True, exist_ok=True)
    try:
        with migration_lock(database):
            shutil.copyfile(source, scratch)
            _flush(scratch)
            aside = _move_aside(database, now)
            scratch.rename(database)
    except OSError as error:
        scratch.unlink(missing_ok=True)
        raise StoreError(f"{database} can't be replaced: {error}. Check the disk and the permissions.") from error
    with Store.open(database) as store:
        store.audit.note("database restored", {"from": source.name, "by": by}, now=now)
    return aside


def look_over(database: Path) -> Overview:
    """Check a database file from its pages up: SQLite's own checks, roll-ups, profiles, the audit chain.

    Raises:
        StoreError: it can't be opened, or is from another version.
    """
    if not database.is_file():
        raise StoreError(f"There is no database {database}.")
    with closing(connect(database, read_only=True)) as db:
        try:
            pages = [str(row[0]) for row in db.conn.execute("pragma integrity_check(10)")]
            strays = [f"{row[0]} {row[1]} refers to nothing in {row[2]}" for row in _foreign(db.conn)]
        except sqlite3.DatabaseError as error:
            return Overview(bytes=database.stat().st_size, links=0, problems=(f"The file is damaged: {error}.",))
    broken = [f"The file is damaged: {text}." for text in pages if text != "ok"]
    if broken:
        return Overview(bytes=database.stat().st_size, links=0, problems=tuple(broken))
    with Store.open(database, read_only=True) as store:
        head = store.audit.head()
        problems = (
            *(f"A row of {text}." for text in strays),
            *(f"Batch {item.batch_id} counts its {item.column} wrongly." for item in store.rollups.check()),
            *(f"A profile does not follow from its trials: {item}." for item in store.profiles.check()),
            *(finding.problem for finding in store.audit.verify()),
        )
    return Overview(bytes=database.stat().st_size, links=head.seq if head else 0, problems=problems)


def _foreign(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    return list(connection.execute("pragma foreign_key_check"))


def _check_nobody_works(database: Path, now: datetime) -> None:
    if not database.is_file():
        return
    try:
        with Store.open(database, read_only=True) as store:
            workers = store.system.workers(since=now - SILENT)
    except StoreError:
        return  # what can't be read can't be in use; it is moved aside, not lost
    if workers:
        raise StoreError(f"Worker {workers[0].owner} still runs. Stop the site and the workers first.")


def _move_aside(database: Path, now: datetime) -> Path | None:
    if not database.is_file():
        return None
    aside = database.with_name(f"{database.name}.before-{now:%Y%m%dT%H%M%S}")
    for suffix in ("", "-wal", "-shm"):
        part = database.with_name(database.name + suffix)
        if part.exists():
            part.rename(aside.with_name(aside.name + suffix))
    return aside


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
