"""One box that finds tasks, strategies, batches, trials and executions."""

from dataclasses import dataclass

from flask import Blueprint, render_template, request, url_for

from training.numbers import row_number
from webapp.access import Right, needs
from webapp.resources import catalogue, store, strategies

blueprint = Blueprint("search", __name__, url_prefix="/search")

SHORTEST_ID = 4


@dataclass(frozen=True, kw_only=True)
class Hit:
    """Something that was found."""

    kind: str
    title: str
    url: str
    more: str


@blueprint.get("/")
@needs(Right.VIEW)
def show() -> str:
    """Show what matches."""
    q = request.args.get("q", "").strip()[:100]
    return render_template("search/show.html", q=q, hits=find(q))


def find(q: str) -> tuple[Hit, ...]:
    """Return what matches."""
    return (*_named(q), *_numbered(q)) if q else ()


def _named(q: str) -> list[Hit]:
    word = q.lower()
    tasks = [
        Hit(
            kind="task",
            title=task.title,
            url=url_for("tasks.show", task_id=task.id),
            more=f"{task.id}, {task.category}",
        )
        for task in catalogue().all()
        if word in f"{task.id} {task.title} {task.category}".lower()
    ]
    return tasks + [
        Hit(
            kind="strategy",
            title=item.name,
            url=url_for("strategies.show", name=item.name),
            more=f"version {item.version}",
        )
        for item in strategies().all()
        if word in item.name
    ]


def _numbered(q: str) -> list[Hit]:
    hits = []
    number = row_number(q)
    if number is not None:
        batch, trial = store().batches.find(number), store().trials.find(number)
        if batch:
            hits.append(
                Hit(kind="batch", title=f"Batch {q}", url=url_for("batches.show", batch_id=batch.id), more=batch.title)
            )
        if trial:
            url = url_for("trials.show", trial_id=trial.id)
            hits.append(Hit(kind="trial", title=f"Trial {q}", url=url, more=f"{trial.task_id}, {trial.strategy_name}"))
    found = store().executions.find_id(q) if len(q) >= SHORTEST_ID else None
    if found is not None:
        url = url_for("executions.show", row_id=found)
        hits.append(Hit(kind="execution", title=f"Execution {q}", url=url, more=f"number {found}"))
    return hits
