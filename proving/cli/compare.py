"""`proving compare`: two strategies, agents, batches or versions, paired by task."""

from dataclasses import asdict

import click

from proving.cli.output import json_option, print_json, print_table
from proving.wiring import Wiring
from training.compare import Comparison, in_words
from training.facing import face
from training.model.batches import DEFAULT_TEAM
from training.report.markdown import signed
from training.sides import read_side
from training.trends import Measure

SHOWN = 30


@click.command("compare")
@click.argument("left")
@click.argument("right")
@click.option(
    "--measure",
    type=click.Choice([measure.value for measure in Measure]),
    default=Measure.SUCCESS.value,
    show_default=True,
    help="What is compared.",
)
@click.option("--team", default=DEFAULT_TEAM, show_default=True, help="Whose trials.")
@json_option
@click.pass_obj
def compare_sides(wiring: Wiring, /, *, left: str, right: str, measure: str, team: str, as_json: bool) -> None:
    r"""Compare LEFT with RIGHT on the tasks that both did.

    Like is compared with like: two strategies under each agent that did both, two agents under each strategy that both
    worked under. What that leaves out is counted.

    A side is a strategy's name, or strategy:NAME, agent:NAME, batch:NUMBER, version:HASH, joined by commas.

    \b
    Examples:
      proving compare conservative aggressive
      proving compare batch:3 batch:4 --measure score
      proving compare agent:repair,strategy:balanced agent:claude,strategy:balanced
    """
    sides = (read_side(left, team=team), read_side(right, team=team))
    with wiring.open_store() as store:
        faced = face(
            *sides,
            judged=lambda side: store.reporting.judged(side.wanted),
            left_out=lambda side: store.trials.left_out(side.wanted),
            measure=Measure(measure),
        )
    found = faced.found
    if as_json:
        names = {"left": sides[0].text, "right": sides[1].text, "measure": measure}
        print_json({**names, **_plain(found), "notes": faced.notes})
        return
    click.echo(in_words(found, left=sides[0].label, right=sides[1].label, measure=Measure(measure)))
    for note in faced.notes:
        click.echo(note)
    rows = [
        (pair.task_id, f"{pair.left:.3g}", f"{pair.right:.3g}", signed(Measure(measure), pair.difference))
        for pair in found.discordant[:SHOWN]
    ]
    if rows:
        print_table(("task", sides[0].label, sides[1].label, "difference"), rows, title="Tasks on which they differ")
    if len(found.discordant) > SHOWN:
        click.echo(f"… and {len(found.discordant) - SHOWN} more; --json shows all.")


def _plain(found: Comparison) -> dict[str, object]:
    return {**asdict(found), "discordant": [asdict(pair) for pair in found.discordant]}
