"""Closing numbers: the order in which trials closed, over all teams. A number is never given twice."""

from sqlite_utils import Database

from training.store.connection import first


def last_closing(db: Database) -> int:
    """Return the highest closing number that was given, 0 before the first."""
    # the weights remember theirs too: earlier versions took the number off a trial that was queued again
    row = first(db, _LAST)
    return int(row["seq"]) if row else 0


_LAST = """
select max((select coalesce(max(closing_seq), 0) from trials), (select max(after_seq) from score_weights)) as seq
"""
