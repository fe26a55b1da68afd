"""Agents as the list shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from training.model.agents import AgentCheck


@dataclass(frozen=True, kw_only=True)
class AgentRow:
    """One agent. `state` is None where no worker has looked yet."""

    name: str
    state: str | None
    missing: str | None = None
    version: str | None = None
    worker: str | None = None
    checked_at: datetime | None = None


def agent_rows(names: Iterable[str], checks: Iterable[AgentCheck]) -> tuple[AgentRow, ...]:
    """Return the agents that the site offers, and those that only a worker knows, the ready ones first."""
    known = {check.agent: check for check in checks}
    found = [_row(name, known.get(name)) for name in dict.fromkeys((*names, *sorted(known)))]
    return tuple(sorted(found, key=lambda row: ("passed", "errored", None).index(row.state)))


def _row(name: str, check: AgentCheck | None) -> AgentRow:
    if check is None:
        return AgentRow(name=name, state=None)
    return AgentRow(
        name=name,
        state="errored" if check.missing else "passed",
        missing=check.missing,
        version=check.version,
        worker=check.worker,
        checked_at=check.checked_at,
    )
