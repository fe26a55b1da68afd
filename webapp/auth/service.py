"""Passwords, sessions and one-time links. The store keeps hashes only: of passwords argon2id, of tokens SHA-256."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from hashlib import sha256

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from training.errors import StoreError
from training.model.accounts import Person
from webapp.auth.forms import NewAccount
from webapp.context import now
from webapp.resources import settings, store

MOST_FAILURES = 5
LOCKED_MINUTES = 15
_ADDRESS_FACTOR = 10  # many people may share one address
_WRONG = "Name or password is wrong. Check both; after five wrong attempts a name is locked for a while."
_LOCKED = f"There were too many wrong attempts. Wait {LOCKED_MINUTES} minutes, then try again."


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """How a sign-in went: a token, or a problem."""

    token: str | None = None
    problem: str = ""
    is_locked: bool = False


@cache
def hasher() -> PasswordHasher:
    """Return the hasher of passwords, with argon2's recommended cost."""
    return PasswordHasher()


@cache
def _decoy() -> str:
    return hasher().hash(secrets.token_hex(16))


def token_hash(token: str) -> str:
    """Return what the store keeps of a token."""
    return sha256(token.encode()).hexdigest()


def find_person(token: str | None) -> Person | None:
    """Return who a session's token belongs to, or None."""
    return store().accounts.find_by_session(token_hash(token), now=now()) if token else None


def nobody_yet() -> bool:
    """Say whether no account exists."""
    return store().accounts.count() == 0


def sign_in(name: str, password: str, *, address: str) -> Attempt:
    """Check a password and open a session. Wrong attempts are counted in the store, so a restart forgives nothing."""
    keys = {f"name:{name.lower()}": MOST_FAILURES, f"address:{address}": MOST_FAILURES * _ADDRESS_FACTOR}
    accounts, since = store().accounts, now() - timedelta(minutes=LOCKED_MINUTES)
    if any(accounts.count_failures(key, since=since) >= most for key, most in keys.items()):
        return Attempt(problem=_LOCKED, is_locked=True)
    found = accounts.find_credentials(name)
    # An unknown name costs the same time, so that the answer does not tell which names exist.
    right = _verify(found.password_hash if found else _decoy(), password)
    if found is None or not right:
        accounts.record_failures(tuple(keys), now=now())
        return Attempt(problem=_WRONG)
    accounts.forget_failures(f"name:{name.lower()}")
    return Attempt(token=_open_session(found.person))


def _verify(password_hash: str, password: str) -> bool:
    try:
        return hasher().verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def _open_session(person: Person) -> str:
    token = secrets.token_urlsafe(32)
    expires = now() + timedelta(hours=settings().session_hours)
    store().accounts.open_session(token_hash(token), person_id=person.id, now=now(), expires_at=expires)
    return token


def is_invitation(token: str) -> bool:
    """Say whether a one-time link still works."""
    return store().accounts.find_invitation(token_hash(token), now=now()) is not None


def accept(token: str, asked: NewAccount) -> str | dict[str, str]:
    """Make the account that a link allows. Return a session's token, or the problems by field."""
    try:
        person = store().accounts.accept_invitation(
            token_hash(token), name=asked.name, password_hash=hasher().hash(asked.password), now=now()
        )
    except StoreError as error:
        return {"name": str(error)}
    return _open_session(person)


def sign_out(token: str | None) -> None:
    """End a session, if there is one."""
    if token:
        store().accounts.close_session(token_hash(token))
