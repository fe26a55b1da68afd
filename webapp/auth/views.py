"""Sign-in by a one-time link or a password, sign-out, and the page of one's own account."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from webapp.access import Right, needs, rights_of
from webapp.auth import service
from webapp.auth.forms import read_new_account
from webapp.auth.guard import SESSION_COOKIE
from webapp.context import person
from webapp.redirects import safe_next
from webapp.resources import settings, store

blueprint = Blueprint("auth", __name__)

_SECONDS_PER_HOUR = 3600
_RIGHTS = (
    (Right.VIEW, "See results"),
    (Right.RUN, "Run batches"),
    (Right.AUDIT, "See hidden tests and references"),
    (Right.MANAGE, "Manage people and settings"),
)


@blueprint.get("/sign-in")
@needs(Right.OPEN)
def sign_in() -> str | Response:
    """Show the form, or go on where one is signed in already."""
    following = _next(request.args.get("next"))
    return redirect(following, 303) if person() else _form(following)


@blueprint.post("/sign-in")
@needs(Right.OPEN)
def check_password() -> Response | tuple[str, int]:
    """Sign in by name and password."""
    name, following = request.form.get("name", "").strip(), _next(request.form.get("next"))
    attempt = service.sign_in(name, request.form.get("password", ""), address=request.remote_addr or "unknown")
    if attempt.token is None:
        return _form(following, name=name, problems={"form": attempt.problem}), 429 if attempt.is_locked else 422
    return _signed_in(attempt.token, following)


@blueprint.get("/sign-in/<token>")
@needs(Right.OPEN)
def welcome(token: str) -> str | tuple[str, int]:
    """Show the form of a one-time link."""
    if not service.is_invitation(token):
        return render_template("auth/spent.html"), 404
    return render_template("auth/welcome.html", values={}, problems={}, first=service.nobody_yet())


@blueprint.post("/sign-in/<token>")
@needs(Right.OPEN)
def accept(token: str) -> Response | tuple[str, int]:
    """Make the account that a one-time link allows, and sign in."""
    if not service.is_invitation(token):
        return render_template("auth/spent.html"), 404
    asked = read_new_account(request.form)
    problems = asked.problems or service.accept(token, asked)
    if isinstance(problems, str):
        return _signed_in(problems, url_for("dashboard.show"))
    page = render_template("auth/welcome.html", values=request.form, problems=problems, first=service.nobody_yet())
    return page, 422


@blueprint.post("/sign-out")
@needs(Right.OPEN)
def sign_out() -> Response:
    """End this session, in the store as well as in the browser."""
    service.sign_out(request.cookies.get(SESSION_COOKIE))
    session.clear()
    flash("You are signed out.", "passed")
    response = redirect(url_for("auth.sign_in"), 303)
    response.delete_cookie(SESSION_COOKIE)
    return response


@blueprint.get("/account")
@needs(Right.VIEW)
def account() -> str:
    """Show who one is here, and what one may do."""
    someone = person()
    held = rights_of(someone.role) if someone else frozenset()
    rights = [(text, right in held) for right, text in _RIGHTS]
    return render_template("auth/account.html", rights=rights)


@blueprint.post("/account/sign-out-everywhere")
@needs(Right.VIEW)
def sign_out_everywhere() -> Response:
    """End every session of the one who asks."""
    someone = person()
    if someone is not None:
        store().accounts.close_sessions(someone.id)
    session.clear()
    flash("You are signed out everywhere.", "passed")
    response = redirect(url_for("auth.sign_in"), 303)
    response.delete_cookie(SESSION_COOKIE)
    return response


def _form(following: str, *, name: str = "", problems: dict[str, Any] | None = None) -> str:
    return render_template(
        "auth/sign_in.html", next_url=following, name=name, problems=problems or {}, nobody_yet=service.nobody_yet()
    )


def _next(address: str | None) -> str:
    return safe_next(address, fallback=url_for("dashboard.show"))


def _signed_in(token: str, following: str) -> Response:
    session.clear()  # a fresh CSRF token for a fresh session
    response = redirect(following, 303)
    response.set_cookie(
        SESSION_COOKIE,
        token,
        max_age=round(settings().session_hours * _SECONDS_PER_HOUR),
        httponly=True,
        samesite="Lax",
        secure=settings().https,
    )
    return response
