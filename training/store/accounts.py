"""People, one-time links, and failed sign-ins. Only hashes of tokens and passwords are kept."""

from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from training.errors import ConflictError, NotFoundError, StoreError
from training.model.accounts import Credentials, Invitation, Person
from training.model.batches import DEFAULT_TEAM
from training.store.connection import change, first, known_moment, rows, stamp, writing

FAILURES_KEPT = timedelta(days=30)


class Accounts:
    """Who may sign in."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def count(self) -> int:
        """Return how many people there are."""
        found = first(self._db, "select count(*) as n from people")
        return int(found["n"]) if found else 0

    def create(self, *, name: str, password_hash: str, role: str, now: datetime, team: str = DEFAULT_TEAM) -> Person:
        """Add a person to a team.

        Raises:
            ConflictError: the name is taken.
            NotFoundError: there is no such team.
        """
        with writing(self._db):
            return self._insert(name=name, password_hash=password_hash, role=role, team=team, now=now)

    def find_credentials(self, name: str) -> Credentials | None:
        """Return a person with the hash of their password, or None. They stand in the team that they joined first."""
        row = first(self._db, f"{_PEOPLE} where name = :name and disabled_at is null {_FIRST_TEAM}", name=name)
        return Credentials(person=person_from(row), password_hash=row["password_hash"]) if row else None

    def find_external(self, external_id: str) -> Person | None:
        """Return who signs in elsewhere under an id, or None."""
        row = first(
            self._db, f"{_PEOPLE} where external_id = :id and disabled_at is null {_FIRST_TEAM}", id=external_id
        )
        return person_from(row) if row else None

    def create_external(
        self, *, external_id: str, name: str, role: str, team: str, now: datetime, invitation: str | None = None
    ) -> Person:
        """Add somebody who signs in elsewhere, and has no password here. A one-time link that lets them in is spent.

        Raises:
            ConflictError: the name is taken.
            NotFoundError: there is no such team, or the link was spent meanwhile.
        """
        with writing(self._db):
            if invitation is not None:
                self._spend(invitation, now=now)
            person = self._insert(name=name, password_hash="", role=role, team=team, now=now)
            change(
                self._db, "update people set external_id = :external where id = :id", external=external_id, id=person.id
            )
            return person

    def is_external_known(self, external_id: str) -> bool:
        """Return whether somebody has an id from elsewhere, disabled or not."""
        return first(self._db, "select 1 from people where external_id = :id", id=external_id) is not None

    def free_name(self, wanted: str) -> str:
        """Return a name like the wanted one that nobody has."""
        taken = {row["name"].lower() for row in rows(self._db, "select name from people")}
        names = (wanted, *(f"{wanted[:36]}-{number}" for number in range(2, len(taken) + 3)))
        return next(name for name in names if name.lower() not in taken)

    def keep_password(self, person_id: int, password_hash: str) -> None:
        """Set a person's password, or its hash anew, and end nothing."""
        with writing(self._db):
            change(self._db, "update people set password_hash = :hash where id = :id", hash=password_hash, id=person_id)

    def disable(self, name: str, *, now: datetime) -> None:
        """Let a person sign in no more, and end what stands for them. What they did stays theirs.

        Raises:
            NotFoundError: nobody has that name.
        """
        with writing(self._db):
            person_id = self._id_of(name)
            change(self._db, "update people set disabled_at = :now where id = :id", now=stamp(now), id=person_id)
            change(self._db, "delete from sessions where person_id = :id", id=person_id)
            change(
                self._db,
                "update api_tokens set revoked_at = :now where person_id = :id and revoked_at is null",
                now=stamp(now),
                id=person_id,
            )

    def enable(self, name: str) -> None:
        """Let a person sign in again.

        Raises:
            NotFoundError: nobody has that name.
        """
        with writing(self._db):
            change(self._db, "update people set disabled_at = null where id = :id", id=self._id_of(name))

    def invite(
        self,
        token_hash: str,
        *,
        role: str,
        now: datetime,
        expires_at: datetime,
        team: str = DEFAULT_TEAM,
        created_by: str = "",
    ) -> None:
        """Keep a one-time link that lets its holder into a team with this role.

        Raises:
            NotFoundError: there is no such team.
        """
        row = {"token_hash": token_hash, "role": role, "created_at": stamp(now), "expires_at": stamp(expires_at)}
        with writing(self._db):
            self._check_team(team)
            self._db.table("invitations").insert({**row, "team": team, "created_by": created_by})

    def find_invitation(self, token_hash: str, *, now: datetime) -> Invitation | None:
        """Return what a one-time link gives, or None for one that is spent, expired or unknown."""
        row = first(
            self._db,
            """select team, role, created_by, expires_at from invitations
               where token_hash = :token_hash and used_at is null and expires_at > :now""",
            token_hash=token_hash,
            now=stamp(now),
        )
        return Invitation(**{**row, "expires_at": known_moment(row["expires_at"])}) if row else None

    def accept_invitation(self, token_hash: str, *, name: str, password_hash: str, now: datetime) -> Person:
        """Make the account that a one-time link allows, and spend the link.

        Raises:
            NotFoundError: the link is spent, expired or unknown.
            ConflictError: the name is taken; the link still works.
        """
        with writing(self._db):
            invitation = self._spend(token_hash, now=now)
            return self._insert(
                name=name, password_hash=password_hash, role=invitation.role, team=invitation.team, now=now
            )

    def join(self, token_hash: str, *, person_id: int, now: datetime) -> Invitation:
        """Let somebody who has an account into the team of a one-time link, and spend the link.

        Raises:
            NotFoundError: the link is spent, expired or unknown.
            ConflictError: they belong to the team already; the link still works.
        """
        with writing(self._db):
            invitation = self._spend(token_hash, now=now)
            self._join(person_id, team=invitation.team, role=invitation.role, now=now)
        return invitation

    def record_failures(self, subjects: tuple[str, ...], *, now: datetime) -> None:
        """Count a failed sign-in against each subject, such as a name and an address."""
        with writing(self._db):
            change(self._db, "delete from sign_in_failures where at < :before", before=stamp(now - FAILURES_KEPT))
            self._db.table("sign_in_failures").insert_all(
                {"subject": subject, "at": stamp(now)} for subject in subjects
            )

    def count_failures(self, subject: str, *, since: datetime) -> int:
        """Return how often a sign-in failed for a subject since then."""
        found = first(
            self._db,
            "select count(*) as n from sign_in_failures where subject = :subject and at >= :since",
            subject=subject,
            since=stamp(since),
        )
        return int(found["n"]) if found else 0

    def forget_failures(self, subject: str) -> None:
        """Forget a subject's failed sign-ins, after one that worked."""
        with writing(self._db):
            change(self._db, "delete from sign_in_failures where subject = :subject", subject=subject)

    def _spend(self, token_hash: str, *, now: datetime) -> Invitation:
        invitation = self.find_invitation(token_hash, now=now)
        if invitation is None:
            raise NotFoundError("This link has been used or has expired. Ask for a new one.")
        change(
            self._db,
            "update invitations set used_at = :now where token_hash = :token_hash",
            token_hash=token_hash,
            now=stamp(now),
        )
        return invitation

    def _insert(self, *, name: str, password_hash: str, role: str, team: str, now: datetime) -> Person:
        if first(self._db, "select id from people where name = :name", name=name):
            raise ConflictError(f"The name {name} is taken. Choose another.")
        self._db.table("people").insert({"name": name, "password_hash": password_hash, "created_at": stamp(now)})
        self._join(self._id_of(name), team=team, role=role, now=now)
        found = first(self._db, f"{_PEOPLE} where name = :name {_FIRST_TEAM}", name=name)
        if found is None:
            raise StoreError("The account was not kept. Try again.")
        return person_from(found)

    def _join(self, person_id: int, *, team: str, role: str, now: datetime) -> None:
        self._check_team(team)
        if first(self._db, "select 1 from memberships where person_id = :id and team = :team", id=person_id, team=team):
            raise ConflictError(f"You belong to the team {team} already.")
        self._db.table("memberships").insert({"person_id": person_id, "team": team, "role": role, "since": stamp(now)})

    def _id_of(self, name: str) -> int:
        row = first(self._db, "select id from people where name = :name", name=name)
        if row is None:
            raise NotFoundError(f"There is nobody called {name}.")
        return int(row["id"])

    def _check_team(self, team: str) -> None:
        if first(self._db, "select 1 from teams where name = :team", team=team) is None:
            raise NotFoundError(f"There is no team {team}.")


_PEOPLE = """
select people.id, people.name, people.password_hash, memberships.role, memberships.team
from people join memberships on memberships.person_id = people.id
"""

_FIRST_TEAM = "order by memberships.since, memberships.rowid limit 1"


def person_from(row: dict[str, Any]) -> Person:
    """Return a person from a row that holds their membership."""
    return Person(id=row["id"], name=row["name"], role=row["role"], team=row["team"])
