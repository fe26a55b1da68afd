"""Stands before every view: who is this, may they, and do they not ask too fast?"""

import logging

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask_wtf.csrf import CSRFProtect
from werkzeug.exceptions import TooManyRequests
from werkzeug.wrappers import Response

from webapp.access import Right, needed_right, rights_of
from webapp.auth import service, tokens
from webapp.auth.cookies import session_token
from webapp.auth.owning import check_owner
from webapp.context import here
from webapp.limits import Limiter
from webapp.resources import NO_TEAM, settings

_log = logging.getLogger(__name__)

_BEARER = "bearer "
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Guard:
    """Checks every request before its view runs."""

    def __init__(self, csrf: CSRFProtect) -> None:
        self._csrf = csrf
        self._limiter = Limiter()

    def check(self) -> Response | None:
        """Let the request pass, send the visitor to the sign-in, or refuse."""
        if request.endpoint is None or request.endpoint == "static":
            return None  # Flask answers these itself: 404, or a file that everybody may have
        right = needed_right(current_app.view_functions[request.endpoint])
        if right is None:
            _log.error("the view %s declares no right; refused", request.endpoint)
            abort(403)
        self._recognise()
        g.team = g.person.team if g.person else NO_TEAM
        self._slow_down()
        if right not in g.rights:
            return _refuse()
        check_owner()
        return None

    def _recognise(self) -> None:
        """Find out who asks: a program by its token, on the API alone, or else a person by their session."""
        g.person, g.rights = None, frozenset({Right.OPEN})
        header = request.headers.get("Authorization", "")
        if is_api() and header.lower().startswith(_BEARER):
            token = tokens.use(header[len(_BEARER) :].strip())
            if token is not None:
                g.person, g.rights = token.person, tokens.rights_of_token(token)
            return
        if is_api() and session_token() is None:
            return  # a program without a token; there is nobody whose browser could be misled
        # a browser sends its cookie by itself, so what it changes must carry a token of ours
        self._csrf.protect()
        g.person = service.find_person(session_token())
        if g.person is not None:
            g.rights = rights_of(g.person.role) | {Right.OPEN}

    def _slow_down(self) -> None:
        rates = settings().rates
        if g.person is None:
            visitor, rate = f"address:{request.remote_addr}", rates.signing_in
            if request.method in _SAFE:
                visitor, rate = f"{visitor}:reading", rates.reading
        else:
            reads = request.method in _SAFE
            visitor = f"person:{g.person.id}:{'reading' if reads else 'changing'}"
            rate = rates.reading if reads else rates.changing
        seconds = self._limiter.wait_seconds(visitor, per_minute=rate)
        if seconds:
            raise TooManyRequests(retry_after=seconds)


def init_guard(app: Flask) -> None:
    """Put the guard before every view. It also asks for the CSRF token, where one is needed."""
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    app.before_request(Guard(CSRFProtect(app)).check)


def is_api() -> bool:
    """Say whether a program asks."""
    return request.path.startswith("/api/")


def _refuse() -> Response:
    if g.person is not None:
        abort(403)
    if request.headers.get("HX-Request") or is_api():
        abort(401)
    following = here() if request.method == "GET" else url_for("dashboard.show")
    return redirect(url_for("auth.sign_in", next=following), 303)
