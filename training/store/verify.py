"""Walks the audit chain: is each link whole, and does what is kept still agree with what was written down?"""

import hashlib
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from training.store.blobs import PRUNED
from training.store.connection import canonical_json, each, first

GENESIS = "0" * 64
_TABLES = {
    "execution": "executions",
    "trial": "trials",
    "act": "acts",
    "correction": "corrections",
    "pruning": "prunings",
    "batch queued": "batches",
}
# what a link calls differently from the row
_COLUMNS = {"batch queued": {"by": "created_by"}}
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
        said = _said(row)
        # one of our own table names
        sql = f"select * from {_TABLES[row['kind']]} where id = :id"  # noqa: S608
        kept = first(db, sql, id=row["subject"])
        for problem in _problems(db, said, kept):
            yield AuditFinding(seq=row["seq"], problem=f"{_name(row['kind'])} {row['subject']} {problem}.")


def changed_prunings(db: Database) -> Iterator[AuditFinding]:
    """Give the prunings that are said to have taken out other texts than they did."""
    for row in each(db, "select id, digest from prunings order by id"):
        taken = each(db, "select hash from pruned_blobs where pruning_id = :id", id=row["id"])
        if digest_of([blob["hash"] for blob in taken]) != row["digest"]:
            yield AuditFinding(seq=0, problem=f"Pruning {row['id']} took out other texts than it says now.")


def digest_of(hashes: list[str]) -> str:
    """Return SHA-256 over hashes, in order."""
    return hashlib.sha256(canonical_json(sorted(hashes)).encode()).hexdigest()


def strays(db: Database) -> Iterator[AuditFinding]:
    """Give the executions, trials and acts that the chain knows nothing of."""
    for row in each(db, _UNLINKED):
        yield AuditFinding(seq=0, problem=f"{_name(row['kind'])} {row['id']} is kept, but no link tells of it.")


def _name(kind: str) -> str:
    return kind.removesuffix(" queued").capitalize()


def _said(row: dict[str, Any]) -> dict[str, Any]:
    names = _COLUMNS.get(row["kind"], {})
    said = {names.get(name, name): value for name, value in _content(row["content"]).items()}
    said.pop("trials", None)  # how many there were to be: they are rows of their own
    return said


def _problems(db: Database, said: dict[str, Any], kept: dict[str, Any] | None) -> Iterator[str]:
    if kept is None:
        yield "was taken out"
        return
    if kept.get("state") == "queued" and "closing_seq" in kept:
        return  # a trial that was queued again after the link
    if kept.get("state") == "leased":
        return
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
    if row["data"] == PRUNED:
        return first(db, "select 1 from pruned_blobs where hash = :hash", hash=digest) is not None
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
where kind in ('execution', 'trial', 'act', 'correction', 'pruning', 'batch queued') and seq > :after
group by kind, subject order by seq
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
union all
select 'correction', id from corrections
where not exists (select 1 from audit_chain where kind = 'correction' and subject = corrections.id)
union all
select 'pruning', id from prunings
where not exists (select 1 from audit_chain where kind = 'pruning' and subject = prunings.id)
union all
select 'batch', id from batches
where not exists (select 1 from audit_chain where kind = 'batch queued' and subject = batches.id)
"""
