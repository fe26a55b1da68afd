"""What a team lead looks at first."""

from flask import Blueprint, render_template

from webapp.access import Right, needs
from webapp.batches.lost import SILENT
from webapp.batches.rows import BatchRow, batch_row
from webapp.context import now
from webapp.formats import plural
from webapp.profiles.cards import cards, comparison
from webapp.resources import store

blueprint = Blueprint("dashboard", __name__)

RECENT = 8


@blueprint.get("/")
@needs(Right.VIEW)
def show() -> str:
    """Show strategies, what runs, and what ran."""
    found = cards(store())
    return render_template(
        "dashboard/show.html",
        cards=found,
        comparison=comparison(found),
        rows=tuple(batch_row(batch) for batch in store().batches.list(limit=RECENT)),
        running=_running(),
        worker_words=_worker_words(),
    )


@blueprint.get("/running")
@needs(Right.VIEW)
def running() -> str:
    """Show what runs now."""
    return render_template("dashboard/_now.html", running=_running(), worker_words=_worker_words())


def _running() -> tuple[BatchRow, ...]:
    return tuple(batch_row(batch) for batch in store().batches.unfinished())


def _worker_words() -> str:
    workers = store().system.workers(since=now() - SILENT)
    if not workers:
        return "no worker is heard of; start one with: proving worker"
    running, slots = sum(worker.running for worker in workers), sum(worker.slots for worker in workers)
    return f"{plural(len(workers), 'worker')}, {running} of {slots} slots in use"
