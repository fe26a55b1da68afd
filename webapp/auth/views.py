"""Sign-in by a one-time link or a password, and sign-out."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from training.errors import StoreError
from webapp.access import Right, needs
from webapp.auth import cookies, service
from webapp.auth.forms import read_new_account
from webapp.context import person
from webapp.redirects import safe_next
from webapp.resources import settings

blueprint = Blueprint("auth", __name__)


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
    return signed_in(attempt.token, following)


@blueprint.get("/sign-in/<token>")
@needs(Right.OPEN)
def welcome(token: str) -> str | tuple[str, int]:
    """Show what a one-time link gives: an account, or, to one who has an account, a place in a team."""
    invitation = service.find_invitation(token)
    if invitation is None:
        return render_template("auth/spent.html"), 404
    if person():
        return render_template("auth/join.html", invitation=invitation)
    return _welcome(token, values={}, problems={})


@blueprint.post("/sign-in/<token>")
@needs(Right.OPEN)
def accept(token: str) -> Response | tuple[str, int]:
    """Take what a one-time link gives."""
    if service.find_invitation(token) is None:
        return render_template("auth/spent.html"), 404
    someone = person()
    if someone is not None:
        return _join(token)
    asked = read_new_account(request.form)
    problems = asked.problems or service.accept(token, asked)
    if isinstance(problems, str):
        return signed_in(problems, url_for("dashboard.show"))
    return _welcome(token, values=request.form, problems=problems), 422


@blueprint.post("/sign-out")
@needs(Right.OPEN)
def sign_out() -> Response:
    """End this session, in the store as well as in the browser."""
    service.sign_out(cookies.session_token(), person())
    return signed_out("You are signed out.")


def signed_in(token: str, following: str) -> Response:
    """Go on with a session that has just begun."""
    session.clear()  # a fresh CSRF token for a fresh session
    response = redirect(following, 303)
    cookies.keep(response, token)
    return response


def signed_out(message: str) -> Response:
    """Go to the sign-in with no session left."""
    session.clear()
    flash(message, "passed")
    response = redirect(url_for("auth.sign_in"), 303)
    cookies.forget(response)
    return response


def _join(token: str) -> Response:
    someone = person()
    if someone is None:
        return redirect(url_for("auth.sign_in"), 303)
    try:
        invitation = service.join(token, someone)
    except StoreError as error:
        flash(str(error), "failed")
        return redirect(url_for("account.show"), 303)
    service.look_at(invitation.team)
    flash(f"You belong to the team {invitation.team} now, as {invitation.role}.", "passed")
    return redirect(url_for("dashboard.show"), 303)


def _form(following: str, *, name: str = "", problems: dict[str, Any] | None = None) -> str:
    return render_template(
        "auth/sign_in.html",
        next_url=following,
        name=name,
        problems=problems or {},
        nobody_yet=service.nobody_yet(),
        oidc=settings().oidc,
    )


def _welcome(token: str, *, values: Any, problems: dict[str, str]) -> str:
    return render_template(
        "auth/welcome.html",
        values=values,
        problems=problems,
        first=service.nobody_yet(),
        invitation=service.find_invitation(token),
        sign_in_url=url_for("auth.sign_in", next=url_for("auth.welcome", token=token)),
        oidc=settings().oidc,
        token=token,
    )


def _next(address: str | None) -> str:
    return safe_next(address, fallback=url_for("dashboard.show"))
