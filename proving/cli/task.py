"""`proving task`: what there is to work on, and whether it is sound."""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click

from proving.cli.choosing import ALL, choose_tasks
from proving.cli.errors import EXIT_FAILURE
from proving.cli.output import json_option, print_json, print_table
from proving.cli.task_import import task_import
from proving.wiring import Wiring
from sandbox.model import Trust
from training.errors import TaskFolderError
from training.model.tasks import Task
from training.tasks import TaskCheck, check_task, load_task


@click.group()
def task() -> None:
    """See, prove and import the tasks that agents work on."""


task.add_command(task_import)


@task.command("list")
@click.option("--tasks", "wanted", default=ALL, show_default=True, help="all, ids, category:X, difficulty:X or kind:X.")
@json_option
@click.pass_obj
def list_tasks(wiring: Wiring, *, wanted: str, as_json: bool) -> None:
    """List the tasks."""
    tasks = choose_tasks(wanted, wiring.catalogue)
    if as_json:
        print_json([_summary(item) for item in tasks])
        return
    rows = [(item.id, item.title, item.category, item.difficulty, item.kind) for item in tasks]
    print_table(("id", "title", "category", "difficulty", "kind"), rows)


@task.command()
@click.argument("task_id")
@json_option
@click.pass_obj
def show(wiring: Wiring, task_id: str, *, as_json: bool) -> None:
    """Show one task: its prompt, its starter, its visible tests."""
    item = wiring.catalogue.get(task_id)
    if as_json:
        files = {file.path: file.content.decode(errors="replace") for file in (*item.starter, *item.visible_tests)}
        print_json({**_summary(item), "prompt": item.prompt, "files": files})
        return
    click.echo(f"{item.title}  ({item.id}, {item.category}, {item.difficulty}, {item.kind})\n")
    click.echo(item.prompt.strip())
    for file in (*item.starter, *item.visible_tests):
        click.echo(f"\n--- {file.path}\n{file.content.decode(errors='replace').rstrip()}")


@task.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@json_option
@click.pass_obj
def check(wiring: Wiring, paths: tuple[Path, ...], *, as_json: bool) -> None:
    """Prove tasks in the sandbox: the reference passes every test, the starter does not.

    PATHS are task folders, or folders of task folders; without any, every task there is. Exits with 1 when one is not
    sound.
    """
    found = _load(_folders(paths) if paths else wiring.catalogue.folders())
    sound = [item for item in found if isinstance(item, Task)]
    checks = [item for item in found if isinstance(item, TaskCheck)]
    with wiring.bench() as bench, ThreadPoolExecutor(wiring.settings.worker_slots) as pool:
        for result in pool.map(lambda item: check_task(item, bench.runner), sound):
            checks.append(result)
            _say(result, quiet=as_json)
    checks.sort(key=lambda result: result.id)
    if as_json:
        print_json(checks)
    else:
        click.echo(f"{sum(result.valid for result in checks)} of {len(checks)} tasks are sound.")
    sys.exit(0 if all(result.valid for result in checks) else EXIT_FAILURE)


def _folders(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    folders = []
    for path in paths:
        inside = sorted(file.parent for file in path.glob("*/task.toml"))
        folders += [path] if (path / "task.toml").exists() or not inside else inside
    return tuple(folders)


def _load(folders: tuple[Path, ...]) -> list[Task | TaskCheck]:
    found: list[Task | TaskCheck] = []
    for folder in folders:
        try:
            found.append(load_task(folder))
        except TaskFolderError as error:
            found.append(TaskCheck(id=folder.name, valid=False, problems=(str(error),), trust=Trust.NONE))
    return found


def _say(result: TaskCheck, *, quiet: bool) -> None:
    mark = click.style("sound", fg="green") if result.valid else click.style("not sound", fg="red")
    click.echo(f"{mark}  {result.id}  ({result.trust})", err=quiet)
    for problem in result.problems:
        click.echo(f"    {problem}", err=quiet)


def _summary(item: Task) -> dict[str, str]:
    return {
        "id": item.id,
        "title": item.title,
        "category": item.category,
        "difficulty": item.difficulty,
        "kind": item.kind,
        "content_hash": item.content_hash,
        "source": item.source,
    }
