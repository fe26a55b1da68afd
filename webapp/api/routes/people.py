"""Who one is, the team's people, their sessions, and other teams."""

from http import HTTPStatus
from typing import Any

from flask import g
from marshmallow import Schema, fields, validate

from training.model.accounts import Member, OpenSession, Person, Team
from webapp.access import ROLES, Right
from webapp.acts import note
from webapp.addresses import outside
from webapp.api.arguments import Asked, text, word
from webapp.api.operations import Operations
from webapp.api.schemas import list_of, schema_of, shaped
from webapp.auth import service
from webapp.context import now, the_person
from webapp.resources import store
from webapp.team.names import NAME_HINT, TEAM_NAME

api = Operations("people", "Who one is, the team's people, their sessions, and teams.")


Me = shaped(Person, "Me", rights=fields.List(fields.String()), teams=fields.List(fields.String()))


class RoleAsked(Asked):
    """A role."""

    role = word(ROLES, required=True)


class Link(Schema):
    """A one-time link, shown this once."""

    address = fields.String()
    role = fields.String()
    team = fields.String()


class TeamAsked(Asked):
    """A team to be founded."""

    name = fields.String(required=True, validate=validate.Regexp(rf"^{TEAM_NAME.pattern}\Z", error=NAME_HINT))
    title = text(longest=80, load_default="")


@api.get("/me", Me)
def get_me() -> dict[str, Any]:
    """Show who asks, what they may do, and the teams that they belong to."""
    someone = the_person()
    rights = sorted(right.value for right in g.rights - {Right.OPEN})
    return {**vars(someone), "rights": rights, "teams": [team.name for team, _ in store().teams.of(someone.id)]}


@api.get("/team", schema_of(Team))
def get_team() -> Team:
    """Show the team that the token looks at."""
    return store().teams.get(the_person().team)


@api.operation(
    "/teams", "POST", schema_of(Team), right=Right.MANAGE, status=HTTPStatus.CREATED, fails=(HTTPStatus.CONFLICT,)
)
@api.takes(TeamAsked)
def create_team(asked: dict[str, str]) -> Team:
    """Found a team, whose first admin is the one who asks."""
    someone = the_person()
    team = store().teams.found(
        asked["name"], title=asked["title"], person_id=someone.id, created_by=someone.name, now=now()
    )
    note("founded", "team", team.name)
    return team


@api.get("/members", list_of(schema_of(Member), "Members"), right=Right.MANAGE)
def list_members() -> dict[str, Any]:
    """List the team's people."""
    return {"items": store().teams.members(the_person().team)}


@api.operation("/members/<int:person_id>", "PUT", schema_of(Member), right=Right.MANAGE, fails=(HTTPStatus.CONFLICT,))
@api.takes(RoleAsked)
def change_member(asked: dict[str, str], person_id: int) -> Member:
    """Give one of the team's people another role."""
    team = the_person().team
    before = store().teams.get_member(person_id, team=team)
    store().teams.put(person_id, team=team, role=asked["role"], now=now())
    note("changed the role of", "person", before.person.name, detail=f"from {before.person.role} to {asked['role']}")
    return store().teams.get_member(person_id, team=team)


@api.operation(
    "/members/<int:person_id>",
    "DELETE",
    right=Right.MANAGE,
    status=HTTPStatus.NO_CONTENT,
    fails=(HTTPStatus.CONFLICT,),
)
def remove_member(person_id: int) -> None:
    """Take one of the team's people out of it, with their tokens and sessions there."""
    team = the_person().team
    member = store().teams.get_member(person_id, team=team)
    store().teams.remove(person_id, team=team, now=now())
    note("removed", "person", member.person.name, detail=f"from the team {team}")


@api.operation("/invitations", "POST", Link, right=Right.MANAGE, status=HTTPStatus.CREATED)
@api.takes(RoleAsked)
def create_invitation(asked: dict[str, str]) -> dict[str, str]:
    """Make a one-time link into the team."""
    someone, role = the_person(), asked["role"]
    token = service.invite(team=someone.team, role=role, by=someone.name)
    note("invited somebody to", "team", someone.team, detail=f"as {role}")
    return {"address": outside("auth.welcome", token=token), "role": role, "team": someone.team}


@api.get("/sessions", list_of(schema_of(OpenSession), "OpenSessions"), right=Right.MANAGE)
def list_sessions() -> dict[str, Any]:
    """List who is signed in and looks at the team."""
    return {"items": store().sessions.of_team(the_person().team, now=now())}


@api.operation("/sessions/<session_id>", "DELETE", right=Right.MANAGE, status=HTTPStatus.NO_CONTENT)
def end_session(session_id: str) -> None:
    """End somebody's session."""
    store().sessions.revoke(session_id, team=the_person().team)
    note("ended", "session", session_id)
