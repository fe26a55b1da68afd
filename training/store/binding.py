"""Binds a connection to one team: whatever is asked over it, only that team's results are there.

Each table with a team's results is shadowed by a temporary view of the same name, which SQLite finds before the table.
So no query can forget to ask for the team, those that are written later included. Rows of no team are everybody's.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlite_utils import Database

# read by the team's or the person's name, by those who find out who asks
OWN_CARE = frozenset({"acts", "api_tokens", "invitations", "memberships", "outbox", "sessions", "webhooks"})
# tables without a team of their own, with the table and the column that lead to one
_THROUGH = {"profile_updates": ("profiles", "profile_id"), "trial_errors": ("trials", "trial_id")}


class TeamDatabase(Database):
    """A connection that may be bound to a team."""

    team: str | None = None
    _shadows: tuple[str, ...] = ()

    def bind(self, team: str) -> None:
        """Show only a team's results from now on."""
        self.lift()
        for name, condition in _conditions(self, team):
            # the names are those of our own tables, and the team is quoted as SQL asks
            self.conn.execute(f"create temp view if not exists {name} as select * from main.{name} where {condition}")  # noqa: S608
            self._shadows += (name,)
        self.team = team

    def lift(self) -> None:
        """Show everything again."""
        for name in self._shadows:
            self.conn.execute(f"drop view if exists temp.{name}")
        self._shadows, self.team = (), None


@contextmanager
def lifted(db: Database) -> Iterator[None]:
    """Show everything for a while: one can't write through a view."""
    if not isinstance(db, TeamDatabase) or db.team is None:
        yield
        return
    team = db.team
    db.lift()
    try:
        yield
    finally:
        db.bind(team)


def bound_tables(db: Database) -> tuple[str, ...]:
    """Return the names of the tables whose rows belong to a team."""
    found = db.conn.execute(_WITH_TEAM).fetchall()
    return tuple(name for (name,) in found if name not in OWN_CARE)


_WITH_TEAM = """
select tables.name from main.sqlite_master as tables join pragma_table_info(tables.name, 'main') as columns
where tables.type = 'table' and columns.name = 'team' order by tables.name
"""


def _conditions(db: Database, team: str) -> Iterator[tuple[str, str]]:
    teams = f"({_quoted(team)}, '')"
    for name in bound_tables(db):
        # the plus keeps the planner from the team's index where a better one is there: nearly all rows are its
        yield name, f"+team in {teams}"
    for name, (owners, column) in _THROUGH.items():
        owner = f"owner.id = {name}.{column} and +owner.team in {teams}"
        yield name, f"exists (select 1 from main.{owners} as owner where {owner})"  # noqa: S608 - as in bind


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
