"""Stands before every view: who is this, and may they?"""

import logging

from flask import Flask, abort, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response

from webapp.access import Right, needed_right, rights_of
from webapp.auth import service
from webapp.context import here

_log = logging.getLogger(__name__)

SESSION_COOKIE = "proving_session"


def init_guard(app: Flask) -> None:
    """Check every request before its view runs."""
    app.before_request(check)


def check() -> Response | None:
    """Let the request pass, send the visitor to the sign-in, or refuse."""
    if request.endpoint is None or request.endpoint == "static":
        return None  # Flask answers these itself: 404, or a file that everybody may have
    right = needed_right(current_app.view_functions[request.endpoint])
    if right is None:
        _log.error("the view %s declares no right; refused", request.endpoint)
        abort(403)
    g.person = service.find_person(request.cookies.get(SESSION_COOKIE))
    if right is Right.OPEN:
        return None
    if g.person is None:
        return _ask_to_sign_in()
    if right not in rights_of(g.person.role):
        abort(403)
    return None


def _ask_to_sign_in() -> Response:
    if request.headers.get("HX-Request") or request.path.startswith("/api/"):
        abort(401)
    following = here() if request.method == "GET" else url_for("dashboard.show")
    return redirect(url_for("auth.sign_in", next=following), 303)
