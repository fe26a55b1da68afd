"""`proving agent`: who can do the work here, and what the embedded one has learnt."""

import sys
from typing import Any

import click

from proving.cli.errors import EXIT_FAILURE, Misuse
from proving.cli.output import json_option, print_json, print_table
from proving.wiring import KeptWeights, Wiring
from training.agents.describe import describe
from training.agents.repair.lessons import OperatorLesson, lessons_of

strategy_option = click.option("--strategy", "name", help="Only what was learnt under this strategy.")
MOST_LESSONS = 5


@click.group()
def agent() -> None:
    """See the agents, what they lack, and what the embedded one has learnt."""


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


@agent.command()
@click.argument("name")
@json_option
@click.pass_obj
def show(wiring: Wiring, name: str, *, as_json: bool) -> None:
    """Show what an agent is: its kind, its command, what it sees of our environment. Secrets are named, never shown."""
    facts = describe(wiring.agent(name))
    if as_json:
        print_json(facts)
        return
    for key, value in facts.items():
        click.echo(f"{key}: {' '.join(value) if isinstance(value, tuple) else value}")


@agent.command()
@strategy_option
@json_option
@click.pass_obj
def weights(wiring: Wiring, *, name: str | None, as_json: bool) -> None:
    """Show what `repair` has learnt of its edit operators, by strategy, the most helpful first."""
    with wiring.open_store() as store:
        names = [name] if name else list(store.weights.strategies())
    kept = KeptWeights(wiring.settings.database)
    learnt = {item: lessons_of(kept.load(item)) for item in names}
    if as_json:
        print_json({item: [_lesson(lesson) for lesson in found] for item, found in learnt.items()})
        return
    if not any(learnt.values()):
        click.echo("Nothing is learnt yet. `proving train` lets repair work, and it learns from that.")
    for item, found in learnt.items():
        columns = ("operator", "tried", "helped", "factor", "most unlike itself where")
        print_table(columns, [_cells(lesson) for lesson in found], title=item)


@agent.command()
@strategy_option
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def forget(wiring: Wiring, *, name: str | None, yes: bool) -> None:
    """Forget what `repair` has learnt, under one strategy or all. Profiles and executions stay."""
    if not yes and not click.confirm(f"Forget what repair has learnt under {name or 'every strategy'}?"):
        raise Misuse("Nothing was forgotten.")
    with wiring.open_store() as store:
        count = store.weights.reset(name)
    click.echo(f"{count} counts are forgotten." if count else "There was nothing to forget.")


def _lesson(lesson: OperatorLesson) -> dict[str, Any]:
    return {
        "operator": lesson.operator,
        "tries": lesson.record.tries,
        "gains": lesson.record.gains,
        "factor": lesson.factor,
        "circumstances": {name: record.factor() for name, record in lesson.circumstances},
    }


def _cells(lesson: OperatorLesson) -> tuple[Any, ...]:
    telling = [f"{detail.name} ×{detail.factor:.1f}" for detail in lesson.telling[:MOST_LESSONS]]
    record = lesson.record
    return (lesson.operator, f"{record.tries:.1f}", f"{record.gains:.1f}", f"×{lesson.factor:.2f}", ", ".join(telling))
