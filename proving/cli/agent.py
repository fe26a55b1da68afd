"""`proving agent`: who can do the work here."""

import sys

import click

from proving.cli.errors import EXIT_FAILURE
from proving.cli.output import json_option, print_json, print_table
from proving.wiring import Wiring


@click.group()
def agent() -> None:
    """See the agents, and what they lack."""


@agent.command("list")
@json_option
@click.pass_obj
def list_agents(wiring: Wiring, *, as_json: bool) -> None:
    """List the agents and whether they can work here."""
    rows = [{"name": item.name, "version": item.version, "missing": item.check()} for item in wiring.agents()]
    if as_json:
        print_json(rows)
        return
    print_table(("name", "version", "here"), [(row["name"], row["version"], row["missing"] or "ready") for row in rows])


@agent.command()
@click.argument("name")
@click.pass_obj
def check(wiring: Wiring, name: str) -> None:
    """Say in one line whether an agent can work here, or what is missing. Exits with 1 when something is."""
    missing = wiring.agent(name).check()
    click.echo(missing or f"{name} is ready.")
    sys.exit(EXIT_FAILURE if missing else 0)
