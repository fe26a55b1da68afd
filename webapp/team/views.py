"""The settings of a team: who belongs to it with which role, tokens, sessions, and founding another team."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from training.errors import ConflictError
from webapp.access import ROLES, Right, needs
from webapp.acts import note
from webapp.addresses import outside
from webapp.auth import service
from webapp.context import now, the_person
from webapp.resources import store
from webapp.team.names import NAME_HINT, TEAM_NAME

blueprint = Blueprint("team", __name__, url_prefix="/team")


@blueprint.get("/")
@needs(Right.MANAGE)
def members() -> str:
    """Show who belongs to the team."""
    return _members()


@blueprint.post("/invitations")
@needs(Right.MANAGE)
def invite() -> tuple[str, int]:
    """Make a one-time link, and show it this once."""
    role = request.form.get("role", "")
    if role not in ROLES:
        return _members(problems={"role": "Choose one of the roles."}), 422
    someone = the_person()
    token = service.invite(team=someone.team, role=role, by=someone.name)
    note("invited somebody to", "team", someone.team, detail=f"as {role}")
    return _members(link=outside("auth.welcome", token=token), link_role=role), 201


@blueprint.post("/members/<int:person_id>/role")
@needs(Right.MANAGE)
def change_role(person_id: int) -> Response:
    """Give a member another role."""
    someone, role = the_person(), request.form.get("role", "")
    member = store().teams.get_member(person_id, team=someone.team)
    if role not in ROLES:
        flash("Choose one of the roles.", "failed")
        return redirect(url_for("team.members"), 303)
    try:
        store().teams.put(person_id, team=someone.team, role=role, now=now())
    except ConflictError as error:
        flash(str(error), "failed")
        return redirect(url_for("team.members"), 303)
    note("changed the role of", "person", member.person.name, detail=f"from {member.person.role} to {role}")
    flash(f"{member.person.name} is {role} now.", "passed")
    return redirect(url_for("team.members"), 303)


@blueprint.post("/members/<int:person_id>/remove")
@needs(Right.MANAGE)
def remove(person_id: int) -> Response:
    """Take a member out of the team, with their tokens and sessions in it."""
    team = the_person().team
    member = store().teams.get_member(person_id, team=team)
    try:
        store().teams.remove(person_id, team=team, now=now())
    except ConflictError as error:
        flash(str(error), "failed")
        return redirect(url_for("team.members"), 303)
    note("removed", "person", member.person.name, detail=f"from the team {team}")
    flash(f"{member.person.name} belongs to the team no more.", "passed")
    return redirect(url_for("team.members"), 303)


@blueprint.get("/tokens")
@needs(Right.MANAGE)
def tokens() -> str:
    """Show every token of the team's people."""
    return render_template("team/tokens.html", tokens=store().tokens.of_team(the_person().team))


@blueprint.post("/tokens/<int:token_id>/revoke")
@needs(Right.MANAGE)
def revoke_token(token_id: int) -> Response:
    """Let a token of somebody's work no more."""
    token = store().tokens.revoke(token_id, team=the_person().team, now=now())
    note("revoked", "token", token_id, detail=f"{token.name} of {token.person.name}")
    flash(f"The token {token.name} works no more.", "passed")
    return redirect(url_for("team.tokens"), 303)


@blueprint.get("/sessions")
@needs(Right.MANAGE)
def sessions() -> str:
    """Show who is signed in and looks at this team."""
    found = store().sessions.of_team(the_person().team, now=now())
    return render_template("team/sessions.html", sessions=found, this_session=service.this_session())


@blueprint.post("/sessions/<session_id>/end")
@needs(Right.MANAGE)
def end_session(session_id: str) -> Response:
    """End somebody's session."""
    store().sessions.revoke(session_id, team=the_person().team)
    note("ended", "session", session_id)
    flash("That session has ended.", "passed")
    return redirect(url_for("team.sessions"), 303)


@blueprint.get("/new")
@needs(Right.MANAGE)
def new() -> str:
    """Show the form of another team."""
    return render_template("team/new.html", values={}, problems={})


@blueprint.post("/new")
@needs(Right.MANAGE)
def create() -> Response | tuple[str, int]:
    """Found another team, whose first admin is the one who asks."""
    name, title, someone = request.form.get("name", "").strip(), request.form.get("title", "").strip(), the_person()
    problems = {} if TEAM_NAME.fullmatch(name) else {"name": NAME_HINT}
    if not problems:
        try:
            store().teams.found(name, title=title[:80], person_id=someone.id, created_by=someone.name, now=now())
        except ConflictError as error:
            problems = {"name": str(error)}
    if problems:
        return render_template("team/new.html", values=request.form, problems=problems), 422
    note("founded", "team", name)
    service.look_at(name)
    flash(f"The team {name} is there, and you look at it now. Invite the others.", "passed")
    return redirect(url_for("team.members"), 303)


def _members(*, problems: dict[str, str] | None = None, link: str | None = None, link_role: str | None = None) -> str:
    team = the_person().team
    return render_template(
        "team/members.html",
        team=store().teams.get(team),
        members=store().teams.members(team),
        roles=ROLES,
        problems=problems or {},
        link=link,
        link_role=link_role,
        hours=service.INVITATION_HOURS,
    )
