"""One trial: its verdict, its score, its executions in order, what it taught."""

from typing import Any

from flask import Blueprint, render_template, url_for

from training.errors import TrainingError
from training.model.trials import TrialState
from training.timeline import timeline_of
from webapp.access import Right, needs
from webapp.batches.lost import SILENT, without_lost
from webapp.batches.rows import state_of
from webapp.charts import timeline
from webapp.context import now
from webapp.executions.rows import execution_row
from webapp.profiles.views import update_row
from webapp.resources import catalogue, store

blueprint = Blueprint("trials", __name__, url_prefix="/trials")


@blueprint.get("/<int:trial_id>")
@needs(Right.VIEW)
def show(trial_id: int) -> str:
    """Show one trial."""
    return render_template("trials/show.html", **_trial_page(trial_id))


@blueprint.get("/<int:trial_id>/live")
@needs(Right.VIEW)
def live(trial_id: int) -> str:
    """Show the part of a trial's page that changes."""
    return render_template("trials/_live.html", **_trial_page(trial_id))


def _trial_page(trial_id: int) -> dict[str, Any]:
    trial = store().trials.get(trial_id)
    (trial,) = without_lost((trial,), store().trials.silent(trial.batch_id, since=now() - SILENT))
    rows = store().executions.list_for_trial(trial_id)
    detail = store().executions.get(rows[-1].id) if rows else None
    previous, following = store().trials.neighbours(trial)
    return {
        "trial": trial,
        "is_closed": trial.state is TrialState.CLOSED,
        "state": state_of(trial),
        "task_title": _title(trial.task_id),
        "score": detail.score if detail else None,
        "timeline": timeline(timeline_of(trial, rows)),
        "rows": tuple(execution_row(row) for row in rows),
        "effects": [
            (step.update.after.key.scope, update_row(step)) for step in store().profiles.updates_of_trial(trial_id)
        ],
        "previous": _address(previous) if previous else None,
        "following": _address(following) if following else None,
    }


def _title(task_id: str) -> str:
    try:
        return catalogue().get(task_id).title
    except TrainingError:
        return task_id


def _address(trial_id: int) -> str:
    return url_for("trials.show", trial_id=trial_id)
