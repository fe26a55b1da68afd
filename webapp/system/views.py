"""The machinery, as far as the site knows it: workers by their heartbeats, the database, who did what."""

from flask import Blueprint, render_template

from webapp.access import Right, needs
from webapp.batches.lost import SILENT
from webapp.context import now
from webapp.resources import settings, store

blueprint = Blueprint("system", __name__, url_prefix="/system")

ACTS = 30


@blueprint.get("/")
@needs(Right.VIEW)
def show() -> str:
    """Show the state of everything."""
    workers = store().system.workers(since=now() - SILENT)
    head = store().audit.head()
    return render_template(
        "system/show.html",
        workers=workers,
        database=settings().database,
        database_bytes=settings().database.stat().st_size,
        unfinished=store().batches.unfinished(),
        head=head,
        acts=store().acts.list(limit=ACTS),
    )


@blueprint.get("/healthz")
@needs(Right.OPEN)
def healthz() -> dict[str, str]:
    """Say that the site answers and its database opens."""
    store().batches.is_empty()
    return {"status": "ok"}
