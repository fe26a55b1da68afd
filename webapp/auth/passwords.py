"""Passwords, hashed by argon2id. An unknown name costs the same time, so that it does not tell which names exist."""

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError


@cache
def hasher() -> PasswordHasher:
    """Return the hasher of passwords, with argon2's recommended cost."""
    return PasswordHasher()


@cache
def _decoy() -> str:
    return hasher().hash(secrets.token_hex(16))


def is_right(password: str, password_hash: str | None) -> bool:
    """Say whether a password fits a hash; without one it takes as long, and does not fit."""
    try:
        return hasher().verify(password_hash or _decoy(), password) and bool(password_hash)
    except (VerificationError, InvalidHashError):
        return False


def needs_new_hash(password_hash: str) -> bool:
    """Say whether a hash was made at another cost than today's."""
    return hasher().check_needs_rehash(password_hash)
