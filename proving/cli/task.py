"""`proving task`: what there is to work on, and whether it is sound."""

import click

from proving.cli.choosing import ALL, TASKS_HELP, choose_tasks
from proving.cli.output import json_option, print_json, print_table
from proving.cli.task_check import check
from proving.cli.task_import import task_import
from proving.cli.task_making import lint, mutate, new
from proving.wiring import Wiring
from training.model.tasks import Task


@click.group()
def task() -> None:
    """See, prove and import the tasks that agents work on."""


for command in (check, lint, mutate, new):
    task.add_command(command)
task.add_command(task_import)


@task.command("list")
@click.option("--tasks", "wanted", default=ALL, show_default=True, help=TASKS_HELP)
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
