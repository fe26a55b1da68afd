"""`proving agent`: who can do the work here, and what the embedded one has learnt."""

import sys
from datetime import UTC, datetime
from typing import Any

import click

from proving.cli.choosing import TASKS_HELP, choose_tasks
from proving.cli.errors import EXIT_FAILURE, Misuse
from proving.cli.output import json_option, percent, percent_interval, print_json, print_table
from proving.wiring import KeptWeights, Wiring
from training.agents.describe import describe
from training.agents.repair.lessons import OperatorLesson, lessons_of
from training.curves import CurveRequest, measure_curve
from training.model.curves import CurvePoint
from training.model.profiles import Interval
from training.rehearsal import rehearsal

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


@agent.command()
@click.option("--tasks", default="kind:fix", show_default=True, help=TASKS_HELP)
@click.option("--strategy", "name", default="balanced", show_default=True, help="The strategy to work under.")
@click.option("--folds", default=4, show_default=True, type=click.IntRange(2, 50), help="Each is held out once.")
@click.option("--seeds", default=3, show_default=True, type=click.IntRange(1, 50), help="How often to do it all.")
@click.option("--steps", default=2, show_default=True, type=click.IntRange(1, 20), help="Points after the first.")
@click.option("--passes", default=1, show_default=True, type=click.IntRange(1, 20), help="Rounds of learning.")
@json_option
@click.pass_obj
def curve(wiring: Wiring, /, *, as_json: bool, **asked: Any) -> None:
    """Measure whether `repair` gets better with learning: on tasks held out, by cross-validation, with intervals.

    What it learns here is thrown away afterwards; what it knows otherwise takes no part.
    """
    request = CurveRequest(
        tasks=choose_tasks(asked["tasks"], wiring.catalogue),
        strategy=wiring.strategies.get(asked["name"]),
        folds=asked["folds"],
        seeds=tuple(range(1, asked["seeds"] + 1)),
        steps=asked["steps"],
        passes=asked["passes"],
        slots=wiring.settings.worker_slots,
    )
    with wiring.bench() as bench:
        found = measure_curve(request, bench.runner, progress=_say_progress)
    with wiring.open_store() as store:
        store.agents.keep_curve(found, now=datetime.now(UTC))
    if as_json:
        print_json(found)
        return
    title = f"{found.strategy}: {len(found.tasks)} tasks, {found.folds} folds, {len(found.seeds)} seeds"
    columns = ("learnt from", "success", "95 % interval", "gain", "interval", "attempts", "saved", "interval")
    print_table(columns, [_point(point, first=not at) for at, point in enumerate(found.points)], title=title)


@agent.command()
@click.argument("task")
@click.option("--strategy", "name", default="balanced", show_default=True, help="The strategy to work under.")
@click.option("--seed", default=1, show_default=True, type=int, help="Decides the draws.")
@click.option("--agent", "agent_name", default="repair", show_default=True, help="Which agent.")
@json_option
@click.pass_obj
def rehearse(wiring: Wiring, /, task: str, *, name: str, seed: int, agent_name: str, as_json: bool) -> None:
    """Work on one task twice with the same seed, and show that the candidates are the same. Nothing is kept.

    Exits with 1 when they are not; agents that ask a model can't be expected to repeat themselves.
    """
    job = (wiring.task(task), wiring.strategy(name), wiring.agent(agent_name))
    with wiring.bench() as bench:
        first, second = (rehearsal(*job, seed=seed, runner=bench.runner) for _ in range(2))
    same = [step.digest for step in first] == [step.digest for step in second]
    if as_json:
        print_json({"same": same, "first": first, "second": second})
    else:
        rows = [(at, step.digest, f"{step.passed}/{step.tests}", step.note) for at, step in enumerate(first, start=1)]
        print_table(("run", "program", "tests", "what it is"), rows)
        click.echo(f"Both times the same {len(first)} programs." if same else "The second time they were others.")
    sys.exit(0 if same else EXIT_FAILURE)


def _say_progress(done: int, total: int) -> None:
    click.echo(f"{done} of {total} folds done", err=True)


def _point(point: CurvePoint, *, first: bool) -> tuple[Any, ...]:
    gain = ("–", "–") if first else (f"{point.gain * 100:+.1f}", _span(point.gain_interval, 100))
    saved = ("–", "–") if first else (f"{point.saved:+.1f}", _span(point.saved_interval, 1))
    success = (percent(point.success), percent_interval(point.success_interval))
    return (point.learnt_from, *success, *gain, f"{point.attempts:.1f}", *saved)


def _span(interval: Interval | None, scale: float) -> str:
    return "–" if interval is None else f"{interval.low * scale:+.1f} to {interval.high * scale:+.1f}"


def _lesson(lesson: OperatorLesson) -> dict[str, Any]:
    return {
        "operator": lesson.operator,
        "tries": lesson.record.tries,
        "gains": lesson.record.gains,
        "factor": lesson.factor,
        "circumstances": {name: lesson.known.ratio(lesson.operator, name) for name, _ in lesson.circumstances},
    }


def _cells(lesson: OperatorLesson) -> tuple[Any, ...]:
    telling = [f"{detail.name} ×{detail.factor:.1f}" for detail in lesson.telling[:MOST_LESSONS]]
    record = lesson.record
    return (lesson.operator, f"{record.tries:.1f}", f"{record.gains:.1f}", f"×{lesson.factor:.2f}", ", ".join(telling))
