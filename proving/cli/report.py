"""`proving report`: the validation report, for people and for programs."""

from dataclasses import asdict, fields
from datetime import UTC, datetime
from pathlib import Path

import click

from proving.cli.errors import Misuse
from proving.cli.output import to_json
from proving.wiring import Wiring
from training.model.batches import DEFAULT_TEAM
from training.model.trials import Provenance
from training.report import Report, Targets, build_report
from training.report.markdown import to_markdown
from training.report.targets import aim
from webapp.report.rendering import standalone_html


@click.command("report")
@click.option("--batch", "batch_id", type=int, help="One batch.")
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M"]), help="Everything that closed since then, in UTC."
)
@click.option("--format", "form", type=click.Choice(["md", "html", "json"]), default="md", show_default=True)
@click.option(
    "--provenance",
    type=click.Choice([one.value for one in Provenance]),
    default=Provenance.REAL.value,
    show_default=True,
    help="Which records, where no batch is named; they are never mixed.",
)
@click.option(
    "--target",
    "targets",
    multiple=True,
    metavar="NAME=VALUE",
    help=f"Another target than usual, as in success-rate=0.6. There are: "
    f"{', '.join(field.name.replace('_', '-') for field in fields(Targets))}.",
)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file.")
@click.option("--team", default=DEFAULT_TEAM, show_default=True, help="Whose trials.")
@click.pass_obj
def report(
    wiring: Wiring,
    /,
    *,
    batch_id: int | None,
    since: datetime | None,
    form: str,
    provenance: str,
    targets: tuple[str, ...],
    output: Path | None,
    team: str,
) -> None:
    r"""Write the validation report: summary, metrics, evolution, insights with their evidence, and the targets.

    \b
    Examples:
      proving report --batch 3
      proving report --since 2026-01-01 --format html --output report.html
      proving report --target success-rate=0.6 --format json
    """
    if batch_id is not None and since is not None:
        raise Misuse("Say either --batch or --since.")
    aimed = _targets(targets)
    moment = since.replace(tzinfo=UTC) if since else None
    with wiring.open_store() as store:
        facts = (
            store.reporting.of_batch(batch_id)
            if batch_id is not None
            else store.reporting.since(moment, team=team, provenance=Provenance(provenance))
        )
    found = build_report(facts, now=datetime.now(UTC), targets=aimed)
    _write({"md": to_markdown, "html": standalone_html, "json": _json}[form](found), output)


def _targets(given: tuple[str, ...]) -> Targets:
    targets = Targets()
    for word in given:
        name, _, value = word.partition("=")
        try:
            targets = aim(targets, name, value)
        except ValueError as error:
            raise Misuse(str(error)) from error
    return targets


def _json(found: Report) -> str:
    return to_json(asdict(found)) + "\n"


def _write(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text, nl=False)
        return
    output.write_text(text, encoding="utf-8")
    click.echo(f"The report is in {output}.", err=True)
