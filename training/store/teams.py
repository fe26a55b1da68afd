"""Teams, and who belongs to them with which role."""

from datetime import datetime
from typing import Any

from sqlite_utils import Database

from training.errors import ConflictError, NotFoundError
from training.model.accounts import Member, Team
from training.store.accounts import person_from
from training.store.connection import change, first, known_moment, moment, rows, stamp, writing

ADMIN = "admin"


class Teams:
    """Who works together."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def create(self, name: str, *, title: str, created_by: str, now: datetime) -> Team:
        """Found a team that has no members yet.

        Raises:
            ConflictError: the name is taken.
        """
        with writing(self._db):
            if self.find(name):
                raise ConflictError(f"There is a team {name} already. Choose another name.")
            self._db.table("teams").insert(
                {"name": name, "title": title or name, "created_by": created_by, "created_at": stamp(now)}
            )
        return self.get(name)

    def found(self, name: str, *, title: str, person_id: int, created_by: str, now: datetime) -> Team:
        """Found a team and make a person its first admin.

        Raises:
            ConflictError: the name is taken.
        """
        team = self.create(name, title=title, created_by=created_by, now=now)
        self.put(person_id, team=team.name, role=ADMIN, now=now)
        return self.get(team.name)

    def find(self, name: str) -> Team | None:
        """Return a team, or None."""
        row = first(self._db, f"{_TEAMS} where teams.name = :name", name=name)
        return _team(row) if row else None

    def get(self, name: str) -> Team:
        """Return a team.

        Raises:
            NotFoundError: there is none of that name.
        """
        found = self.find(name)
        if found is None:
            raise NotFoundError(f"There is no team {name}.")
        return found

    def all(self) -> tuple[Team, ...]:
        """Return every team, by name."""
        return tuple(_team(row) for row in rows(self._db, f"{_TEAMS} order by teams.name"))

    def of(self, person_id: int) -> tuple[tuple[Team, str], ...]:
        """Return the teams that a person belongs to, each with their role in it, by name."""
        found = rows(self._db, _THEIR_TEAMS, id=person_id)
        return tuple((_team(row), row["role"]) for row in found)

    def members(self, team: str) -> tuple[Member, ...]:
        """Return who belongs to a team, by name."""
        return tuple(_member(row) for row in rows(self._db, f"{_MEMBERS} order by people.name", team=team))

    def get_member(self, person_id: int, *, team: str) -> Member:
        """Return one who belongs to a team.

        Raises:
            NotFoundError: they do not.
        """
        row = first(self._db, f"{_MEMBERS} and people.id = :id", team=team, id=person_id)
        if row is None:
            raise NotFoundError(f"Nobody of that number belongs to the team {team}.")
        return _member(row)

    def put(self, person_id: int, *, team: str, role: str, now: datetime) -> None:
        """Let a person into a team, or give them another role in it.

        Raises:
            ConflictError: the team would be left without an admin.
        """
        with writing(self._db):
            if role != ADMIN:
                self._keep_an_admin(person_id, team)
            change(
                self._db,
                """insert into memberships values (:id, :team, :role, :now)
                   on conflict (person_id, team) do update set role = :role""",
                id=person_id,
                team=team,
                role=role,
                now=stamp(now),
            )

    def remove(self, person_id: int, *, team: str, now: datetime) -> None:
        """Take a person out of a team, with the tokens and sessions that they have in it.

        Raises:
            NotFoundError: they do not belong to it.
            ConflictError: the team would be left without an admin.
        """
        with writing(self._db):
            self.get_member(person_id, team=team)
            self._keep_an_admin(person_id, team)
            for statement in _LEAVE:
                change(self._db, statement, id=person_id, team=team, now=stamp(now))

    def find_person_id(self, name: str) -> int | None:
        """Return whose name it is, or None."""
        row = first(self._db, "select id from people where name = :name", name=name)
        return int(row["id"]) if row else None

    def _keep_an_admin(self, person_id: int, team: str) -> None:
        admins = rows(
            self._db,
            """select person_id from memberships join people on people.id = person_id
               where team = :team and role = :admin and disabled_at is null""",
            team=team,
            admin=ADMIN,
        )
        if [row["person_id"] for row in admins] == [person_id]:
            raise ConflictError(f"The team {team} would be left without an admin. Make somebody else one first.")


_TEAMS = """
select teams.name, teams.title, teams.created_by, teams.created_at,
    (select count(*) from memberships where memberships.team = teams.name) as members
from teams
"""

_THEIR_TEAMS = """
select teams.name, teams.title, teams.created_by, teams.created_at, mine.role,
    (select count(*) from memberships where memberships.team = teams.name) as members
from memberships as mine join teams on teams.name = mine.team where mine.person_id = :id order by teams.name
"""

_MEMBERS = """
select people.id, people.name, people.external_id, people.disabled_at, memberships.role, memberships.team,
    memberships.since,
    (select max(coalesce(seen_at, created_at)) from sessions where sessions.person_id = people.id) as seen_at
from memberships join people on people.id = memberships.person_id where memberships.team = :team
"""

_LEAVE = (
    "delete from memberships where person_id = :id and team = :team and :now is not null",
    "delete from sessions where person_id = :id and team = :team and :now is not null",
    "update api_tokens set revoked_at = :now where person_id = :id and team = :team and revoked_at is null",
)


def _team(row: dict[str, Any]) -> Team:
    plain = {name: row[name] for name in ("name", "title", "created_by", "members")}
    return Team(**plain, created_at=known_moment(row["created_at"]))


def _member(row: dict[str, Any]) -> Member:
    return Member(
        person=person_from(row),
        since=known_moment(row["since"]),
        seen_at=moment(row["seen_at"]),
        is_external=row["external_id"] is not None,
        is_disabled=row["disabled_at"] is not None,
    )
