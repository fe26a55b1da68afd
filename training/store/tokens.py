"""Tokens of programs. Only a token's hash is kept."""

import json
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from training.errors import NotFoundError, StoreError
from training.model.accounts import ApiToken, Person
from training.store.accounts import person_from
from training.store.connection import change, first, known_moment, moment, rows, stamp, writing

FRESH = timedelta(minutes=5)  # a use is noted this often: each request would be a write


class Tokens:
    """What programs show instead of a password."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def create(
        self,
        token_hash: str,
        *,
        hint: str,
        name: str,
        person: Person,
        scopes: tuple[str, ...],
        now: datetime,
        expires_at: datetime,
    ) -> ApiToken:
        """Keep a token for a person in a team."""
        row = {
            "token_hash": token_hash,
            "hint": hint,
            "name": name,
            "person_id": person.id,
            "team": person.team,
            "scopes": json.dumps(scopes),
            "created_at": stamp(now),
            "expires_at": stamp(expires_at),
        }
        with writing(self._db):
            self._db.table("api_tokens").insert(row)
        found = first(self._db, f"{_TOKENS} where token_hash = :hash", hash=token_hash)
        if found is None:
            raise StoreError("The token was not kept. Try again.")
        return _token(found)

    def use(self, token_hash: str, *, now: datetime) -> ApiToken | None:
        """Return a token that works, and note that it was used; None for one that does not.

        It works until it expires or is revoked, while its person belongs to the team and may sign in.
        """
        row = first(
            self._db,
            f"{_TOKENS} where token_hash = :hash and revoked_at is null and expires_at > :now and disabled_at is null",
            hash=token_hash,
            now=stamp(now),
        )
        if row is None:
            return None
        token = _token(row)
        if token.last_used_at is None or token.last_used_at < now - FRESH:
            with writing(self._db):
                change(
                    self._db, "update api_tokens set last_used_at = :now where id = :id", now=stamp(now), id=token.id
                )
        return token

    def of_team(self, team: str) -> tuple[ApiToken, ...]:
        """Return a team's tokens, newest first, revoked and expired ones too."""
        found = rows(self._db, f"{_TOKENS} where api_tokens.team = :team order by api_tokens.id desc", team=team)
        return tuple(_token(row) for row in found)

    def of_person(self, person: Person) -> tuple[ApiToken, ...]:
        """Return a person's tokens in the team that they stand in, newest first."""
        return tuple(token for token in self.of_team(person.team) if token.person.id == person.id)

    def revoke(self, token_id: int, *, team: str, now: datetime, person_id: int | None = None) -> ApiToken:
        """Let a token of a team's (or only of one person there) work no more; return it.

        Raises:
            NotFoundError: there is none of that id there.
        """
        with writing(self._db):
            changed = change(
                self._db,
                """update api_tokens set revoked_at = coalesce(revoked_at, :now)
                   where id = :id and team = :team and (:person_id is null or person_id = :person_id)""",
                id=token_id,
                team=team,
                person_id=person_id,
                now=stamp(now),
            )
        row = first(self._db, f"{_TOKENS} where api_tokens.id = :id", id=token_id) if changed else None
        if row is None:
            raise NotFoundError(f"There is no token {token_id}.")
        return _token(row)


_TOKENS = """
select api_tokens.id as token_id, api_tokens.hint, api_tokens.name as token_name, api_tokens.scopes,
    api_tokens.created_at, api_tokens.expires_at, api_tokens.last_used_at, api_tokens.revoked_at,
    people.id, people.name, memberships.role, api_tokens.team
from api_tokens join people on people.id = api_tokens.person_id
join memberships on memberships.person_id = people.id and memberships.team = api_tokens.team
"""


def _token(row: dict[str, Any]) -> ApiToken:
    return ApiToken(
        id=row["token_id"],
        name=row["token_name"],
        hint=row["hint"],
        person=person_from(row),
        scopes=tuple(json.loads(row["scopes"])),
        created_at=known_moment(row["created_at"]),
        expires_at=known_moment(row["expires_at"]),
        last_used_at=moment(row["last_used_at"]),
        revoked_at=moment(row["revoked_at"]),
    )
