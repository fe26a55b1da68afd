"""`proving task import`: tasks from exercises of other formats."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from proving.cli.errors import EXIT_FAILURE
from proving.cli.output import json_option, print_json
from training.tasks.importing import Draft, Imported, Skipped, write_drafts
from training.tasks.importing import exercism as exercism_format


@click.group("import")
def task_import() -> None:
    """Make task folders of exercises that come in another format."""


def into_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add what every importer takes: where to write, and whether what is there may be replaced."""
    into = click.option(
        "--into", metavar="DIR", type=click.Path(path_type=Path, file_okay=False), required=True, help="Where to."
    )
    replace = click.option("--replace", is_flag=True, help="Replace task folders that are there already.")
    return into(replace(command))


def import_drafts(drafts: Iterable[Draft | Skipped], into: Path, *, replace: bool, as_json: bool) -> None:
    """Write the drafts, say what became of each, and exit: with 1 where nothing came of one that should be a task."""
    done: list[Imported | Skipped] = []
    for item in write_drafts(drafts, into, replace=replace):
        done.append(item)
        _say(item, quiet=as_json)
    written = [item for item in done if isinstance(item, Imported)]
    skipped = [item for item in done if isinstance(item, Skipped)]
    if as_json:
        print_json({"into": into, "imported": written, "skipped": skipped})
    else:
        click.echo(f"{len(written)} tasks imported, {len(skipped)} skipped. Prove them with: proving task check {into}")
    sys.exit(EXIT_FAILURE if not written or any(item.fault for item in skipped) else 0)


def _say(item: Imported | Skipped, *, quiet: bool) -> None:
    if isinstance(item, Skipped):
        click.echo(f"{click.style('skipped', fg='yellow')}   {item.id}: {item.reason}", err=True)
        return
    click.echo(f"{click.style('imported', fg='green')}  {item.id}", err=quiet)
    for note in item.notes:
        click.echo(f"    {note}", err=quiet)


@task_import.command()
@click.argument("source", metavar="SRC", type=click.Path(path_type=Path, exists=True, file_okay=False))
@into_option
@json_option
def exercism(source: Path, *, into: Path, replace: bool, as_json: bool) -> None:
    r"""Import exercises of Exercism's JavaScript track.

    SRC is a copy of the track, one of its folders, or a single exercise. Every skipped test is enabled in the hidden
    tests; the visible tests hold those that are enabled in the exercise, and the others as comments.

    \b
    Examples:
      proving task import exercism javascript/ --into tasks/
      proving task import exercism javascript/exercises/practice/bob --into tasks/
    """
    import_drafts(exercism_format.read_exercises(source), into, replace=replace, as_json=as_json)
