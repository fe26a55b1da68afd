"""`proving history`: what another tool left, beside what follows from it."""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from proving.cli.acts import note, user_name
from proving.cli.output import json_option, print_json, print_table
from proving.wiring import Wiring
from training.history import PastHistory, faults, read_history, reproduce
from training.history.model import Reproduction
from training.model.batches import DEFAULT_TEAM
from training.model.profiles import Profile
from training.model.trials import Provenance
from training.statistics import wilson_interval


@click.group()
def history() -> None:
    """Read what other tools have left, and judge it."""


@history.command("import")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only show; keep nothing.")
@click.option("--team", default=DEFAULT_TEAM, show_default=True, help="Whose history it is.")
@json_option
@click.pass_obj
def import_history(wiring: Wiring, folder: Path, *, dry_run: bool, team: str, as_json: bool) -> None:
    """Read FOLDER in claude-flow's layout; show its published table beside ours, and what was wrong.

    Its results are kept as trials of the provenance `imported`, and are never averaged with ours.
    """
    found = read_history(folder)
    table = reproduce(found)
    honest: tuple[Profile, ...] = ()
    if not dry_run:
        with wiring.open_store() as store:
            now = datetime.now(UTC)
            kept = store.histories.keep(found, source=folder.name, team=team, by=user_name(), now=now)
            note(store, "imported", "history", kept.id, team=team, now=now)
            honest = store.profiles.list(team=team, agent="claude-flow", provenance=Provenance.IMPORTED)
    if as_json:
        print_json(
            {
                "table": [asdict(row) for row in table],
                "faults": faults(found),
                "honest": [_plain(one) for one in honest],
            }
        )
    else:
        print_history(found, table, honest)


def print_history(found: PastHistory, table: tuple[Reproduction, ...], honest: tuple[Profile, ...]) -> None:
    """Print the published table, ours, and what is wrong."""
    columns = ("strategy", "", "success rate", "avg score", "execution time", "real executions")
    rows: list[tuple[Any, ...]] = []
    for row in table:
        rows += [
            (row.strategy, "published", *_cells(row.published), row.results),
            ("", "ours, from its results alone", *_cells(row.recomputed), row.results),
            ("", "ours, with the simulated past", *_cells(row.with_prior), row.results),
        ]
    print_table(columns, rows, title="Published, and recomputed from its own results (moving average, rate 0.4)")
    for row in table:
        click.echo(_past(row))
    if honest:
        click.echo("\nHonestly: tests passed, lint left out because it never worked, broken runs and all.")
        print_table(
            ("strategy", "tests passed", "success rate", "95 % interval"),
            [(one.key.strategy_name, f"{one.passed} of {one.trials}", *_rate(one)) for one in honest],
        )
    click.echo("\nWhat was wrong there:")
    for sentence in faults(found):
        click.echo(f"- {sentence}")


def _past(row: Reproduction) -> str:
    past = (
        f"{row.strategy}: {row.prior_weight:.2%} of a simulated past is left in the published numbers; the score "
        f"before the first real run that explains them is {row.prior.score:.1f}"
    )
    if row.simulated_score is not None and row.with_simulated_score is not None:
        past += (
            f", and the simulated scores that are still listed come to {row.simulated_score:.1f}, "
            f"which gives {row.with_simulated_score:.2f}"
        )
    trend = f"Its score is {row.score_trend.word}; without the broken runs: {row.sound_trend.word}."
    return f"{past}. {trend}"


def _cells(values: Any) -> tuple[str, str, str]:
    return (f"{values.success_rate * 100:.1f} %", f"{values.score:.2f}", f"{values.execution_ms:.0f} ms")


def _rate(profile: Profile) -> tuple[str, str]:
    interval = wilson_interval(profile.passed, profile.trials)
    shown = f"{interval.low * 100:.0f}–{interval.high * 100:.0f} %" if interval else "–"
    return f"{profile.success.mean * 100:.1f} %", shown


def _plain(profile: Profile) -> dict[str, Any]:
    return {"strategy": profile.key.strategy_name, "passed": profile.passed, "trials": profile.trials}
