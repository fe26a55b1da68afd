"""How much may run or wait at once, whatever the number of workers."""

from dataclasses import dataclass
from datetime import datetime

ALL = "all"
QUEUED = "queued"
KINDS = ("team", "agent")


@dataclass(frozen=True, kw_only=True)
class Limit:
    """One limit. `scope` is `all`, `team:NAME` or `agent:NAME` for trials that run, `queued` for trials that wait."""

    scope: str
    most: int
    changed_by: str
    changed_at: datetime


def is_scope(text: str) -> bool:
    """Return whether a text names something that can be limited."""
    kind, _, name = text.partition(":")
    return text in {ALL, QUEUED} or (kind in KINDS and bool(name))
