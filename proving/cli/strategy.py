"""`proving strategy`: how agents can be told to work."""

from dataclasses import asdict

import click

from proving.cli.output import json_option, print_json, print_table
from proving.wiring import Wiring


@click.group()
def strategy() -> None:
    """See the strategies."""


@strategy.command("list")
@json_option
@click.pass_obj
def list_strategies(wiring: Wiring, *, as_json: bool) -> None:
    """List the strategies."""
    found = wiring.strategies.all()
    if as_json:
        print_json([asdict(item) for item in found])
        return
    rows = [
        (item.name, item.version, item.attempts, item.edit_size, "yes" if item.self_check else "no") for item in found
    ]
    print_table(("name", "version", "attempts", "edits at once", "checks itself"), rows)


@strategy.command()
@click.argument("name")
@json_option
@click.pass_obj
def show(wiring: Wiring, name: str, *, as_json: bool) -> None:
    """Show one strategy."""
    found = wiring.strategies.get(name)
    if as_json:
        print_json(asdict(found))
        return
    for key, value in asdict(found).items():
        click.echo(f"{key}: {value}")
