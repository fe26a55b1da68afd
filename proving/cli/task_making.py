"""`proving task new|lint|mutate`: tasks of one's own."""

import sys
from pathlib import Path

import click

from proving.cli.choosing import choose_tasks
from proving.cli.errors import EXIT_FAILURE, Failure, Misuse
from proving.cli.output import json_option, print_json
from proving.cli.task_check import folders_of
from proving.wiring import Wiring
from training.errors import TaskCheckError
from training.model.tasks import Difficulty, Task, TaskKind
from training.tasks import Catalogue
from training.tasks.importing import Draft, Imported, Skipped, write_drafts
from training.tasks.linting import lint_task
from training.tasks.loader import ID
from training.tasks.mutants.fixing import VARIANT, fix_tasks
from training.tasks.scaffold import new_task

HERE = Path()


@click.command()
@click.argument("task_id", metavar="ID")
@click.option("--into", metavar="DIR", type=click.Path(path_type=Path, file_okay=False), default=HERE,
              show_default="the current folder", help="Where its folder goes.")  # fmt: skip
@click.option("--title", metavar="TEXT", help="Its title; by default made of the id.")
@click.option("--category", metavar="TEXT", default="strings", show_default=True)
@click.option(
    "--difficulty", type=click.Choice([each.value for each in Difficulty]), default="medium", show_default=True
)
@click.option("--kind", type=click.Choice([each.value for each in TaskKind]), default="implement", show_default=True)
def new(task_id: str, *, into: Path, title: str | None, category: str, difficulty: str, kind: str) -> None:
    r"""Begin a new task: a folder with a small example in each file, to be replaced.

    ID is small letters, digits and dashes; it is the folder's name too.

    \b
    Examples:
      proving task new tide-clock --into tasks/
      proving task new tide-clock --kind fix --difficulty hard --category dates
    """
    if not ID.fullmatch(task_id):
        raise Misuse(f"{task_id!r} is no id of a task. Use small letters, digits and dashes, as in tide-clock.")
    draft = new_task(
        task_id,
        title=title or task_id.replace("-", " ").capitalize(),
        category=category,
        difficulty=Difficulty(difficulty),
        kind=TaskKind(kind),
    )
    (written,) = write_drafts([draft], into)
    if isinstance(written, Skipped):
        raise Failure(written.reason.replace(", or add --replace", ", or choose another id"))
    click.echo(f"{written.folder} is there. Look at it with: proving task lint {written.folder}")


@click.command()
@click.argument("wanted", metavar="[ID | PATH]...", nargs=-1)
@json_option
@click.pass_obj
def lint(wiring: Wiring, wanted: tuple[str, ...], *, as_json: bool) -> None:
    """Look at tasks without running them: fields, files, prompt, tests, sizes, licence.

    Names tasks as `check` does; without any, every task there is. Exits with 1 when something is not as it should be.
    """
    found = [(folder.name, lint_task(folder)) for folder in folders_of(wanted, wiring.catalogue)]
    if as_json:
        print_json([{"id": name, "valid": not problems, "problems": list(problems)} for name, problems in found])
    else:
        for name, problems in found:
            for problem in problems:
                click.echo(f"{name}: {problem}")
        click.echo(f"{sum(not problems for _, problems in found)} of {len(found)} tasks are as they should be.")
    sys.exit(EXIT_FAILURE if any(problems for _, problems in found) else 0)


@click.command()
@click.argument("wanted", metavar="TASK")
@click.option("--count", metavar="N", type=click.IntRange(min=1, max=200), default=5, show_default=True)
@click.option("--seed", metavar="S", type=click.IntRange(min=0), default=0, show_default=True)
@click.option("--into", metavar="DIR", type=click.Path(path_type=Path, file_okay=False),
              help="Write them as task folders; without it they are only listed.")  # fmt: skip
@click.option("--replace", is_flag=True, help="Replace task folders that are there already.")
@click.option("--within-reach", is_flag=True,
              help="Only bugs that one edit of `repair` takes back, to measure how it learns.")  # fmt: skip
@json_option
@click.pass_obj
def mutate(
    wiring: Wiring,
    wanted: str,
    *,
    count: int,
    seed: int,
    into: Path | None,
    replace: bool,
    within_reach: bool,
    as_json: bool,
) -> None:
    r"""Make tasks to mend out of a task's reference, by seeded bugs of the kinds that people make.

    TASK is one, or several as --tasks takes them elsewhere; of several each gives N.

    Each is one that hidden tests catch and visible tests show, and that no single edit of the agent `repair` takes
    back, unless --within-reach is given. The same task and seed give the same tasks.

    \b
    Examples:
      proving task mutate stamp-book --count 3 --seed 7
      proving task mutate stamp-book --count 3 --seed 7 --into tasks/
      proving task mutate all --count 2 --within-reach --into practice/
    """
    tasks = _origins(wanted, wiring.catalogue)
    faults: list[str] = []
    drafts: list[Draft] = []
    done: list[Draft | Imported | Skipped] = []
    with wiring.bench() as bench:
        for at, task in enumerate(tasks, start=1):
            try:
                made = list(fix_tasks(task, count=count, seed=seed, runner=bench.runner, within_reach=within_reach))
            except TaskCheckError as error:
                if len(tasks) == 1:
                    raise
                faults.append(f"{task.id}: {error}")
                made = []
            drafts += made
            done += write_drafts(made, into, replace=replace) if into is not None and made else made
            if len(tasks) > 1:
                click.echo(f"{at} of {len(tasks)} tasks: {len(drafts)} made", err=True)
    if not drafts:
        raise Failure(f"No bug was found in {wanted} that its visible and hidden tests show. Try another seed.")
    skipped = [item for item in done if isinstance(item, Skipped)]
    if as_json:
        print_json([_plain(draft, into) for draft in drafts])
    else:
        _say(drafts, done, wanted=count * len(tasks))
    for fault in faults:
        click.echo(f"left out: {fault}", err=True)
    sys.exit(EXIT_FAILURE if skipped or faults else 0)


def _origins(wanted: str, catalogue: Catalogue) -> list[Task]:
    """Return the tasks that are wanted. What was made of one is nothing to make more of, unless it is named."""
    named = wanted.split(",")
    return [task for task in choose_tasks(wanted, catalogue) if VARIANT not in task.id or task.id in named]


def _plain(draft: Draft, into: Path | None) -> dict[str, object]:
    return {
        "id": draft.id,
        "bugs": list(draft.notes),
        "source": draft.source,
        "folder": into / draft.id if into else None,
        "starter": {file.path: file.content.decode(errors="replace") for file in draft.starter},
    }


def _say(drafts: list[Draft], done: list[Draft | Imported | Skipped], *, wanted: int) -> None:
    for draft, item in zip(drafts, done, strict=True):
        click.echo(f"{draft.id}  ({'; '.join(draft.notes)})")
        if isinstance(item, Skipped):
            click.echo(f"    {item.reason}", err=True)
    if len(drafts) < wanted:
        click.echo(f"There are no more than {len(drafts)} with this seed.", err=True)
