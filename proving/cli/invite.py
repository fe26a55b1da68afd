"""`proving invite`: a one-time link for somebody new."""

from datetime import UTC, datetime

import click

from proving.invitations import VALID_HOURS, address_of, invite
from proving.wiring import Wiring

ROLES = ("viewer", "operator", "auditor", "admin")


@click.command("invite")
@click.option("--role", type=click.Choice(ROLES), default="viewer", show_default=True, help="What they may do.")
@click.pass_obj
def invite_somebody(wiring: Wiring, *, role: str) -> None:
    """Print a link with which somebody makes an account, once."""
    with wiring.open_store() as store:
        token = invite(store, role=role, now=datetime.now(UTC))
    address = address_of(wiring.settings.host, wiring.settings.port)
    click.echo(
        f"{address}/sign-in/{token}\nIt works once, for {VALID_HOURS} hours, and makes an account of the role {role}."
    )
