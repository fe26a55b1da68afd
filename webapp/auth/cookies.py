"""The cookie that holds a session's token."""

from flask import request
from werkzeug.wrappers import Response

from webapp.resources import settings

_SECONDS_PER_HOUR = 3600


def cookie_name() -> str:
    """Return the cookie's name. Over https its prefix makes browsers refuse one that another host or http has set."""
    return "__Host-proving_session" if settings().https else "proving_session"


def session_token() -> str | None:
    """Return the token that the browser sent, or None."""
    return request.cookies.get(cookie_name())


def keep(response: Response, token: str) -> None:
    """Let the browser keep a session's token, out of every script's reach."""
    response.set_cookie(
        cookie_name(),
        token,
        max_age=round(settings().session_hours * _SECONDS_PER_HOUR),
        httponly=True,
        samesite="Lax",
        secure=settings().https,
    )


def forget(response: Response) -> None:
    """Let the browser forget it."""
    response.delete_cookie(cookie_name(), httponly=True, samesite="Lax", secure=settings().https)
