"""Multiplies a few batches into very many, by copying their rows with other numbers, times and people.

The tables' own statements do it, so that whatever columns they have are copied too. The copies are as long and as wide
as what the worker writes; their hashes are copies too, so the audit chain of such a store does not hold.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from benchmarks.site.originals import BATCHES
from training.store import Store
from training.store.days import (
    EXECUTIONS_BY_DAY,
    EXECUTIONS_IN_ALL,
    RESULTS_BY_DAY,
    TRIALS_BY_DAY,
    TRIALS_IN_ALL,
)
from training.store.fulltext import task_tag

PEOPLE = 25
SPAN = timedelta(days=400)
_TIMES = (
    *("created_at", "started_at", "finished_at", "queued_at", "closed_at", "lease_expires_at", "at", "running_since"),
    "not_before",
)
_PROGRESS_EACH = 1000


def multiply(path: Path, *, batches: int) -> Iterator[int]:
    """Make `batches` batches of the originals in a database, and give now and then how many there are."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.executescript("pragma synchronous = off; pragma journal_mode = off; pragma cache_size = -400000;")
        indexes = _drop_indexes(db)
        copier = _Copier(db)
        db.execute("begin")
        step = (SPAN / batches).total_seconds()
        for number in range(BATCHES, batches):
            copier.copy(number, seconds=step * number)
            if number % _PROGRESS_EACH == 0:
                yield number
        _count_days(db)
        db.execute("commit")
        for statement in indexes:
            db.execute(statement)
        db.executescript("pragma journal_mode = wal;")
    yield batches


def _drop_indexes(db: sqlite3.Connection) -> list[str]:
    found = db.execute("select name, sql from sqlite_master where type = 'index' and sql is not null").fetchall()
    keep = (
        "trials_by_batch",
        "executions_by_trial",
        "executions_by_batch",
        "profile_updates_by_trial",
        "audit_by_subject",
    )
    gone = [(name, sql) for name, sql in found if name not in keep]
    for name, _ in gone:
        db.execute(f"drop index {name}")
    # those that the copying reads are kept to the end, on the originals alone
    return [sql for _, sql in gone]


class _Copier:
    """Copies one original at a time."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._blobs = 0
        for table in ("batches", "trials", "executions", "profile_updates", "audit_chain"):
            db.execute(f"create temp table original_{table} as select * from {table}")  # noqa: S608 - our own names
        db.executescript(_TEMPORARY_INDEXES)
        self._span = {
            table: db.execute(f"select max({key}) from {table}").fetchone()[0]  # noqa: S608 - our own names
            for table, key in (
                ("trials", "id"),
                ("executions", "id"),
                ("audit_chain", "seq"),
                ("profile_updates", "id"),
            )
        }
        self._closing = db.execute("select max(closing_seq) from trials").fetchone()[0]
        self._texts = _texts(db)
        self._facets = _give_facets(db)
        self._copies = {table: _copy_statement(db, table, **changed) for table, changed in _CHANGED.items()}

    def copy(self, number: int, *, seconds: float) -> None:
        """Make batch `number` (from 0) of the original that is its turn."""
        original = number % BATCHES + 1
        first_trial, trials = self._one("select min(id), count(*) from original_trials where batch_id = ?", original)
        first_row, rows = self._one("select min(id), count(*) from original_executions where batch_id = ?", original)
        person = f"person-{number % PEOPLE:02}"
        values = {
            "batch": original,
            "new_batch": number + 1,
            "person": person,
            "by_trials": self._span["trials"] + 1 - first_trial,
            "by_executions": self._span["executions"] + 1 - first_row,
            "by_updates": self._span["profile_updates"],
            "by_closing": self._closing,
            "by_links": self._span["audit_chain"],
            "seconds": f"+{seconds:.3f} seconds",
            "number": f"{number:06x}",
        }
        for statement in self._copies.values():
            self._db.execute(statement, values)
        self._index_texts(first_row, rows, by=int(values["by_executions"]), person=person)
        self._span["trials"] += trials
        self._span["executions"] += rows
        self._closing += trials
        self._span["profile_updates"] = self._one("select max(id), 0 from profile_updates")[0]
        self._span["audit_chain"] = self._one("select max(seq), 0 from audit_chain")[0]

    def _one(self, sql: str, *values: object) -> tuple[int, int]:
        found: tuple[int, int] = self._db.execute(sql, values).fetchone()
        return found

    def _index_texts(self, first: int, count: int, *, by: int, person: str) -> None:
        for row_id in range(first, first + count):
            code, output, facet_id, task = self._texts[row_id]
            tags = f"f{self._facets[facet_id, person]} {task}"
            self._db.execute(_INDEX, (row_id + by, code, output, tags))


_INDEX = "insert into execution_texts (rowid, code, output, tags) values (?, ?, ?, ?)"


def _texts(db: sqlite3.Connection) -> dict[int, tuple[str, str, int, str]]:
    """Return the originals' texts as they are indexed, short of a few words: the index keeps no text to copy."""
    path = Path(db.execute("select file from pragma_database_list where name = 'main'").fetchone()[0])
    found = {}
    with Store.open(path) as store:
        for row_id, facet_id, task_id in db.execute("select id, facet_id, task_id from executions").fetchall():
            detail = store.executions.get(row_id)
            code = "\n".join(file.content.decode() for file in detail.files)
            output = f"{detail.row.reason}\n{detail.stdout}"
            found[row_id] = (code, output, facet_id, task_tag(task_id))
    return found


