"""Sessions of people with a browser. Only the hash of a session's token is kept, and its beginning names it."""

from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from training.errors import NotFoundError
from training.model.accounts import OpenSession, Person
from training.store.accounts import person_from
from training.store.connection import change, first, known_moment, rows, stamp, writing

FRESH = timedelta(minutes=5)  # a visit is noted this often: each request would be a write
ID_LENGTH = 16
BROWSER_LENGTH = 200


class Sessions:
    """Who is signed in."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def open(
        self,
        token_hash: str,
        *,
        person: Person,
        now: datetime,
        expires_at: datetime,
        address: str = "",
        browser: str = "",
    ) -> None:
        """Keep a session until it expires or is closed. Expired ones are swept out."""
        row = {
            "token_hash": token_hash,
            "person_id": person.id,
            "team": person.team,
            "created_at": stamp(now),
            "seen_at": stamp(now),
            "expires_at": stamp(expires_at),
            "address": address,
            "browser": browser[:BROWSER_LENGTH],
        }
        with writing(self._db):
            change(self._db, "delete from sessions where expires_at <= :now", now=stamp(now))
            self._db.table("sessions").insert(row)

    def use(self, token_hash: str, *, now: datetime) -> Person | None:
        """Return whose session it is, and note that they were here; None for one that has ended or never was.

        They stand in the team that the session looks at, or, where they left it, in the one that they joined first.
        """
        row = first(self._db, _USED, token_hash=token_hash, now=stamp(now))
        if row is None:
            return None
        if known_moment(row["seen_at"]) < now - FRESH:
            self._touch(token_hash, now)
        return person_from(row)

    def look_at(self, token_hash: str, *, team: str) -> None:
        """Let a session look at another team of its person's.

        Raises:
            NotFoundError: the person does not belong to that team.
        """
        with writing(self._db):
            changed = change(self._db, _LOOK_AT, token_hash=token_hash, team=team)
        if not changed:
            raise NotFoundError(f"You do not belong to a team {team}.")

    def of_team(self, team: str, *, now: datetime) -> tuple[OpenSession, ...]:
        """Return the sessions that look at a team, the latest seen first."""
        found = rows(self._db, f"{_OPEN} and sessions.team = :team {_LATEST}", team=team, now=stamp(now))
        return tuple(_session(row) for row in found)

    def of_person(self, person_id: int, *, now: datetime) -> tuple[OpenSession, ...]:
        """Return a person's sessions, the latest seen first."""
        found = rows(self._db, f"{_OPEN} and sessions.person_id = :id {_LATEST}", id=person_id, now=stamp(now))
        return tuple(_session(row) for row in found)

    def close(self, token_hash: str) -> None:
        """End a session; one that is not there is no error."""
        with writing(self._db):
            change(self._db, "delete from sessions where token_hash = :token_hash", token_hash=token_hash)

    def close_of(self, person_id: int) -> None:
        """End every session of a person."""
        with writing(self._db):
            change(self._db, "delete from sessions where person_id = :person_id", person_id=person_id)

    def revoke(self, session_id: str, *, team: str | None = None, person_id: int | None = None) -> None:
        """End a session by its public id: one of a team's, or one of a person's.

        Raises:
            NotFoundError: there is none of that id there.
        """
        if len(session_id) != ID_LENGTH or (team is None and person_id is None):
            raise NotFoundError("There is no such session.")
        with writing(self._db):
            gone = change(self._db, _REVOKE, id=session_id, team=team, person_id=person_id, length=ID_LENGTH)
        if not gone:
            raise NotFoundError("There is no such session; it may have ended by itself.")

    def _touch(self, token_hash: str, now: datetime) -> None:
        with writing(self._db):
            change(
                self._db, "update sessions set seen_at = :now where token_hash = :hash", now=stamp(now), hash=token_hash
            )


def public_id(token_hash: str) -> str:
    """Return what names a session without giving it away."""
    return token_hash[:ID_LENGTH]


_USED = """
select people.id, people.name, memberships.role, memberships.team,
    coalesce(sessions.seen_at, sessions.created_at) as seen_at
from sessions join people on people.id = sessions.person_id
join memberships on memberships.person_id = people.id
where token_hash = :token_hash and expires_at > :now and disabled_at is null
order by memberships.team = sessions.team desc, memberships.since, memberships.rowid limit 1
"""

_LOOK_AT = """
update sessions set team = :team where token_hash = :token_hash and exists
    (select 1 from memberships where memberships.person_id = sessions.person_id and memberships.team = :team)
"""

_OPEN = """
select sessions.token_hash, sessions.created_at, sessions.expires_at, sessions.address, sessions.browser,
    coalesce(sessions.seen_at, sessions.created_at) as seen_at, people.id, people.name, memberships.role,
    memberships.team
from sessions join people on people.id = sessions.person_id
join memberships on memberships.person_id = people.id and memberships.team = coalesce(sessions.team, 'default')
where sessions.expires_at > :now
"""

_LATEST = "order by 6 desc"

_REVOKE = """
delete from sessions where substr(token_hash, 1, :length) = :id
    and (:team is null or team = :team) and (:person_id is null or person_id = :person_id)
"""


def _session(row: dict[str, Any]) -> OpenSession:
    return OpenSession(
        id=public_id(row["token_hash"]),
        person=person_from(row),
        created_at=known_moment(row["created_at"]),
        seen_at=known_moment(row["seen_at"]),
        expires_at=known_moment(row["expires_at"]),
        address=row["address"],
        browser=row["browser"],
    )
