"""Which trial is next: teams take turns, urgent batches go first within a team, limits and budgets hold."""

from collections import Counter
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from training.model.limits import ALL, QUEUED
from training.model.trials import Provenance
from training.store.audit import Audit
from training.store.connection import change, first, rows, stamp
from training.store.limits import Limits
from training.store.rows import batch_from


class Queue:
    """Chooses. Each method is called inside a transaction of the caller's."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._audit = Audit(db)
        self._limits = Limits(db)

    def find_lost(self, *, now: datetime, batch_id: int | None, provenance: Provenance) -> dict[str, Any] | None:
        """Return a trial whose lease has run out, or None."""
        return first(self._db, _LOST, now=stamp(now), batch_id=batch_id, provenance=provenance.value)

    def find_waiting(self, *, now: datetime, batch_id: int | None, provenance: Provenance) -> dict[str, Any] | None:
        """Return the trial that is to be run next, or None where none is due or a limit is reached."""
        busy = self._busy()
        for batch in self._candidates(busy, batch_id=batch_id, provenance=provenance):
            if busy.is_full(team=batch["team"], agent=batch["agent"]) or self._stop_if_spent(batch, now):
                continue
            found = first(self._db, _DUE, id=batch["id"], now=stamp(now))
            if found is not None:
                return {**found, "batch_state": batch["state"], "team": batch["team"]}
        return None

    def take_turn(self, team: str) -> None:
        """Note that a team was served: the others come first now."""
        change(
            self._db,
            """insert into team_turns select :team, coalesce(max(turn), 0) + 1 from team_turns where true
               on conflict (team) do update set turn = excluded.turn""",
            team=team,
        )

    def _candidates(self, busy: "Busy", *, batch_id: int | None, provenance: Provenance) -> list[dict[str, Any]]:
        if busy.is_full():
            return []
        found = rows(self._db, _CANDIDATES, batch_id=batch_id, provenance=provenance.value)
        return sorted(found, key=lambda row: (busy.of_team(row["team"]), row["turn"], -row["priority"], row["id"]))

    def _busy(self) -> "Busy":
        return Busy(rows(self._db, _RUNNING), self._limits.all())

    def _stop_if_spent(self, row: dict[str, Any], now: datetime) -> bool:
        reason = batch_from(row).spent(now)
        if reason is None:
            return False
        stop_batch(self._db, self._audit, row["id"], reason=reason, by="the queue", now=now)
        return True


class Busy:
    """How much runs now, beside what may."""

    def __init__(self, running: list[dict[str, Any]], limits: dict[str, int]) -> None:
        self._limits = limits
        self._teams: Counter[str] = Counter()
        self._agents: Counter[str] = Counter()
        for row in running:
            self._teams[row["team"]] += row["n"]
            self._agents[row["agent"]] += row["n"]

    def of_team(self, team: str) -> int:
        """Return how many trials of a team run."""
        return self._teams[team]

    def is_full(self, *, team: str | None = None, agent: str | None = None) -> bool:
        """Return whether a limit on all trials, on a team's or on an agent's is reached."""
        counted = {ALL: self._teams.total()}
        if team is not None:
            counted[f"team:{team}"] = self._teams[team]
        if agent is not None:
            counted[f"agent:{agent}"] = self._agents[agent]
        return any(scope in self._limits and n >= self._limits[scope] for scope, n in counted.items())


def count_waiting(db: Database) -> int:
    """Return how many trials wait in batches that are not stopped."""
    found = first(db, "select coalesce(sum(queued), 0) as n from batches where state in ('queued', 'running')")
    return int(found["n"]) if found else 0


def room_in(db: Database) -> int | None:
    """Return how many more trials may wait, or None where there is no limit."""
    most = Limits(db).all().get(QUEUED)
    return None if most is None else max(0, most - count_waiting(db))


def stop_batch(db: Database, audit: Audit, batch_id: int, *, reason: str, by: str, now: datetime) -> bool:
    """Lease nothing more of a batch; what runs goes on to its end. Return whether it was at work."""
    stopped = change(
        db,
        "update batches set state = 'stopped', stop_reason = :reason where id = :id and state in ('queued', 'running')",
        id=batch_id,
        reason=reason,
    )
    if stopped:
        audit.append(kind="batch stopped", subject=batch_id, content={"reason": reason, "by": by}, now=now)
    return bool(stopped)


_LOST = """
select trials.id, trials.batch_id, trials.state, trials.lease_token, trials.lease_owner, trials.team,
    batches.state as batch_state
from trials join batches on batches.id = trials.batch_id
where trials.state = 'leased' and trials.lease_expires_at <= :now and trials.provenance = :provenance
  and (:batch_id is null or trials.batch_id = :batch_id)
order by trials.lease_expires_at, trials.id limit 1
"""

_CANDIDATES = """
select batches.*, coalesce(team_turns.turn, 0) as turn from batches
left join team_turns on team_turns.team = batches.team
where state in ('queued', 'running') and queued > 0 and provenance = :provenance
  and (:batch_id is null or batches.id = :batch_id)
"""

_RUNNING = "select team, agent, sum(running) as n from batches where running > 0 group by team, agent"

_DUE = """
select id, batch_id, state, lease_token, lease_owner from trials
where batch_id = :id and state = 'queued' and (not_before is null or not_before <= :now)
order by ordinal limit 1
"""
