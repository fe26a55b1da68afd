"""Sign-in, sessions and one-time links. The store keeps hashes only: of passwords argon2id, of tokens SHA-256."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from flask import request

from training.errors import StoreError
from training.model.accounts import Invitation, Person
from training.model.acts import Deed
from training.store.sessions import public_id
from webapp.auth.cookies import session_token
from webapp.auth.forms import NewAccount
from webapp.auth.passwords import hasher, is_right, needs_new_hash
from webapp.context import now
from webapp.resources import settings, store

MOST_FAILURES = 5
LOCKED_MINUTES = 15
INVITATION_HOURS = 24
_ADDRESS_FACTOR = 10  # many people may share one address
_WRONG = "Name or password is wrong. Check both; after five wrong attempts a name is locked for a while."
_LOCKED = f"There were too many wrong attempts. Wait {LOCKED_MINUTES} minutes, then try again."


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """How a sign-in went: a token, or a problem."""

    token: str | None = None
    problem: str = ""
    is_locked: bool = False


def token_hash(token: str) -> str:
    """Return what the store keeps of a token."""
    return sha256(token.encode(errors="replace")).hexdigest()


def find_person(token: str | None) -> Person | None:
    """Return who a session's token belongs to, or None."""
    return store().sessions.use(token_hash(token), now=now()) if token else None


def nobody_yet() -> bool:
    """Say whether no account exists."""
    return store().accounts.count() == 0


def sign_in(name: str, password: str, *, address: str) -> Attempt:
    """Check a password and open a session. Wrong attempts are counted in the store, so a restart forgives nothing."""
    keys = {f"name:{name.lower()[:80]}": MOST_FAILURES, f"address:{address}": MOST_FAILURES * _ADDRESS_FACTOR}
    accounts, since = store().accounts, now() - timedelta(minutes=LOCKED_MINUTES)
    if any(accounts.count_failures(key, since=since) >= most for key, most in keys.items()):
        return Attempt(problem=_LOCKED, is_locked=True)
    found = accounts.find_credentials(name)
    right = is_right(password, found.password_hash if found else None)
    if found is None or not right:
        accounts.record_failures(tuple(keys), now=now())
        team = found.person.team if found else None
        _write_down(name[:80], "failed to sign in as", name[:80], team=team)
        return Attempt(problem=_WRONG)
    accounts.forget_failures(f"name:{name.lower()}")
    if needs_new_hash(found.password_hash):
        accounts.keep_password(found.person.id, hasher().hash(password))
    return Attempt(token=open_session(found.person))


def open_session(person: Person, *, how: str = "by password") -> str:
    """Return the token of a new session."""
    token = secrets.token_urlsafe(32)
    store().sessions.open(
        token_hash(token),
        person=person,
        now=now(),
        expires_at=now() + timedelta(hours=settings().session_hours),
        address=request.remote_addr or "",
        browser=request.headers.get("User-Agent", ""),
    )
    _write_down(person.name, "signed in", person.name, team=person.team, detail=how)
    return token


def invite(*, team: str, role: str, by: str) -> str:
    """Return the token of a new one-time link into a team."""
    token = secrets.token_urlsafe(24)
    expires = now() + timedelta(hours=INVITATION_HOURS)
    store().accounts.invite(token_hash(token), role=role, team=team, created_by=by, now=now(), expires_at=expires)
    return token


def find_invitation(token: str) -> Invitation | None:
    """Return what a one-time link gives, or None where it works no more."""
    return store().accounts.find_invitation(token_hash(token), now=now())


def accept(token: str, asked: NewAccount) -> str | dict[str, str]:
    """Make the account that a link allows. Return a session's token, or the problems by field."""
    try:
        person = store().accounts.accept_invitation(
            token_hash(token), name=asked.name, password_hash=hasher().hash(asked.password), now=now()
        )
    except StoreError as error:
        return {"name": str(error)}
    _write_down(person.name, "joined", person.name, team=person.team, detail=f"as {person.role}, by a one-time link")
    return open_session(person, how="by a one-time link")


def join(token: str, person: Person) -> Invitation:
    """Let somebody who is signed in into the team of a link.

    Raises:
        StoreError: the link works no more, or they belong to the team already.
    """
    invitation = store().accounts.join(token_hash(token), person_id=person.id, now=now())
    _write_down(person.name, "joined", person.name, team=invitation.team, detail=f"as {invitation.role}")
    return invitation


def change_password(person: Person, *, old: str, new: str) -> bool:
    """Set another password for one who knows the old one, and end their other sessions; say whether they did."""
    found = store().accounts.find_credentials(person.name)
    if found is None or not is_right(old, found.password_hash):
        return False
    store().accounts.keep_password(person.id, hasher().hash(new))
    store().sessions.close_of(person.id)
    _write_down(person.name, "changed the password of", person.name, team=person.team)
    return True


def this_session() -> str:
    """Return the public id of the session that asks."""
    return public_id(token_hash(session_token() or ""))


def has_password(person: Person) -> bool:
    """Say whether a person can sign in by a password here."""
    found = store().accounts.find_credentials(person.name)
    return found is not None and bool(found.password_hash)


def look_at(team: str) -> None:
    """Let this session look at another team.

    Raises:
        NotFoundError: the person does not belong to it.
    """
    store().sessions.look_at(token_hash(session_token() or ""), team=team)


def sign_out(token: str | None, person: Person | None) -> None:
    """End a session, if there is one."""
    if token:
        store().sessions.close(token_hash(token))
    if person:
        _write_down(person.name, "signed out", person.name, team=person.team)


def _write_down(actor: str, action: str, subject: str, *, team: str | None, detail: str = "") -> None:
    deed = Deed(
        actor=actor or "nobody",
        action=action,
        kind="person",
        subject=subject,
        detail=detail,
        team=team,
        address=request.remote_addr or "",
    )
    store().acts.record(deed, now=now())
