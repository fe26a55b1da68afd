"""`proving team` and `proving person`: who works here, in which team, as what."""

from datetime import UTC, datetime
from typing import Any

import click

from proving.cli.acts import note
from proving.cli.errors import Misuse
from proving.cli.invite import team_option
from proving.cli.output import json_option, print_json, print_table
from proving.wiring import Wiring
from training.errors import NotFoundError
from training.store import Store
from webapp.access import ROLES
from webapp.team.names import NAME_HINT, TEAM_NAME


@click.group()
def team() -> None:
    """See and found teams. A team sees only its own batches, executions and profiles."""


@team.command("list")
@json_option
@click.pass_obj
def list_teams(wiring: Wiring, *, as_json: bool) -> None:
    """List the teams."""
    with wiring.open_store() as store:
        found = store.teams.all()
    if as_json:
        print_json(found)
        return
    print_table(("name", "title", "members"), [(one.name, one.title, one.members) for one in found])


@team.command()
@click.argument("name")
@click.option("--title", default="", help="What people call it.")
@click.pass_obj
def new(wiring: Wiring, name: str, *, title: str) -> None:
    """Found a team. Invite its first admin with: proving invite --team NAME --role admin."""
    if not TEAM_NAME.fullmatch(name):
        raise Misuse(f"A team can't be called {name}. {NAME_HINT}")
    with wiring.open_store() as store:
        now = datetime.now(UTC)
        store.teams.create(name, title=title, created_by="command line", now=now)
        note(store, "founded", "team", name, team=name, now=now)
    click.echo(f"The team {name} is there. Invite its first admin with: proving invite --team {name} --role admin")


@click.group()
def person() -> None:
    """See people, give them roles, take them out, and end what stands for them."""


@person.command("list")
@team_option
@json_option
@click.pass_obj
def list_people(wiring: Wiring, *, team: str, as_json: bool) -> None:
    """List a team's people."""
    with wiring.open_store() as store:
        store.teams.get(team)
        found = store.teams.members(team)
    if as_json:
        print_json(found)
        return
    rows: list[tuple[Any, ...]] = [
        (
            one.person.name,
            one.person.role,
            "single sign-on" if one.is_external else "password",
            f"{one.seen_at:%Y-%m-%d %H:%M}" if one.seen_at else "never",
            "disabled" if one.is_disabled else "",
        )
        for one in found
    ]
    print_table(("name", "role", "signs in by", "last seen", ""), rows)


@person.command()
@click.argument("name")
@click.argument("role", type=click.Choice(ROLES))
@team_option
@click.pass_obj
def role(wiring: Wiring, name: str, role: str, *, team: str) -> None:
    """Let a person into a team, or give them another role in it."""
    with wiring.open_store() as store:
        now = datetime.now(UTC)
        store.teams.get(team)
        store.teams.put(_id(store, name), team=team, role=role, now=now)
        note(store, "changed the role of", "person", name, team=team, detail=f"to {role}", now=now)
    click.echo(f"{name} is {role} in the team {team} now.")


@person.command()
@click.argument("name")
@team_option
@click.pass_obj
def remove(wiring: Wiring, name: str, *, team: str) -> None:
    """Take a person out of a team, with their tokens and sessions in it."""
    with wiring.open_store() as store:
        now = datetime.now(UTC)
        store.teams.remove(_id(store, name), team=team, now=now)
        note(store, "removed", "person", name, team=team, now=now)
    click.echo(f"{name} belongs to the team {team} no more.")


@person.command()
@click.argument("name")
@click.pass_obj
def disable(wiring: Wiring, name: str) -> None:
    """Let a person sign in no more, and end their sessions and tokens. What they did stays theirs."""
    with wiring.open_store() as store:
        now = datetime.now(UTC)
        store.accounts.disable(name, now=now)
        note(store, "disabled", "person", name, now=now)
    click.echo(f"{name} can sign in no more; their sessions and tokens have ended.")


@person.command()
@click.argument("name")
@click.pass_obj
def enable(wiring: Wiring, name: str) -> None:
    """Let a disabled person sign in again."""
    with wiring.open_store() as store:
        store.accounts.enable(name)
        note(store, "enabled", "person", name, now=datetime.now(UTC))
    click.echo(f"{name} can sign in again.")


@person.command("sign-out")
@click.argument("name")
@click.pass_obj
def sign_out(wiring: Wiring, name: str) -> None:
    """End every session of a person."""
    with wiring.open_store() as store:
        store.sessions.close_of(_id(store, name))
        note(store, "ended every session of", "person", name, now=datetime.now(UTC))
    click.echo(f"{name} is signed out everywhere.")


def _id(store: Store, name: str) -> int:
    found = store.teams.find_person_id(name)
    if found is None:
        raise NotFoundError(f"There is nobody called {name}. Invite them with: proving invite")
    return found


COMMANDS = (team, person)
