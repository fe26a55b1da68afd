"""`proving alert`: what a team wants to hear of."""

from datetime import UTC, datetime
from typing import Any

import click

from proving.cli.acts import note, user_name
from proving.cli.errors import Misuse
from proving.cli.output import json_option, print_json, print_table
from proving.wiring import Wiring
from training.alerts import InvalidRuleError
from training.model.alerts import AlertRule, Watched
from training.model.batches import DEFAULT_TEAM
from training.model.profiles import ALL

team_option = click.option("--team", default=DEFAULT_TEAM, show_default=True, help="Whose alerts.")


@click.group()
def alert() -> None:
    """Be told when a strategy falls below a threshold or a baseline."""


@alert.command("add")
@click.argument("strategy")
@click.option("--agent", default="repair", show_default=True)
@click.option("--scope", default=ALL, show_default=True, help="all, category:NAME, difficulty:NAME or cell:C/D.")
@click.option("--measure", type=click.Choice([one.value for one in Watched]), default="success", show_default=True)
@click.option("--below", type=float, help="A threshold: 0 to 1 for success, 0 to 100 for a score.")
@click.option("--baseline", help="The name of promoted profiles; see `proving profile promote`.")
@click.option("--window", default=50, show_default=True, help="How many trials; more see smaller falls.")
@team_option
@click.pass_obj
def add(wiring: Wiring, /, *, strategy: str, measure: str, below: float | None, **asked: Any) -> None:
    """Add a rule for STRATEGY. It is raised by a whole interval that allows for many looks, never by a point."""
    rule = AlertRule(
        strategy_name=strategy,
        measure=Watched(measure),
        threshold=below,
        created_by=user_name(),
        **{name: asked[name] for name in ("agent", "scope", "baseline", "window", "team")},
    )
    now = datetime.now(UTC)
    try:
        with wiring.open_store() as store:
            kept = store.alerts.add(rule, now=now)
            note(store, "added", "alert rule", kept.id, team=kept.team, now=now)
            judgement = store.alerts.judged(kept)
    except InvalidRuleError as error:
        raise Misuse(str(error)) from error
    click.echo(f"Rule {kept.id}. {judgement.words}")


@alert.command("list")
@team_option
@json_option
@click.pass_obj
def list_alerts(wiring: Wiring, *, team: str, as_json: bool) -> None:
    """List the rules and what they have said, newest first."""
    with wiring.open_store() as store:
        rules, said = store.alerts.rules(team=team), store.alerts.list(team=team)
    if as_json:
        print_json({"rules": rules, "alerts": said})
        return
    print_table(
        ("rule", "strategy", "agent", "scope", "measure", "below", "window", "state"),
        [
            (
                one.id,
                one.strategy_name,
                one.agent,
                one.scope,
                one.measure,
                one.baseline if one.threshold is None else f"{one.threshold:g}",
                one.window,
                "raised" if one.raised else "quiet",
            )
            for one in rules
        ],
        empty="No rule yet. Add one with: proving alert add STRATEGY --below 0.5",
    )
    for one in said:
        click.echo(f"{one.at:%Y-%m-%d %H:%M} {'raised' if one.raised else 'cleared'}: {one.words}")


@alert.command("check")
@team_option
@click.pass_obj
def check(wiring: Wiring, *, team: str) -> None:
    """Look at every rule now, and tell the webhooks what changed."""
    with wiring.open_store() as store:
        for rule, judgement in store.alerts.consider_all(team=team, now=datetime.now(UTC)):
            click.echo(f"{'RAISED' if judgement.raised else 'quiet '} rule {rule.id}: {judgement.words}")
    wiring.courier().send_due()


@alert.command("remove")
@click.argument("rule_id", type=int)
@team_option
@click.pass_obj
def remove(wiring: Wiring, rule_id: int, *, team: str) -> None:
    """Forget a rule; what it said stays."""
    now = datetime.now(UTC)
    with wiring.open_store() as store:
        store.alerts.remove(rule_id, team=team)
        note(store, "removed", "alert rule", rule_id, team=team, now=now)
    click.echo(f"Rule {rule_id} is gone.")
