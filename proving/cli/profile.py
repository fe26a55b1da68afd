"""`proving profile`: what has been learnt, and whether it follows from the executions."""

import sys
from typing import Any

import click

from proving.cli.errors import EXIT_FAILURE, Misuse
from proving.cli.output import json_option, milliseconds, percent, percent_interval, print_json, print_table
from proving.wiring import Wiring
from training.course import estimate_of
from training.model.profiles import ALL, Interval, Profile
from training.model.trials import Provenance
from training.statistics import effective_sample, rate_interval
from training.store import Store
from training.store.profiles import ProfileDifference, StrayedScore
from training.trends import Measure


@click.group()
def profile() -> None:
    """See what has been learnt, and check it."""


@profile.command("list")
@click.option("--scope", default=ALL, show_default=True, help="all, category:NAME or difficulty:NAME.")
@json_option
@click.pass_obj
def list_profiles(wiring: Wiring, *, scope: str, as_json: bool) -> None:
    """List the profiles: one for each agent, strategy and provenance."""
    with wiring.open_store() as store:
        profiles = store.profiles.list(scope=scope)
        if as_json:
            print_json([{**summary(item), **estimates(store, item)} for item in profiles])
            return
        print_profiles(store, profiles)


def print_profiles(store: Store, profiles: tuple[Profile, ...]) -> None:
    """Print profiles as a table."""
    columns = ("strategy", "agent", "provenance", "success rate", "of", "95 % interval", "score", "time", "executions")
    rows = [
        (
            item.key.strategy_name,
            item.key.agent,
            item.key.provenance,
            percent(item.success.ema),
            f"{item.passed}/{item.trials}",
            percent_interval(rate_interval(store.profiles.passed_by_task(store.profiles.find_id(item.key) or 0))),
            f"{item.score.ema:.1f}" if item.score else None,
            milliseconds(item.execution_ms.ema),
            item.executions,
        )
        for item in profiles
    ]
    print_table(columns, rows)
    rates = sorted({item.rate for item in profiles})
    if rates:
        worth = ", ".join(f"{rate:g}, worth about {effective_sample(rate):.0f} trials" for rate in rates)
        click.echo(f"Success rate, score and time are moving averages that learn (rate {worth}).")
        click.echo("The interval is for all trials alike; repeats of a task count for less in it than other tasks.")


def summary(item: Profile) -> dict[str, Any]:
    """Return a profile as JSON's fields."""
    return {
        "strategy": item.key.strategy_name,
        "strategy_version": item.key.strategy_version,
        "agent": item.key.agent,
        "team": item.key.team,
        "provenance": item.key.provenance,
        "scope": item.key.scope,
        "success_rate": item.success.ema,
        "average_score": item.score.ema if item.score else None,
        "execution_ms": item.execution_ms.ema,
        "executions": item.executions,
        "real_executions": item.executions if item.key.provenance is Provenance.REAL else 0,
        "trials": item.trials,
        "passed": item.passed,
        "success_mean": item.success.mean,
        "execution_ms_mean": item.execution_ms.mean,
        "learning_rate": item.rate,
        "effective_sample": effective_sample(item.rate),
        "tokens": item.tokens,
        "cost_usd": item.cost_usd,
        "tokens_per_solved_task": item.tokens / item.passed if item.tokens and item.passed else None,
        "cost_per_solved_task_usd": item.cost_usd / item.passed if item.cost_usd and item.passed else None,
        "weights_version": item.key.weights,
        "updated_at": item.updated_at,
    }


@profile.command()
@click.option("--check", is_flag=True, help="Only compare; exit with 1 when a profile does not follow from its trials.")
@click.option("--write", is_flag=True, help="Write every profile anew from the trials.")
@click.pass_obj
def rebuild(wiring: Wiring, *, check: bool, write: bool) -> None:
    """Recompute every score, profile and step from the executions, in the order the trials closed."""
    if check == write:
        raise Misuse("Say either --check or --write.")
    with wiring.open_store() as store:
        if write:
            click.echo(f"{store.profiles.rebuild()} profiles were written anew.")
            return
        differences = store.profiles.check()
        kept = store.profiles.list(scope=None, weights=None)
    for item in differences:
        click.echo(_difference(item), err=True)
    wrong = {item.key for item in differences if isinstance(item, ProfileDifference)}
    right = sum(item.key not in wrong for item in kept)
    click.echo(f"{right} of {len(kept)} profiles equal what their executions give, to the last bit.")
    sys.exit(EXIT_FAILURE if differences else 0)


def _difference(item: ProfileDifference | StrayedScore) -> str:
    if isinstance(item, StrayedScore):
        return f"trial {item.trial_id}: its score is kept as {item.kept}, and its executions give {item.recomputed}"
    key = item.key
    step = f", the step of trial {item.trial_id}" if item.trial_id else ""
    return f"{key.agent}, {key.strategy_name}, {key.scope}, weights {key.weights}{step}: kept and recomputed differ"


def estimates(store: Store, item: Profile) -> dict[str, Any]:
    """Return the interval of the success rate, and the score's mean over tasks with its interval."""
    number = store.profiles.find_id(item.key) or 0
    known = {
        measure: estimate_of(store.profiles.sums_by_task(number, measure.value), measure)
        for measure in (Measure.SUCCESS, Measure.SCORE)
    }
    return {
        "success_interval": _bounds(known[Measure.SUCCESS].interval),
        "score_mean": known[Measure.SCORE].mean,
        "score_interval": _bounds(known[Measure.SCORE].interval),
    }


def _bounds(interval: Interval | None) -> list[float] | None:
    return [interval.low, interval.high] if interval else None
