"""Histories that were imported: the table they published, ours beside it, and what was wrong."""

from flask import Blueprint, abort, render_template

from training.history import faults, reproduce
from training.history.importing import AGENT
from training.model.trials import Provenance
from webapp.access import Right, needs
from webapp.rates import rate_of
from webapp.resources import store
from webapp.teams import own_team

blueprint = Blueprint("history", __name__, url_prefix="/history")


@blueprint.get("/")
@needs(Right.VIEW)
def index() -> str:
    """Show the newest history, or how to import one."""
    kept = store().histories.list(team=own_team())
    return _page(kept[0].id) if kept else render_template("history/empty.html")


@blueprint.get("/<int:history_id>")
@needs(Right.VIEW)
def show(history_id: int) -> str:
    """Show one history."""
    return _page(history_id)


def _page(history_id: int) -> str:
    kept = store().histories.find(history_id, team=own_team())
    if kept is None:
        abort(404)
    profiles = store().profiles.list(team=own_team(), agent=AGENT, provenance=Provenance.IMPORTED)
    return render_template(
        "history/show.html",
        kept=kept,
        others=[one for one in store().histories.list(team=own_team()) if one.id != kept.id],
        table=reproduce(kept.history),
        faults=faults(kept.history),
        honest=[(one, rate_of(one.passed, one.trials), store().profiles.find_id(one.key)) for one in profiles],
    )
