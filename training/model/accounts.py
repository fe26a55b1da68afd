"""Who may sign in."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody with an account. `role` is viewer, operator, auditor or admin."""

    id: int
    name: str
    role: str


@dataclass(frozen=True, kw_only=True)
class Credentials:
    """A person and the hash of their password."""

    person: Person
    password_hash: str
