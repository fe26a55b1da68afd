"""`proving strategy`: how agents can be told to work, and a team's own ways beside the built-in ones."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from proving.cli.acts import note, user_name
from proving.cli.errors import Misuse
from proving.cli.output import json_option, percent, percent_interval, print_json, print_table
from proving.wiring import Wiring
from training.facing import face
from training.model.batches import DEFAULT_TEAM
from training.model.strategies import Strategy
from training.sides import strategy_side
from training.strategies import format_strategy, parse_strategy
from training.strategies.differences import field_pairs
from training.strategies.values import read_assignments
from training.strategies.workshop import Workshop
from training.trends import Measure

set_option = click.option(
    "--set", "assignments", multiple=True, metavar="FIELD=VALUE", help="Give a field a value; may be said again."
)
team_option = click.option("--team", default=DEFAULT_TEAM, show_default=True, help="Whose strategies.")
SHOWN_CHARS = 48


@click.group()
def strategy() -> None:
    """See the strategies; make, copy, edit and compare your own."""


@strategy.command("list")
@json_option
@team_option
@click.pass_obj
def list_strategies(wiring: Wiring, *, team: str, as_json: bool) -> None:
    """List the strategies."""
    book = wiring.strategies_of(team)
    found = book.all()
    in_files = {item.name for item in book.in_files()}
    if as_json:
        print_json([{**asdict(item), "kept": _where(item, in_files)} for item in found])
        return
    columns = ("name", "version", "attempts", "edits at once", "checks itself", "kept")
    print_table(columns, [_row(item, in_files) for item in found])


@strategy.command()
@click.argument("name")
@click.option("--toml", is_flag=True, help="Print it as a strategy file.")
@json_option
@team_option
@click.pass_obj
def show(wiring: Wiring, name: str, *, team: str, toml: bool, as_json: bool) -> None:
    """Show one strategy."""
    found = wiring.strategies_of(team).get(name)
    if as_json:
        print_json(asdict(found))
    elif toml:
        click.echo(format_strategy(found), nl=False)
    else:
        for key, value in asdict(found).items():
            click.echo(f"{key}: {value}")


@strategy.command()
@click.argument("name")
@click.option("--file", "path", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="A strategy file.")
@set_option
@team_option
@click.pass_obj
def create(wiring: Wiring, name: str, path: Path | None, assignments: tuple[str, ...], *, team: str) -> None:
    r"""Make a strategy of your own, from a file or from fields alone.

    \b
    Examples:
      proving strategy create patient --file patient.toml
      proving strategy copy conservative patient --set attempts=80
    """
    values = read_assignments(assignments)
    if path is not None:
        values = {**_without_name(parse_strategy(_text(path), name=name, source=str(path))), **values}
    with _workshop(wiring, name, "created", team=team) as workshop:
        _say("made", workshop.create(name, values))


@strategy.command()
@click.argument("name")
@click.argument("new_name")
@set_option
@team_option
@click.pass_obj
def copy(wiring: Wiring, name: str, new_name: str, assignments: tuple[str, ...], *, team: str) -> None:
    """Make a strategy of your own from another one."""
    with _workshop(wiring, new_name, "created", team=team, detail=f"a copy of {name}") as workshop:
        _say(f"made from {name}", workshop.copy(name, new_name, read_assignments(assignments)))


@strategy.command()
@click.argument("name")
@set_option
@team_option
@click.pass_obj
def edit(wiring: Wiring, name: str, assignments: tuple[str, ...], *, team: str) -> None:
    """Change a strategy of your own: with --set, or without it in your editor. A change makes a new version."""
    before = wiring.strategies_of(team).get(name)
    changes = read_assignments(assignments) if assignments else _edited(before)
    with _workshop(wiring, name, "edited", team=team) as workshop:
        after = workshop.edit(name, changes)
        if after.version == before.version:
            click.echo(f"{name} is as it was; its version stays {before.version}.")
        else:
            _say(f"changed from {before.version}", after)


@strategy.command()
@click.argument("name")
@team_option
@click.pass_obj
def retire(wiring: Wiring, name: str, *, team: str) -> None:
    """Offer a strategy of your own no more. What was learnt about it stays."""
    with _workshop(wiring, name, "retired", team=team) as workshop:
        workshop.retire(name)
    click.echo(f"{name} is offered no more. Save it again to bring it back.")


@strategy.command()
@click.argument("name")
@json_option
@team_option
@click.pass_obj
def history(wiring: Wiring, name: str, *, team: str, as_json: bool) -> None:
    """Show the versions of a strategy, and what each was made from."""
    with wiring.open_store() as store:
        shelf = store.strategies.shelf(team)
        saved, used = shelf.history(name), shelf.used_versions(name)
    rows = [
        {"version": item.strategy.version, "made_from": item.parent, "by": item.by, "since": item.at} for item in saved
    ]
    known = {row["version"] for row in rows}
    rows += [
        {"version": item.version, "made_from": None, "by": "a file", "since": since}
        for item, since in used
        if item.version not in known
    ]
    if as_json:
        print_json(rows)
        return
    cells = [(row["version"], row["made_from"], row["by"], f"{row['since']:%Y-%m-%d %H:%M}") for row in rows]
    print_table(("version", "made from", "by", "since"), cells, empty=f"No version of {name} was saved or used yet.")


@strategy.command()
@click.argument("left")
@click.argument("right")
@click.option("--agent", help="Only what this agent did.")
@json_option
@team_option
@click.pass_obj
def compare(wiring: Wiring, left: str, right: str, *, team: str, agent: str | None, as_json: bool) -> None:
    """Compare two strategies: in what they differ, and what they came to on the tasks that both have done."""
    book = wiring.strategies_of(team)
    one, other = book.get(left), book.get(right)
    sides = [strategy_side(each, agent=agent, team=team) for each in (one, other)]
    with wiring.open_store() as store:
        faced = face(
            *sides,
            judged=lambda side: store.reporting.judged(side.wanted),
            left_out=lambda side: store.trials.left_out(side.wanted),
            measure=Measure.SUCCESS,
        )
    found = faced.found
    pairs = field_pairs(one, other)
    if as_json:
        print_json({"fields": pairs, "success": found, "notes": faced.notes})
        return
    print_table(
        ("field", left, right),
        [(pair.field, _short(pair.left), _short(pair.right)) for pair in pairs if pair.differs],
        empty="They differ in nothing but their names.",
    )
    click.echo(f"Success on {len(found.pairs)} tasks that both have done: {found.word}.")
    if found.difference is not None:
        click.echo(f"{left} minus {right}: {percent(found.difference)} ({percent_interval(found.interval)})")
    for remark in faced.notes:
        click.echo(remark)


@contextmanager
def _workshop(wiring: Wiring, name: str, action: str, *, team: str, detail: str = "") -> Iterator[Workshop]:
    now = datetime.now(UTC)
    with wiring.open_store() as store:
        shelf = store.strategies.shelf(store.teams.get(team).name)
        yield Workshop(shelf, wiring.strategies_of(team), by=user_name(), now=now)
        note(store, action, "strategy", name, now=now, team=team, detail=detail)


def _edited(before: Strategy) -> dict[str, Any]:
    text = click.edit(format_strategy(before), extension=".toml")
    if text is None:
        raise Misuse("Nothing was saved in the editor. Change a field there, or use --set.")
    return _without_name(parse_strategy(text, name=before.name, source="The edited text"))


def _without_name(found: Strategy) -> dict[str, Any]:
    values = asdict(found)
    del values["name"], values["version"]
    return values


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Misuse(f"{path} can't be read: {error}. Give a TOML file in UTF-8.") from error


def _say(what: str, item: Strategy) -> None:
    click.echo(f"{item.name} is {what}: version {item.version}.")


def _row(item: Strategy, in_files: set[str]) -> tuple[Any, ...]:
    checks = "yes" if item.self_check else "no"
    return (item.name, item.version, item.attempts, item.edit_size, checks, _where(item, in_files))


def _where(item: Strategy, in_files: set[str]) -> str:
    return "in a file" if item.name in in_files else "here"


def _short(value: Any) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= SHOWN_CHARS else text[:SHOWN_CHARS] + " …"
