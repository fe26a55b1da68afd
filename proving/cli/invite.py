"""`proving invite`: a one-time link for somebody new."""

from datetime import UTC, datetime

import click

from proving.cli.acts import note, user_name
from proving.invitations import VALID_HOURS, address_of, invite
from proving.wiring import Wiring
from training.model.batches import DEFAULT_TEAM
from webapp.access import ROLES

team_option = click.option(
    "--team", default=DEFAULT_TEAM, show_default=True, help="Which team; see `proving team list`."
)


@click.command("invite")
@click.option("--role", type=click.Choice(ROLES), default="viewer", show_default=True, help="What they may do.")
@team_option
@click.pass_obj
def invite_somebody(wiring: Wiring, *, role: str, team: str) -> None:
    """Print a link with which somebody makes an account, or joins a team, once."""
    with wiring.open_store() as store:
        now = datetime.now(UTC)
        token = invite(store, role=role, team=team, by=user_name(), now=now)
        note(store, "invited somebody to", "team", team, team=team, detail=f"as {role}", now=now)
    address = address_of(wiring.settings.host, wiring.settings.port)
    click.echo(
        f"{address}/sign-in/{token}\n"
        f"It works once, for {VALID_HOURS} hours, and gives the role {role} in the team {team}."
    )
