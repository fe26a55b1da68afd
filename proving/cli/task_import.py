"""`proving task import`: tasks from exercises of other formats."""

import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import click

from proving.cli.errors import EXIT_FAILURE, Failure
from proving.cli.output import json_option, print_json
from proving.wiring import Wiring
from training.tasks import check_task, load_task
from training.tasks.importing import Draft, Imported, Skipped, write_drafts, written_beside
from training.tasks.importing import exercism as exercism_format
from training.tasks.importing import humaneval as humaneval_format
from training.tasks.importing import quixbugs as quixbugs_format
from training.tasks.importing.unpacking import unpacked


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


def proof_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the choice whether tasks are proved before they are imported."""
    return click.option(
        "--prove/--no-prove", default=True, show_default=True, help="Run references and starters in the sandbox first."
    )(command)


def import_whole(
    wiring: Wiring, drafts: tuple[Draft, ...], into: Path, *, replace: bool, prove: bool, as_json: bool
) -> None:
    """Import all drafts or, where one can't be written or is not sound, none."""
    with written_beside(drafts, into, replace=replace) as folders:
        if prove:
            _refuse_unsound(wiring, folders)
    import_drafts(drafts, into, replace=replace, as_json=as_json)


def _refuse_unsound(wiring: Wiring, folders: tuple[Path, ...]) -> None:
    tasks = [load_task(folder) for folder in folders]
    with wiring.bench() as bench, ThreadPoolExecutor(wiring.settings.worker_slots) as pool:
        checks = list(pool.map(lambda task: check_task(task, bench.runner), tasks))
    unsound = [check for check in checks if not check.valid]
    for check in unsound:
        click.echo(f"{check.id}: {' '.join(check.problems)}", err=True)
    if unsound:
        told = f"{len(unsound)} of {len(checks)} tasks are not sound, so none was imported."
        raise Failure(f"{told} Use --no-prove to import them as they are.")


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
@click.argument("source", metavar="SRC", type=click.Path(path_type=Path, exists=True))
@into_option
@json_option
def exercism(source: Path, *, into: Path, replace: bool, as_json: bool) -> None:
    r"""Import exercises of Exercism's JavaScript track.

    SRC is a copy of the track, one of its folders, or a single exercise; or an archive of one. Every skipped test is
    enabled in the hidden tests; the visible tests hold those that are enabled in the exercise, and the others as
    comments.

    \b
    Examples:
      proving task import exercism javascript/ --into tasks/
      proving task import exercism javascript/exercises/practice/bob --into tasks/
    """
    with unpacked(source) as folder:
        import_drafts(exercism_format.read_exercises(folder), into, replace=replace, as_json=as_json)


@task_import.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--solutions", metavar="FILE", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="For problems that bring none: JSONL with name and solution.")  # fmt: skip
@into_option
@proof_option
@json_option
@click.pass_obj
def humaneval(
    wiring: Wiring, file: Path, *, solutions: Path | None, into: Path, replace: bool, prove: bool, as_json: bool
) -> None:
    r"""Import problems of HumanEval for JavaScript, from JSONL: MultiPL-E's form, or HumanEval-X's.

    Each assertion becomes a test. MultiPL-E brings no solutions: give them in a second file, or as canonical_solution.
    All problems are imported, or none.

    \b
    Examples:
      proving task import humaneval humaneval_js.jsonl --into tasks/
      proving task import humaneval humaneval-js.jsonl --solutions solutions.jsonl --into tasks/
    """
    drafts = humaneval_format.read_humaneval(file, solutions=solutions)
    import_whole(wiring, drafts, into, replace=replace, prove=prove, as_json=as_json)


@task_import.command()
@click.argument("source", metavar="SRC", type=click.Path(path_type=Path, exists=True))
@click.option("--licence", metavar="TEXT", default="MIT", show_default=True, help="What the programs come under.")
@into_option
@proof_option
@json_option
@click.pass_obj
def quixbugs(
    wiring: Wiring, source: Path, *, licence: str, into: Path, replace: bool, prove: bool, as_json: bool
) -> None:
    r"""Import pairs of broken and right programs with test cases, laid out as QuixBugs is.

    SRC is a folder or an archive with three folders: broken programs, right ones of the same names, and files with a
    test case a line, [[ARGUMENTS], RESULT]. All pairs are imported, or none.

    \b
    Examples:
      proving task import quixbugs bugs/ --into tasks/
      proving task import quixbugs bugs.zip --licence Apache-2.0 --into tasks/
    """
    with unpacked(source) as folder:
        drafts = quixbugs_format.read_pairs(folder, licence=licence)
    import_whole(wiring, drafts, into, replace=replace, prove=prove, as_json=as_json)
