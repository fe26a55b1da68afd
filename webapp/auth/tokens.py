"""Tokens of programs: made once, shown once, kept as a hash, worth what their scopes and their person's role allow."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from training.model.accounts import ApiToken, Person
from webapp.access import Right, rights_of
from webapp.auth.service import token_hash
from webapp.context import now
from webapp.resources import store

PREFIX = "pg_"
SCOPES = tuple(right for right in Right if right is not Right.OPEN)
MOST_DAYS = 366
LONGEST_NAME = 80
_HINT_LENGTH = 8


@dataclass(frozen=True, kw_only=True)
class NewToken:
    """A token that was just made: `secret` is told this once."""

    token: ApiToken
    secret: str


def make(person: Person, *, name: str, scopes: tuple[Right, ...], days: int) -> NewToken:
    """Make a token for a person in the team that they stand in."""
    secret = PREFIX + secrets.token_urlsafe(32)
    token = store().tokens.create(
        token_hash(secret),
        hint=secret[:_HINT_LENGTH],
        name=name,
        person=person,
        scopes=tuple(scope.value for scope in scopes),
        now=now(),
        expires_at=now() + timedelta(days=days),
    )
    return NewToken(token=token, secret=secret)


def problem_with(person_rights: frozenset[Right], *, scopes: tuple[Right, ...], name: str, days: int) -> dict[str, str]:
    """Return what is wrong with a token that is asked for, by field."""
    problems = {}
    if not name or len(name) > LONGEST_NAME:
        problems["name"] = f"Give a name of 1 to {LONGEST_NAME} characters that says what the token is for."
    if not scopes:
        problems["scopes"] = "Choose at least one scope."
    beyond = [scope.value for scope in scopes if scope not in person_rights]
    if beyond:
        problems["scopes"] = f"Your own role does not allow {', '.join(beyond)}, so no token of yours can."
    if not 1 <= days <= MOST_DAYS:
        problems["days"] = f"Give a whole number of days from 1 to {MOST_DAYS}."
    return problems


def use(secret: str) -> ApiToken | None:
    """Return the token that a program shows, or None for one that does not work."""
    return store().tokens.use(token_hash(secret), now=now()) if secret.startswith(PREFIX) else None


def rights_of_token(token: ApiToken) -> frozenset[Right]:
    """Return what a token may do now."""
    scopes = frozenset(Right(scope) for scope in token.scopes if scope in set(SCOPES))
    return (rights_of(token.person.role) & scopes) | {Right.OPEN}
