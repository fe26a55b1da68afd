"""Who comes from a provider of sign-ins, and whether they are let in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import request

from training.errors import StoreError
from training.model.accounts import Person
from training.model.acts import Deed
from webapp.auth import service
from webapp.context import now
from webapp.resources import store
from webapp.settings import OidcSettings

_UNFIT = re.compile(r"[^A-Za-z0-9._-]+")
_SHORTEST, _LONGEST = 2, 40


class RefusedError(Exception):
    """Somebody whom the provider knows and we do not; the message says what to do."""


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Who a provider says somebody is. `email` is None unless the provider has verified it."""

    external_id: str
    name: str
    email: str | None


def identity_of(claims: Mapping[str, Any], *, issuer: str) -> Identity:
    """Return who the claims of a checked token are of. A subject is unique only with its issuer."""
    email = str(claims["email"]) if claims.get("email") and claims.get("email_verified") is True else None
    wanted = claims.get("preferred_username") or (email or "").partition("@")[0] or claims.get("name") or "person"
    name = _UNFIT.sub("-", str(wanted).partition("@")[0]).strip("-.")[:_LONGEST]
    return Identity(
        external_id=f"{issuer.rstrip('/')}|{claims['sub']}",
        name=name if len(name) >= _SHORTEST else "person",
        email=email,
    )


def admit(identity: Identity, chosen: OidcSettings, *, invitation: str) -> Person:
    """Return the account of somebody, made now if they are new and may come in, in the team of the link they came by.

    A name or an address is never taken as proof of an account that is here already: only the provider's own id is.

    Raises:
        RefusedError: they are new and nothing lets them in, or their account was disabled.
    """
    known = store().accounts.find_external(identity.external_id)
    if known is not None:
        return _join(known, invitation)
    if store().accounts.is_external_known(identity.external_id):
        raise RefusedError("Your account here was disabled, or belongs to no team any more. Ask an admin of your team.")
    invited = service.find_invitation(invitation) if invitation else None
    if invited is not None:
        return _create(identity, team=invited.team, role=invited.role, link=service.token_hash(invitation))
    place = _by_domain(identity, chosen)
    if place is None:
        raise RefusedError(
            "You have no account here yet. Ask an admin of your team for a one-time link, and begin with it."
        )
    return _create(identity, team=place[0], role=place[1])


def _join(known: Person, invitation: str) -> Person:
    """Return somebody as they stand in the team of a one-time link; as before where it gives them nothing new."""
    try:
        invited = service.join(invitation, known) if invitation else None
    except StoreError:  # it was spent meanwhile, or they belong to its team already
        return known
    return replace(known, team=invited.team, role=invited.role) if invited else known


def _by_domain(identity: Identity, chosen: OidcSettings) -> tuple[str, str] | None:
    domain = (identity.email or "").rpartition("@")[2].lower()
    allowed = {name.lower() for name in chosen.domains}
    return (chosen.team, chosen.role) if domain and domain in allowed else None


def _create(identity: Identity, *, team: str, role: str, link: str | None = None) -> Person:
    name = store().accounts.free_name(identity.name)
    try:
        person = store().accounts.create_external(
            external_id=identity.external_id, name=name, role=role, team=team, now=now(), invitation=link
        )
    except StoreError as error:
        raise RefusedError(str(error)) from error
    deed = Deed(
        actor=person.name,
        action="joined",
        kind="person",
        subject=person.name,
        detail=f"as {role}, by single sign-on",
        team=team,
        address=request.remote_addr or "",
    )
    store().acts.record(deed, now=now())
    return person
