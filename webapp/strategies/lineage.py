"""Where a strategy comes from: its versions, newest first, and what each was made from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from training.model.strategies import Strategy, StrategyVersion
from training.strategies.differences import FieldPair, field_pairs


@dataclass(frozen=True, kw_only=True)
class Ancestor:
    """One version. `changes` are the fields in which it differs from what it was made from, where that is known."""

    version: str
    by: str
    since: datetime
    is_current: bool
    parent: str | None = None
    parent_name: str | None = None
    changes: tuple[FieldPair, ...] = ()


class Versions(Protocol):
    """Where versions are kept."""

    def history(self, name: str) -> tuple[StrategyVersion, ...]:
        """Return the versions that were saved under a name, newest first."""
        ...

    def used_versions(self, name: str) -> tuple[tuple[Strategy, datetime], ...]:
        """Return the versions that batches were planned with, newest first."""
        ...

    def find_version(self, version: str) -> Strategy | None:
        """Return a strategy as it was in a version, or None."""
        ...


def lineage_of(strategy: Strategy, versions: Versions, *, others: Iterable[Strategy] = ()) -> tuple[Ancestor, ...]:
    """Return a strategy's versions: those saved here, and those of its file that batches met.

    `others` are the strategies that there are now: one in a file that no batch met is written down nowhere else.
    """
    there = {other.version: other for other in others}
    saved = [_saved(item, strategy, versions, there) for item in versions.history(strategy.name)]
    known = {ancestor.version for ancestor in saved}
    used = versions.used_versions(strategy.name)
    from_files = [
        Ancestor(version=item.version, by="its file", since=since, is_current=item.version == strategy.version)
        for item, since in used
        if item.version not in known
    ]
    return tuple(sorted((*saved, *from_files), key=lambda ancestor: ancestor.since, reverse=True))


def _saved(item: StrategyVersion, current: Strategy, versions: Versions, there: Mapping[str, Strategy]) -> Ancestor:
    parent = (versions.find_version(item.parent) or there.get(item.parent)) if item.parent else None
    pairs = field_pairs(parent, item.strategy) if parent else ()
    return Ancestor(
        version=item.strategy.version,
        by=item.by,
        since=item.at,
        is_current=item.strategy.version == current.version,
        parent=item.parent,
        parent_name=parent.name if parent else None,
        changes=tuple(pair for pair in pairs if pair.differs),
    )
