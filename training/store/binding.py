"""Binds a connection to one team: whatever is asked over it, only that team's results are there.

Each table with a team's results is shadowed by a temporary view of the same name, which SQLite finds before the table.
So no query can forget to ask for the team, those that are written later included. Rows of no team are everybody's.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlite_utils import Database

# read by the team's or the person's name, by those who find out who asks
OWN_CARE = frozenset({"api_tokens", "invitations", "memberships", "outbox", "sessions", "webhooks"})
# tables without a team of their own, with the table and the column that lead to one
_THROUGH = {
    "alerts": ("alert_rules", "rule_id"),
    "chain_events": ("chain_runs", "run_id"),
    "chain_hand_offs": ("chain_runs", "run_id"),
    "chain_stage_runs": ("chain_runs", "run_id"),
    "execution_days": ("execution_facets", "facet_id"),
    "pins": ("batches", "batch_id"),
    "profile_tasks": ("profiles", "profile_id"),
    "profile_updates": ("profiles", "profile_id"),
    "trial_errors": ("trials", "trial_id"),
    "trial_scores": ("trials", "trial_id"),
}


class TeamDatabase(Database):
    """A connection that may be bound to a team."""

    team: str | None = None
    _shadows: tuple[str, ...] = ()

    def bind(self, team: str) -> None:
        """Show only a team's results from now on."""
        self.lift()
        for name, shadow in _shadows_for(self, team):
            self.conn.execute(f"create temp view if not exists {name} as {shadow}")
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


# The chain is everybody's, for its hashes prove that it is whole; what a link says is told to its own team. Its columns
# are named with it: acts and corrections have a subject and a kind of their own.
_CHAIN = """
select seq, kind, subject, previous_hash, hash, at,
    case when case substr(link.kind, 1, instr(link.kind || ' ', ' ') - 1)
        when 'execution' then exists (select 1 from main.executions as its where its.id = link.subject
            and +its.team in {teams})
        when 'trial' then exists (select 1 from main.trials as its where its.id = link.subject and +its.team in {teams})
        when 'batch' then exists (select 1 from main.batches as its where its.id = link.subject
            and +its.team in {teams})
        when 'act' then exists (select 1 from main.acts as its where its.id = link.subject and +its.team in {teams})
        when 'weights' then exists (select 1 from main.score_weights as its where its.version = link.subject
            and +its.team in {teams})
        when 'correction' then exists (select 1 from main.corrections as its where its.id = link.subject and (
            exists (select 1 from main.executions as of where its.kind = 'execution' and of.id = its.subject
                and +of.team in {teams})
            or exists (select 1 from main.trials as of where its.kind = 'trial' and of.id = its.subject
                and +of.team in {teams})))
        else link.kind = 'pruning' end
    then content else '' end as content
from main.audit_chain as link
"""


def _shadows_for(db: Database, team: str) -> Iterator[tuple[str, str]]:
    # names are those of our own tables, and the team is quoted as SQL asks
    teams = f"({_quoted(team)}, '')"
    for name in bound_tables(db):
        # the plus keeps the planner from the team's index where a better one is there: nearly all rows are its
        yield name, f"select * from main.{name} where +team in {teams}"  # noqa: S608 - see above
    for name, (owners, column) in _THROUGH.items():
        owner = f"select 1 from main.{owners} as owner where owner.id = {name}.{column} and +owner.team in {teams}"  # noqa: S608
        yield name, f"select * from main.{name} where exists ({owner})"  # noqa: S608 - see above
    yield "audit_chain", _CHAIN.format(teams=teams)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
