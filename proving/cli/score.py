"""`proving score`: how scores are weighed."""

from datetime import UTC, datetime

import click

from proving.cli.acts import user_name
from proving.cli.errors import Misuse
from proving.cli.output import json_option, print_json, print_table
from proving.wiring import Wiring
from training.errors import InvalidWeightsError
from training.explaining import components, formula
from training.model.batches import DEFAULT_TEAM
from training.model.scores import Weights


@click.group()
def score() -> None:
    """See and change how scores are weighed."""


@score.command("weights")
@click.option("--team", default=DEFAULT_TEAM, show_default=True, help="Whose weights.")
@json_option
@click.pass_obj
def weights(wiring: Wiring, *, team: str, as_json: bool) -> None:
    """List every set of weights that a team has had, the one that counts first."""
    with wiring.open_store() as store:
        found = store.scores.versions(team)
    if as_json:
        print_json(found)
        return
    columns = ("version", "correctness", "speed", "quality", "adopted by", "when", "why", "trials scored again")
    rows = [
        (
            one.weights.version,
            f"{one.weights.correctness:g}",
            f"{one.weights.speed:g}",
            f"{one.weights.quality:g}",
            one.by or None,
            f"{one.at:%Y-%m-%d %H:%M}" if one.by and one.at else None,
            one.reason,
            one.rescored,
        )
        for one in found
    ]
    print_table(columns, rows)


@score.command("adopt")
@click.option("--correctness", type=float, required=True, help="Weight of the hidden tests.")
@click.option("--speed", type=float, required=True, help="Weight of the time against the task's reference.")
@click.option("--quality", type=float, required=True, help="Weight of what the linter finds.")
@click.option("--reason", default="", help="Why.")
@click.option("--team", default=DEFAULT_TEAM, show_default=True, help="Whose weights.")
@click.pass_obj
def adopt(wiring: Wiring, *, correctness: float, speed: float, quality: float, reason: str, team: str) -> None:
    """Weigh scores otherwise from now on, and score the history again. The weights must add up to 100.

    Scores and profiles under the earlier weights stay as they are.
    """
    wanted = Weights(correctness=correctness, speed=speed, quality=quality)
    try:
        with wiring.open_store() as store:
            found = store.scores.adopt(wanted, team=team, by=user_name(), reason=reason, now=datetime.now(UTC))
    except InvalidWeightsError as error:
        raise Misuse(str(error)) from error
    click.echo(f"Version {found.weights.version} counts from now on; {found.rescored} trials were scored again.")


@score.command("explain")
@click.argument("trial_id", type=int)
@click.pass_obj
def explain(wiring: Wiring, trial_id: int) -> None:
    """Show where a trial's score comes from, under every version of the weights."""
    with wiring.open_store() as store:
        store.trials.get(trial_id)
        scores = store.scores.of_trial(trial_id)
    if not scores:
        click.echo(f"Trial {trial_id} has no score.")
        return
    rows = [
        (part.name, "not measured" if part.value is None else f"{part.value:.3f}", part.how)
        for part in components(scores[0])
    ]
    print_table(("component", "value", "from"), rows)
    for one in scores:
        click.echo(f"weights {one.weights.version}: {formula(one)}")
