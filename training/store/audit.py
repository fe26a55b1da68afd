"""The chain: each link's hash covers the one before, so that nothing kept can be changed or taken out unseen."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from training.store.connection import canonical_json, first, reading, rows, stamp, writing
from training.store.verify import GENESIS, AuditFinding, broken_links, changed_prunings, changed_rows, link_hash, strays

PAGE = 5000


@dataclass(frozen=True, kw_only=True)
class Link:
    """One link: what it is about, what was so, and its place in the chain."""

    seq: int
    kind: str
    subject: int
    content: str
    previous_hash: str
    hash: str
    at: str


class Audit:
    """Appends to the chain and walks it."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def append(self, *, kind: str, subject: int, content: dict[str, Any], now: datetime) -> Link:
        """Add a link. Call it inside the transaction that writes what it is about."""
        head = self.head()
        previous, seq = (head.hash, head.seq + 1) if head else (GENESIS, 1)
        text, at = canonical_json(content), stamp(now)
        link = Link(
            seq=seq,
            kind=kind,
            subject=subject,
            content=text,
            previous_hash=previous,
            hash=link_hash(seq=seq, kind=kind, subject=subject, content=text, previous=previous, at=at),
            at=at,
        )
        self._db.table("audit_chain").insert(vars(link))
        return link

    def note(self, kind: str, content: dict[str, Any], *, now: datetime) -> None:
        """Add a link about the database as a whole."""
        with writing(self._db):
            self.append(kind=kind, subject=0, content=content, now=now)

    def check_head(self, *, seq: int, head_hash: str) -> tuple[AuditFinding, ...]:
        """Compare the chain with a head that was kept elsewhere: does it still lead there?"""
        row = first(self._db, "select hash from audit_chain where seq = :seq", seq=seq)
        if row is not None and row["hash"] == head_hash:
            return ()
        newest = self.head()
        if newest is None or newest.seq < seq:
            last = newest.seq if newest else 0
            problem = f"The chain ends at link {last}, and link {seq} was kept elsewhere: its end was cut off."
        else:
            problem = f"Link {seq} is not the one that was kept elsewhere: the chain was written anew."
        return (AuditFinding(seq=seq, problem=problem),)

    def head(self) -> Link | None:
        """Return the newest link."""
        row = first(self._db, "select * from audit_chain order by seq desc limit 1")
        return Link(**row) if row else None

    def find(self, *, kind: str, subject: int) -> Link | None:
        """Return the newest link about a subject."""
        row = first(
            self._db,
            "select * from audit_chain where kind = :kind and subject = :subject order by seq desc limit 1",
            kind=kind,
            subject=subject,
        )
        return Link(**row) if row else None

    def links(self, *, after: int = 0, limit: int = PAGE) -> list[Link]:
        """Return links in order, those after `after`."""
        found = rows(
            self._db,
            "select * from audit_chain where seq > :after order by seq limit :limit",
            after=after,
            limit=limit,
        )
        return [Link(**row) for row in found]

    def verify(self, *, after: int = 0) -> tuple[AuditFinding, ...]:
        """Walk the chain from a link on and compare what it says with what is kept now.

        Found are links that were changed, taken out or put in, and executions, trials, acts, corrections, prunings and
        what batches were asked for, where they were changed, taken out, or put in beside the chain. Links cut off at
        its end show only against a head kept elsewhere: see `check_head`.
        """
        with reading(self._db):
            return (
                *broken_links(self._db, after=after),
                *changed_rows(self._db, after=after),
                *changed_prunings(self._db),
                *strays(self._db),
            )
