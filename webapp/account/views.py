"""One's own account: what one may do, the teams that one belongs to, password, sessions, tokens."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp.access import Right, needs, rights_of
from webapp.acts import note
from webapp.auth import service, tokens
from webapp.auth.forms import password_problem
from webapp.auth.views import signed_in, signed_out
from webapp.context import now, the_person
from webapp.redirects import safe_next
from webapp.resources import store

blueprint = Blueprint("account", __name__, url_prefix="/account")

_RIGHTS = (
    (Right.VIEW, "See results"),
    (Right.RUN, "Run batches"),
    (Right.AUDIT, "See hidden tests and references"),
    (Right.MANAGE, "Manage people and settings"),
)
_DEFAULT_DAYS = 90


@blueprint.get("")
@needs(Right.VIEW)
def show() -> str:
    """Show who one is here."""
    return _page()


@blueprint.post("/team")
@needs(Right.VIEW)
def look_at() -> Response:
    """Look at another team from now on."""
    service.look_at(request.form.get("team", ""))
    return redirect(safe_next(request.form.get("next"), fallback=url_for("dashboard.show")), 303)


@blueprint.post("/password")
@needs(Right.VIEW)
def change_password() -> Response | tuple[str, int]:
    """Set another password. Every session ends, and this browser gets a new one."""
    someone, new = the_person(), request.form.get("password", "")
    problems = {
        "password": password_problem(new, someone.name),
        "again": "" if request.form.get("again", "") == new else "The two passwords differ; type the same twice.",
    }
    problems = {name: text for name, text in problems.items() if text}
    if not problems and not service.change_password(someone, old=request.form.get("old", ""), new=new):
        problems["old"] = "This is not your password."
    if problems:
        return _page(problems=problems), 422
    flash("Your password is changed, and your other sessions have ended.", "passed")
    return signed_in(service.open_session(someone, how="after a new password"), url_for("account.show"))


@blueprint.post("/sessions/<session_id>/end")
@needs(Right.VIEW)
def end_session(session_id: str) -> Response:
    """End one of one's sessions."""
    store().sessions.revoke(session_id, person_id=the_person().id)
    note("ended a session of", "person", the_person().name)
    flash("That session has ended.", "passed")
    return redirect(url_for("account.show"), 303)


@blueprint.post("/sign-out-everywhere")
@needs(Right.VIEW)
def sign_out_everywhere() -> Response:
    """End every session of the one who asks."""
    store().sessions.close_of(the_person().id)
    note("ended every session of", "person", the_person().name)
    return signed_out("You are signed out everywhere.")


@blueprint.post("/tokens")
@needs(Right.VIEW)
def make_token() -> tuple[str, int]:
    """Make a token for a program, and show it this once."""
    name = request.form.get("name", "").strip()
    scopes = tuple(scope for scope in tokens.SCOPES if scope.value in request.form.getlist("scope"))
    days = request.form.get("days", -1, type=int)
    someone = the_person()
    problems = tokens.problem_with(rights_of(someone.role), scopes=scopes, name=name, days=days)
    if problems:
        return _page(problems=problems, values=request.form), 422
    made = tokens.make(someone, name=name, scopes=scopes, days=days)
    note("made", "token", made.token.id, detail=f"{name}: {', '.join(scope.value for scope in scopes)}, {days} days")
    return _page(made=made), 201


@blueprint.post("/tokens/<int:token_id>/revoke")
@needs(Right.VIEW)
def revoke_token(token_id: int) -> Response:
    """Let one of one's tokens work no more."""
    someone = the_person()
    token = store().tokens.revoke(token_id, team=someone.team, person_id=someone.id, now=now())
    note("revoked", "token", token_id, detail=token.name)
    flash(f"The token {token.name} works no more.", "passed")
    return redirect(url_for("account.show"), 303)


def _page(*, problems: dict[str, str] | None = None, values: Any = None, made: tokens.NewToken | None = None) -> str:
    someone = the_person()
    held = rights_of(someone.role)
    return render_template(
        "account/show.html",
        rights=[(text, right in held) for right, text in _RIGHTS],
        teams=store().teams.of(someone.id),
        sessions=store().sessions.of_person(someone.id, now=now()),
        this_session=service.this_session(),
        tokens=store().tokens.of_person(someone),
        scopes=[scope for scope in tokens.SCOPES if scope in held],
        problems=problems or {},
        values=values or {"days": str(_DEFAULT_DAYS)},
        made=made,
        has_password=service.has_password(someone),
    )
