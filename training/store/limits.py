"""Limits on what runs and waits: in the store, because every worker has to keep to the same ones."""

from datetime import datetime

from sqlite_utils import Database

from training.errors import InvalidLimitError
from training.model.limits import Limit, is_scope
from training.store.audit import Audit
from training.store.connection import change, known_moment, rows, stamp, writing

MOST = 1_000_000


class Limits:
    """What may run and wait at once."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._audit = Audit(db)

    def list(self) -> tuple[Limit, ...]:
        """Return every limit, by what it is for."""
        found = rows(self._db, "select * from limits order by scope")
        return tuple(Limit(**{**row, "changed_at": known_moment(row["changed_at"])}) for row in found)

    def all(self) -> dict[str, int]:
        """Return the limits by what they are for."""
        return {row["scope"]: row["most"] for row in rows(self._db, "select scope, most from limits")}

    def set(self, scope: str, most: int, *, by: str, now: datetime) -> None:
        """Set a limit; 0 lets nothing more begin, which pauses a team, an agent or everything.

        Raises:
            InvalidLimitError: the scope or the number is none.
        """
        if not is_scope(scope):
            raise InvalidLimitError(f"{scope!r} can't be limited. Use all, queued, team:NAME or agent:NAME.")
        if not 0 <= most <= MOST:
            raise InvalidLimitError(f"{most} is no limit. Give a whole number from 0 to {MOST:,}.")
        with writing(self._db):
            change(
                self._db,
                """insert into limits values (:scope, :most, :by, :now)
                   on conflict (scope) do update set most = :most, changed_by = :by, changed_at = :now""",
                scope=scope,
                most=most,
                by=by,
                now=stamp(now),
            )
            self._audit.append(kind="limit set", subject=0, content={"scope": scope, "most": most, "by": by}, now=now)

    def lift(self, scope: str, *, by: str, now: datetime) -> bool:
        """Take a limit away; return whether there was one."""
        with writing(self._db):
            lifted = change(self._db, "delete from limits where scope = :scope", scope=scope)
            if lifted:
                self._audit.append(kind="limit lifted", subject=0, content={"scope": scope, "by": by}, now=now)
        return bool(lifted)
