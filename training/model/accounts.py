"""Who may sign in, to which teams they belong, and what stands for them: sessions and tokens."""

from dataclasses import dataclass
from datetime import datetime

from training.model.batches import DEFAULT_TEAM


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody with an account, as they stand in one team. `role` is viewer, operator, auditor or admin, there."""

    id: int
    name: str
    role: str
    team: str = DEFAULT_TEAM


@dataclass(frozen=True, kw_only=True)
class Credentials:
    """A person and the hash of their password."""

    person: Person
    password_hash: str


@dataclass(frozen=True, kw_only=True)
class Team:
    """A team. `name` is what results are filed under; `title` is for people."""

    name: str
    title: str
    created_by: str
    created_at: datetime
    members: int


@dataclass(frozen=True, kw_only=True)
class Member:
    """A person in a team. `is_external` ones sign in elsewhere. `seen_at` is None before the first visit."""

    person: Person
    since: datetime
    seen_at: datetime | None
    is_external: bool
    is_disabled: bool


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """What a one-time link gives to whoever opens it."""

    team: str
    role: str
    created_by: str
    expires_at: datetime


@dataclass(frozen=True, kw_only=True)
class OpenSession:
    """A session that has not ended. `id` names it without giving it away; `seen_at` is exact to a few minutes."""

    id: str
    person: Person
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    address: str
    browser: str


@dataclass(frozen=True, kw_only=True)
class ApiToken:
    """A token of a program's, as far as it may be shown: the secret itself is kept nowhere.

    `scopes` are rights: what the token may do is what both they and its person's role allow.
    """

    id: int
    name: str
    hint: str
    person: Person
    scopes: tuple[str, ...]
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None