def _copy_statement(db: sqlite3.Connection, table: str, *, source: str, **changed: str) -> str:
    """Return the statement that copies a table's rows; `changed` gives columns another value."""
    names = [row[1] for row in db.execute(f"pragma table_info({table})")]
    moved = {name: f"strftime('%Y-%m-%dT%H:%M:%fZ', o.{name}, :seconds)" for name in _TIMES if name in names}
    values = [{**moved, **changed}.get(name, f"o.{name}") for name in names]
    return f"insert into {table} ({', '.join(names)}) select {', '.join(values)} from {source}"  # noqa: S608


_CHANGED = {
    "batches": {
        "source": "original_batches o where o.id = :batch",
        "id": ":new_batch",
        "created_by": ":person",
    },
    "trials": {
        "source": "original_trials o where o.batch_id = :batch order by o.id",
        "id": "o.id + :by_trials",
        "batch_id": ":new_batch",
        "closing_seq": ":by_closing + row_number() over (order by o.id)",
    },
    "blobs": {
        "source": """(select distinct code_blob from original_executions where batch_id = :batch) c
            join blobs o on o.hash = c.code_blob""",
        "hash": ":number || substr(o.hash, 7)",
    },
    "executions": {
        "source": "original_executions o where o.batch_id = :batch order by o.id",
        "id": "o.id + :by_executions",
        "execution_id": ":number || substr(o.execution_id, 7)",
        "trial_id": "o.trial_id + :by_trials",
        "batch_id": ":new_batch",
        "code_blob": ":number || substr(o.code_blob, 7)",
        "facet_id": "(select new from temp.facet_of where old = o.facet_id and person = :person)",
    },
    "profile_updates": {
        "source": """original_profile_updates o join original_trials t on t.id = o.trial_id
            where t.batch_id = :batch order by o.id""",
        "id": ":by_updates + row_number() over (order by o.id)",
        "trial_id": "o.trial_id + :by_trials",
    },
    "audit_chain": {
        "source": """original_audit_chain o where o.kind = 'execution' and o.subject in
            (select id from original_executions where batch_id = :batch) order by o.seq""",
        "seq": ":by_links + row_number() over (order by o.seq)",
        "subject": "o.subject + :by_executions",
    },
}

_TEMPORARY_INDEXES = """
create index temp.original_trials_by_batch on original_trials (batch_id, id);
create index temp.original_executions_by_batch on original_executions (batch_id, id);
create index temp.original_updates_by_trial on original_profile_updates (trial_id);
create index temp.original_links_by_subject on original_audit_chain (kind, subject);
"""


_FACET = "team, agent, strategy_name, provenance, purpose, result, verdict, outcome, trust"


def _give_facets(db: sqlite3.Connection) -> dict[tuple[int, str], int]:
    """Make each original's facets for each person, and return them by the original's facet and the person."""
    people = [(f"person-{number:02}",) for number in range(PEOPLE)]
    db.execute("create temp table crowd (person text)")
    db.executemany("insert into temp.crowd values (?)", people)
    db.execute(
        f"insert into execution_facets ({_FACET}, created_by) "  # noqa: S608 - our own names
        f"select {_FACET}, person from execution_facets cross join temp.crowd"
    )
    db.execute(
        "create temp table facet_of as select old.id as old, new.id as new, new.created_by as person "  # noqa: S608
        f"from execution_facets old join execution_facets new using ({_FACET}) where old.created_by = 'bench'"
    )
    db.execute("create index temp.facet_of_old on facet_of (old, person)")
    return {(old, person): new for old, new, person in db.execute("select old, new, person from temp.facet_of")}


def _count_days(db: sqlite3.Connection) -> None:
    counts = {
        "execution_days": (EXECUTIONS_BY_DAY, EXECUTIONS_IN_ALL),
        "trial_days": (TRIALS_BY_DAY, TRIALS_IN_ALL),
        "result_days": (RESULTS_BY_DAY,),
    }
    for table, statements in counts.items():
        db.execute(f"delete from {table}")  # noqa: S608 - our own names
        for statement in statements:
            db.execute(f"insert into {table} {statement}")
