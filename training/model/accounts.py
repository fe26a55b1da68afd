"""Who may sign in."""

from dataclasses import dataclass

from training.model.batches import DEFAULT_TEAM


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody with an account. `role` is viewer, operator, auditor or admin, in `team`."""

    id: int
    name: str
    role: str
    team: str = DEFAULT_TEAM


@dataclass(frozen=True, kw_only=True)
class Credentials:
    """A person and the hash of their password."""

    person: Person
    password_hash: str
