"""The catalogue, and one task with how strategies did on it."""

from dataclasses import dataclass

from flask import Blueprint, render_template, request
from markupsafe import Markup

from sandbox.model import SourceFile
from training.model.tasks import Task
from webapp.access import Right, needs
from webapp.context import may
from webapp.facets import facets, matching, read_filters
from webapp.rates import rate_of
from webapp.reading.code import coloured_lines
from webapp.resources import catalogue, store

blueprint = Blueprint("tasks", __name__, url_prefix="/tasks")


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
        results={},
    )


@blueprint.get("/<task_id>")
@needs(Right.VIEW)
def show(task_id: str) -> str:
    """Show one task; the hidden tests and the reference to those who may audit."""
    task = catalogue().get(task_id)
    parts = [("Starter", task.starter), ("Visible tests", task.visible_tests)]
    if may("audit"):
        parts += [("Hidden tests", task.hidden_tests), ("Reference", task.reference)]
    shown = [(title, _files(files, title)) for title, files in parts]
    return render_template("tasks/show.html", task=task, parts=shown, results=_results(task))


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


@dataclass(frozen=True, kw_only=True)
class StrategyResult:
    """How one strategy did on one task."""

    strategy: str
    rate: float | None
    low: float | None
    high: float | None
    n: int


def _results(task: Task) -> list[StrategyResult]:
    results = []
    for name, passed, n in store().trials.tally_for_task(task.id):
        rate = rate_of(passed, n)
        results.append(StrategyResult(strategy=name, rate=rate.rate, low=rate.low, high=rate.high, n=rate.n))
    return results
