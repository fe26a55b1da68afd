"""The catalogue, and one task with how strategies did on it."""

from dataclasses import dataclass

from flask import Blueprint, render_template, request
from markupsafe import Markup

from sandbox.model import SourceFile
from webapp.access import Right, needs
from webapp.context import may
from webapp.facets import facets, matching, read_filters
from webapp.reading.code import coloured_lines
from webapp.resources import catalogue, store
from webapp.tasks.measured import by_strategy, measured, versions

blueprint = Blueprint("tasks", __name__, url_prefix="/tasks")

_LATEST_TRIALS = 15


@blueprint.get("/")
@needs(Right.VIEW)
def index() -> str:
    """Show the tasks that match the filters of the address."""
    every, filters = catalogue().all(), read_filters(request.args)
    return render_template(
        "tasks/index.html",
        tasks=matching(every, filters),
        total=len(every),
        facets=facets(every),
        filters=filters,
        results=measured(every, store().task_results.list()),
    )


@blueprint.get("/<task_id>")
@needs(Right.VIEW)
def show(task_id: str) -> str:
    """Show one task; the hidden tests and the reference to those who may audit."""
    task = catalogue().get(task_id)
    parts = [("Starter", task.starter), ("Visible tests", task.visible_tests)]
    if may("audit"):
        parts += [("Hidden tests", task.hidden_tests), ("Reference", task.reference)]
    results = store().task_results.list(task_id=task_id)
    return render_template(
        "tasks/show.html",
        task=task,
        parts=[(title, _files(files, title)) for title, files in parts],
        measured=measured((task,), results).get(task.id),
        results=by_strategy(task, results),
        versions=versions(task, results),
        trials=store().trials.list_for_task(task_id, limit=_LATEST_TRIALS),
    )


@dataclass(frozen=True, kw_only=True)
class ShownFile:
    """One file of a task."""

    path: str
    lines: tuple[Markup, ...]
    anchor: str


def _files(files: tuple[SourceFile, ...], title: str) -> list[ShownFile]:
    return [
        ShownFile(
            path=file.path,
            lines=coloured_lines(file.content.decode(errors="replace"), file.path),
            anchor=f"{title.lower().replace(' ', '-')}-{at}",
        )
        for at, file in enumerate(files)
    ]
