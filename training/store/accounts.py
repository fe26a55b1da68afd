"""People, their sessions, one-time links, and failed sign-ins. Only hashes of tokens and passwords are kept."""

from datetime import datetime
from typing import Any

from sqlite_utils import Database

from training.errors import NotFoundError, StoreError
from training.model.accounts import Credentials, Person
from training.store.connection import change, first, rows, stamp, writing


class Accounts:
    """Who may sign in."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def count(self) -> int:
        """Return how many people there are."""
        found = first(self._db, "select count(*) as n from people")
        return int(found["n"]) if found else 0

    def all(self) -> tuple[Person, ...]:
        """Return everybody, by name."""
        return tuple(_person(row) for row in rows(self._db, "select * from people order by name"))

    def create(self, *, name: str, password_hash: str, role: str, now: datetime) -> Person:
        """Add a person.

        Raises:
            StoreError: the name is taken.
        """
        with writing(self._db):
            return self._insert(name=name, password_hash=password_hash, role=role, now=now)

    def find_credentials(self, name: str) -> Credentials | None:
        """Return a person with the hash of their password, or None."""
        row = first(self._db, "select * from people where name = :name", name=name)
        return Credentials(person=_person(row), password_hash=row["password_hash"]) if row else None

    def open_session(self, token_hash: str, *, person_id: int, now: datetime, expires_at: datetime) -> None:
        """Keep a session until it expires or is closed."""
        row = {
            "token_hash": token_hash,
            "person_id": person_id,
            "created_at": stamp(now),
            "expires_at": stamp(expires_at),
        }
        with writing(self._db):
            self._db.table("sessions").insert(row)

    def find_by_session(self, token_hash: str, *, now: datetime) -> Person | None:
        """Return whose session it is, or None for one that has ended or never was."""
        row = first(
            self._db,
            """select people.* from sessions join people on people.id = sessions.person_id
               where token_hash = :token_hash and expires_at > :now""",
            token_hash=token_hash,
            now=stamp(now),
        )
        return _person(row) if row else None

    def close_session(self, token_hash: str) -> None:
        """End a session; one that is not there is no error."""
        with writing(self._db):
            change(self._db, "delete from sessions where token_hash = :token_hash", token_hash=token_hash)

    def close_sessions(self, person_id: int) -> None:
        """End every session of a person."""
        with writing(self._db):
            change(self._db, "delete from sessions where person_id = :person_id", person_id=person_id)

    def invite(self, token_hash: str, *, role: str, now: datetime, expires_at: datetime) -> None:
        """Keep a one-time link that lets its holder make an account of this role."""
        row = {"token_hash": token_hash, "role": role, "created_at": stamp(now), "expires_at": stamp(expires_at)}
        with writing(self._db):
            self._db.table("invitations").insert(row)

    def find_invitation(self, token_hash: str, *, now: datetime) -> str | None:
        """Return the role that a one-time link gives, or None for one that is spent, expired or unknown."""
        row = first(
            self._db,
            """select role from invitations
               where token_hash = :token_hash and used_at is null and expires_at > :now""",
            token_hash=token_hash,
            now=stamp(now),
        )
        return row["role"] if row else None

    def accept_invitation(self, token_hash: str, *, name: str, password_hash: str, now: datetime) -> Person:
        """Make the account that a one-time link allows, and spend the link.

        Raises:
            NotFoundError: the link is spent, expired or unknown.
            StoreError: the name is taken; the link still works.
        """
        with writing(self._db):
            role = self.find_invitation(token_hash, now=now)
            if role is None:
                raise NotFoundError("This link has been used or has expired. Ask for a new one.")
            person = self._insert(name=name, password_hash=password_hash, role=role, now=now)
            change(
                self._db,
                "update invitations set used_at = :now where token_hash = :token_hash",
                token_hash=token_hash,
                now=stamp(now),
            )
            return person

    def record_failures(self, subjects: tuple[str, ...], *, now: datetime) -> None:
        """Count a failed sign-in against each subject, such as a name and an address."""
        with writing(self._db):
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

    def _insert(self, *, name: str, password_hash: str, role: str, now: datetime) -> Person:
        if first(self._db, "select id from people where name = :name", name=name):
            raise StoreError(f"The name {name} is taken. Choose another.")
        row = {"name": name, "password_hash": password_hash, "role": role, "created_at": stamp(now)}
        self._db.table("people").insert(row)
        found = first(self._db, "select * from people where name = :name", name=name)
        if found is None:
            raise StoreError("The account was not kept. Try again.")
        return _person(found)


def _person(row: dict[str, Any]) -> Person:
    return Person(id=row["id"], name=row["name"], role=row["role"])
