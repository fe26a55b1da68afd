"""`proving profile`: one profile unfolded into its trials, its trend, and profiles for other programs."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from proving.cli.acts import user_name
from proving.cli.errors import Misuse
from proving.cli.output import json_option, milliseconds, percent, print_json, print_table
from proving.cli.profile import estimates, summary
from proving.wiring import Wiring
from training.exchange import to_text
from training.model.batches import DEFAULT_TEAM
from training.model.profiles import ALL, Profile, RecordedUpdate
from training.model.promotions import Promotion
from training.model.trials import Provenance
from training.statistics import effective_sample, shared
from training.store import Store
from training.trends import MOST, Measure, Trend, trends_of

team_option = click.option("--team", default=DEFAULT_TEAM, show_default=True, help="Whose profiles.")
agent_option = click.option("--agent", default="repair", show_default=True, help="Whose work.")
scope_option = click.option(
    "--scope", default=ALL, show_default=True, help="all, category:NAME, difficulty:NAME or cell:CATEGORY/DIFFICULTY."
)
provenance_option = click.option(
    "--provenance",
    type=click.Choice([one.value for one in Provenance]),
    default=Provenance.REAL.value,
    show_default=True,
    help="Which records; they are never mixed.",
)


@click.command("explain")
@click.argument("strategy")
@agent_option
@scope_option
@provenance_option
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 10_000), help="How many steps.")
@team_option
@json_option
@click.pass_obj
def explain(wiring: Wiring, /, *, strategy: str, limit: int, as_json: bool, **asked: Any) -> None:
    """Unfold the profile of STRATEGY into its trials: before, the arithmetic, after."""
    with wiring.open_store() as store:
        found = _one(store, strategy, **asked)
        steps = store.profiles.history(store.profiles.find_id(found.key) or 0, limit=limit)
        known = estimates(store, found)
    if as_json:
        print_json({**summary(found), **known, "steps": [_plain(step) for step in steps]})
        return
    rate = found.rate
    click.echo(
        f"{found.key.strategy_name} of {found.key.agent}, {found.key.scope}, {found.key.provenance}: "
        f"{found.passed} of {found.trials} trials passed."
    )
    click.echo(
        f"Each step: after = {rate:g} × seen + {1 - rate:g} × before, worth about {effective_sample(rate):.0f} trials."
    )
    print_table(("trial", "task", "success", "score", "time"), [_row(step) for step in steps])
    if len(steps) < found.trials:
        click.echo(f"The newest {len(steps)} of {found.trials} steps; --limit shows more.")


@click.command("trend")
@click.argument("strategy")
@agent_option
@scope_option
@provenance_option
@click.option("--window", default=MOST, show_default=True, type=click.IntRange(3, 100_000), help="Newest trials.")
@team_option
@json_option
@click.pass_obj
def trend(wiring: Wiring, /, *, strategy: str, window: int, as_json: bool, **asked: Any) -> None:
    """Say whether STRATEGY is improving, declining, or neither, and how sure that is."""
    with wiring.open_store() as store:
        found = _one(store, strategy, **asked)
        steps = store.profiles.course(store.profiles.find_id(found.key) or 0, Measure.SUCCESS.value, limit=window)
    trends = trends_of(steps, most=window)
    if as_json:
        print_json({measure.value: one for measure, one in trends.items()})
        return
    print_table(
        (
            "measure",
            "in words",
            "trials",
            "earlier half",
            "later half",
            "change with each trial",
            f"{shared(len(Measure)) * 100:.1f} % interval",
        ),
        [_trend_row(measure, one) for measure, one in trends.items()],
    )
    click.echo(
        f"Over the newest {len(steps)} trials, within tasks: only those that were tried again tell of a trend. "
        f"The {len(Measure)} intervals share 5 % among them."
    )


@click.command("export")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file.")
@team_option
@click.pass_obj
def export(wiring: Wiring, *, output: Path | None, team: str) -> None:
    """Write every profile as JSON that other programs read; `proving recommend --from FILE` is one of them."""
    with wiring.open_store() as store:
        found = store.profiles.list(team=team, scope=None)
    text = to_text(found, now=datetime.now(UTC))
    if output is None:
        click.echo(text)
        return
    output.write_text(text + "\n", encoding="utf-8")
    click.echo(f"{len(found)} profiles are in {output}.", err=True)


@click.command("promote")
@click.argument("name")
@agent_option
@click.option("--note", default="", help="What it is for.")
@team_option
@click.pass_obj
def promote(wiring: Wiring, *, name: str, agent: str, note: str, team: str) -> None:
    """Keep what is known of an agent now under NAME, as its next version, and let that one count."""
    with wiring.open_store() as store:
        found = store.profiles.list(team=team, agent=agent, scope=None, provenance=Provenance.REAL)
        if not found:
            raise Misuse(f"Nothing real is known of {agent} yet. Run a batch first.")
        kept = store.promotions.promote(
            name, found, team=team, agent=agent, by=user_name(), note=note, now=datetime.now(UTC)
        )
    click.echo(f"{kept.name}, version {kept.version}: {len(kept.profiles)} profiles of {kept.agent}.")


@click.command("promoted")
@team_option
@json_option
@click.pass_obj
def promoted(wiring: Wiring, *, team: str, as_json: bool) -> None:
    """List what was promoted, every version of every name."""
    with wiring.open_store() as store:
        found = store.promotions.list(team=team)
    if as_json:
        print_json(found)
        return
    print_table(
        ("name", "version", "", "agent", "by", "when", "note"),
        [
            (
                one.name,
                one.version,
                "counts" if one.active else "",
                one.agent,
                one.by,
                f"{one.at:%Y-%m-%d %H:%M}",
                one.note,
            )
            for one in found
        ],
        empty="Nothing was promoted yet. Use: proving profile promote NAME",
    )


@click.command("rollback")
@click.argument("name")
@click.argument("version", type=int)
@team_option
@click.pass_obj
def rollback(wiring: Wiring, *, name: str, version: int, team: str) -> None:
    """Let an earlier VERSION of NAME count again."""
    with wiring.open_store() as store:
        kept = store.promotions.roll_back(name, version, team=team, by=user_name(), now=datetime.now(UTC))
    click.echo(f"{kept.name}: version {kept.version} counts.")


def _one(store: Store, strategy: str, *, agent: str, scope: str, provenance: str, team: str) -> Profile:
    found = [
        one
        for one in store.profiles.list(team=team, agent=agent, scope=scope, provenance=Provenance(provenance))
        if one.key.strategy_name == strategy
    ]
    if not found:
        raise Misuse(f"No profile of {strategy} by {agent} under {scope} ({provenance}). See `proving profile list`.")
    return max(found, key=lambda one: one.updated_at)


def _row(step: RecordedUpdate) -> tuple[Any, ...]:
    before, seen, after = step.update.before, step.update.observation, step.update.after
    score = None
    if seen.score is not None and after.score is not None:
        old = before.score if before else None
        score = _sum(after.rate, seen.score, old.ema if old else None, after.score.ema, digits=1)
    return (
        step.trial_id,
        step.task_id,
        _sum(after.rate, float(seen.success), before.success.ema if before else None, after.success.ema, digits=3),
        score,
        _sum(
            after.rate, seen.execution_ms, before.execution_ms.ema if before else None, after.execution_ms.ema, digits=0
        ),
    )


def _sum(rate: float, seen: float, before: float | None, after: float, *, digits: int) -> str:
    if before is None:
        return f"starts at {after:.{digits}f}"
    return f"{rate:g} × {seen:.{digits}f} + {1 - rate:g} × {before:.{digits}f} = {after:.{digits}f}"


def _plain(step: RecordedUpdate) -> dict[str, Any]:
    update = step.update
    return {
        "trial_id": step.trial_id,
        "batch_id": step.batch_id,
        "task_id": step.task_id,
        "at": step.at,
        "rate": update.after.rate,
        "before": summary(update.before) if update.before else None,
        "seen": update.observation,
        "after": summary(update.after),
    }


def _trend_row(measure: Measure, one: Trend) -> tuple[Any, ...]:
    shown = {Measure.SUCCESS: percent, Measure.SCORE: _points, Measure.EXECUTION_MS: milliseconds}[measure]
    scale, unit = {Measure.SUCCESS: (100, " points"), Measure.SCORE: (1, " points"), Measure.EXECUTION_MS: (1, " ms")}[
        measure
    ]
    slope = None if one.slope is None else f"{one.slope * scale:+.3g}{unit}"
    interval = (
        None if one.interval is None else f"{one.interval.low * scale:+.3g} to {one.interval.high * scale:+.3g}{unit}"
    )
    return measure.value.replace("_ms", " time"), one.word, one.n, shown(one.earlier), shown(one.later), slope, interval


def _points(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def _state(one: Promotion) -> str:
    return "counts" if one.active else ""


COMMANDS = (explain, trend, export, promote, promoted, rollback)
