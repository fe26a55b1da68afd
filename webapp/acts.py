"""Writes down who did what through the site or its API."""

from flask import request

from training.model.acts import Deed, Via
from webapp.context import now, person
from webapp.resources import store


def note(action: str, kind: str, subject: object = "", *, detail: str = "") -> None:
    """Write down what the one who is signed in has just done."""
    someone = person()
    deed = Deed(
        actor=someone.name if someone else "nobody",
        action=action,
        kind=kind,
        subject=str(subject),
        detail=detail,
        team=someone.team if someone else None,
        via=Via.API if request.path.startswith("/api/") else Via.SITE,
        address=request.remote_addr or "",
    )
    store().acts.record(deed, now=now())
