"""Walks the audit chain: is each link whole, and does what is kept still agree with what was written down?"""

import hashlib
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from training.store.connection import canonical_json, each, first

GENESIS = "0" * 64
_TABLES = {"execution": "executions", "trial": "trials", "act": "acts"}
_BLOBS = ("code_blob", "tests_blob", "stdout_blob", "stderr_blob", "log_blob", "lint_blob")


@dataclass(frozen=True, kw_only=True)
class AuditFinding:
    """A place where the chain does not hold. `seq` is 0 where no link is concerned."""

    seq: int
    problem: str


def link_hash(*, seq: int, kind: str, subject: int, content: str, previous: str, at: str) -> str:
    """Return the hash of a link: SHA-256 over its fields, the previous hash among them."""
    text = canonical_json([seq, kind, subject, content, previous, at])
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def broken_links(db: Database, *, after: int) -> Iterator[AuditFinding]:
    """Give the links whose own hash, number or predecessor is wrong."""
    before = first(db, "select hash from audit_chain where seq = :seq", seq=after)
    previous, expected = (before["hash"] if before else GENESIS), after + 1
    for row in each(db, "select * from audit_chain where seq > :after order by seq", after=after):
        seq = row["seq"]
        if seq != expected:
            yield AuditFinding(seq=seq, problem=f"Links {expected} to {seq - 1} are missing.")
        elif row["previous_hash"] != previous:
            yield AuditFinding(seq=seq, problem=f"Link {seq} does not follow from the one before it.")
        if _hash_of(row) != row["hash"]:
            yield AuditFinding(seq=seq, problem=f"Link {seq} was changed after it was written.")
        previous, expected = row["hash"], seq + 1


def changed_rows(db: Database, *, after: int) -> Iterator[AuditFinding]:
    """Give the executions, closed trials and acts that differ from what their link says."""
    for row in each(db, _NEWEST_LINKS, after=after):
        said = _content(row["content"])
        # one of our own table names
        sql = f"select * from {_TABLES[row['kind']]} where id = :id"  # noqa: S608
        kept = first(db, sql, id=row["subject"])
        for problem in _problems(db, said, kept):
            yield AuditFinding(seq=row["seq"], problem=f"{row['kind'].capitalize()} {row['subject']} {problem}.")


def strays(db: Database) -> Iterator[AuditFinding]:
    """Give the executions, trials and acts that the chain knows nothing of."""
    for row in each(db, _UNLINKED):
        yield AuditFinding(seq=0, problem=f"{row['kind'].capitalize()} {row['id']} is kept, but no link tells of it.")


def _problems(db: Database, said: dict[str, Any], kept: dict[str, Any] | None) -> Iterator[str]:
    if kept is None:
        yield "was taken out"
        return
    if kept.get("state") not in {None, "closed"}:
        return  # a trial that was queued again after the link
    for name, value in said.items():
        if kept.get(name) != value:
            yield f"was changed in its {name}"
    for name in _BLOBS:
        if kept.get(name) and not _is_whole(db, kept[name]):
            yield f"has a {name} that is not what was kept"


def _is_whole(db: Database, digest: str) -> bool:
    row = first(db, "select data from blobs where hash = :hash", hash=digest)
    if row is None:
        return False
    try:
        return hashlib.sha256(zlib.decompress(row["data"])).hexdigest() == digest
    except zlib.error:
        return False


def _content(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except json.JSONDecodeError:
        return {}  # the link itself is broken, and is found as such
    return found if isinstance(found, dict) else {}


def _hash_of(row: dict[str, Any]) -> str:
    return link_hash(
        seq=row["seq"],
        kind=row["kind"],
        subject=row["subject"],
        content=row["content"],
        previous=row["previous_hash"],
        at=row["at"],
    )


_NEWEST_LINKS = """
select max(seq) as seq, kind, subject, content from audit_chain
where kind in ('execution', 'trial', 'act') and seq > :after group by kind, subject order by seq
"""

_UNLINKED = """
select 'execution' as kind, id from executions
where not exists (select 1 from audit_chain where kind = 'execution' and subject = executions.id)
union all
select 'trial', id from trials where state = 'closed' and closing_seq is not null
and not exists (select 1 from audit_chain where kind = 'trial' and subject = trials.id)
union all
select 'act', id from acts where id >= 0
and not exists (select 1 from audit_chain where kind = 'act' and subject = acts.id)
"""
