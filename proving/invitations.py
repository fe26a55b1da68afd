"""One-time links, with which somebody makes their own account."""

import hashlib
import secrets
from datetime import datetime, timedelta

from training.model.batches import DEFAULT_TEAM
from training.store import Store

VALID_HOURS = 24


def invite(store: Store, *, role: str, now: datetime, team: str = DEFAULT_TEAM, by: str = "") -> str:
    """Return the token of a new one-time link into a team; only its hash is kept.

    Raises:
        NotFoundError: there is no such team.
    """
    token = secrets.token_urlsafe(24)
    store.accounts.invite(
        hashlib.sha256(token.encode()).hexdigest(),
        role=role,
        team=team,
        created_by=by,
        now=now,
        expires_at=now + timedelta(hours=VALID_HOURS),
    )
    return token


def address_of(host: str, port: int) -> str:
    """Return where a site is for a browser on this machine."""
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104 - compared, not bound
    return f"http://{name}:{port}"
