"""`proving recommend` and `proving calibration`: which strategy to use, and how good such advice has been."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from proving.cli.errors import Misuse
from proving.cli.output import json_option, milliseconds, percent, percent_interval, print_json, print_table
from proving.wiring import Wiring
from training.calibration import NEWEST, Calibration, calibrate
from training.exchange import from_text
from training.model.batches import DEFAULT_TEAM
from training.model.profiles import Profile
from training.model.trials import Provenance
from training.recommend import Priorities, Recommendation, parse_priorities, recommend, to_plain


@click.command("recommend")
@click.option("--category", help="The kind of task.")
@click.option("--difficulty", help="easy, medium or hard.")
@click.option("--weights", help="What counts, adding up to 1; usually success=.6,speed=.2,cost=.2.")
@click.option("--agent", default="repair", show_default=True, help="Whose profiles.")
@click.option("--from", "source", help="A promoted name, or a file of exported profiles.")
@click.option("--team", default=DEFAULT_TEAM, show_default=True, help="Whose profiles.")
@json_option
@click.pass_obj
def recommend_strategy(wiring: Wiring, /, *, weights: str | None, as_json: bool, **asked: Any) -> None:
    r"""Say which strategy to use for a kind of task, why, and how sure that is.

    Where little is known of a category and difficulty, the category speaks, and where that is thin, everything.

    \b
    Examples:
      proving recommend --category strings --difficulty hard
      proving recommend --weights success=.8,speed=.1,cost=.1 --json
      proving recommend --from production
    """
    try:
        priorities = parse_priorities(weights) if weights else Priorities()
    except ValueError as error:
        raise Misuse(str(error)) from error
    profiles = _profiles(wiring, asked["source"], agent=asked["agent"], team=asked["team"])
    found = recommend(profiles, category=asked["category"], difficulty=asked["difficulty"], priorities=priorities)
    if as_json:
        print_json(to_plain(found))
    else:
        _print(found)


def _profiles(wiring: Wiring, source: str | None, *, agent: str, team: str) -> tuple[Profile, ...]:
    if source and Path(source).is_file():
        found = from_text(Path(source).read_text(encoding="utf-8", errors="replace"))
        return tuple(one for one in found if one.key.agent == agent and one.key.provenance is Provenance.REAL)
    with wiring.open_store() as store:
        if source:
            return tuple(one for one in store.promotions.get(source, team=team).profiles if one.key.agent == agent)
        return store.profiles.list(team=team, agent=agent, scope=None, provenance=Provenance.REAL)


def _print(found: Recommendation) -> None:
    click.echo(found.reason)
    if not found.arms:
        return
    columns = ("strategy", "expected success", "95 % interval", "from", "time", "cost per solved", "best with")
    rows = [
        (
            arm.strategy_name,
            percent(arm.posterior.mean),
            percent_interval(arm.posterior.interval),
            arm.basis,
            milliseconds(arm.execution_ms),
            None if arm.cost_per_success_usd is None else f"{arm.cost_per_success_usd:.4f} USD",
            f"{arm.best_share:.0%}",
        )
        for arm in found.arms
    ]
    print_table(columns, rows)


@click.command("calibration")
@click.option("--agent", default="repair", show_default=True, help="Whose trials.")
@click.option("--team", default=DEFAULT_TEAM, show_default=True, help="Whose trials.")
@json_option
@click.pass_obj
def calibration(wiring: Wiring, *, agent: str, team: str, as_json: bool) -> None:
    """Set what was predicted of each trial, before it, beside what happened."""
    with wiring.open_store() as store:
        found = calibrate(*store.reporting.replay(team=team, agent=agent, newest=NEWEST))
    if as_json:
        print_json(asdict(found))
        return
    _print_calibration(found)


def _print_calibration(found: Calibration) -> None:
    click.echo(found.words)
    rows = [
        (
            f"{one.low:.0%} to {one.high:.0%}",
            one.n,
            percent(one.predicted),
            percent(one.happened),
            percent_interval(one.interval),
        )
        for one in found.bins
    ]
    if rows:
        print_table(("predicted", "trials", "on average", "happened", "95 % interval"), rows)
