"""The agents as the workers found them, and what the embedded one has learnt."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from training.agents.repair.lessons import OperatorLesson, lessons_of
from training.agents.repair.operators import OPERATORS
from training.agents.repair.weights import Lesson, OperatorRecord, OperatorWeights
from webapp.access import Right, needs
from webapp.acts import note
from webapp.agents.curves import shown_curve
from webapp.agents.names import agent_names
from webapp.agents.rows import agent_rows
from webapp.resources import store, strategies

blueprint = Blueprint("agents", __name__, url_prefix="/agents")


@blueprint.get("/")
@needs(Right.VIEW)
def index() -> str:
    """Show every agent, and whether a worker found that it can work."""
    return render_template("agents/index.html", rows=agent_rows(agent_names(), store().agents.checks()))


@blueprint.get("/repair")
@needs(Right.VIEW)
def repair() -> str:
    """Show what the embedded agent has learnt of its operators under one strategy."""
    names = _learnt_under()
    asked = request.args.get("strategy", "")
    chosen = asked if asked in names else next(iter(names), None)
    return render_template(
        "agents/repair.html",
        strategies=names,
        chosen=chosen,
        lessons=_lessons(chosen) if chosen else (),
        operators=len(OPERATORS),
        is_shared=_is_shared(),
        curves=[shown_curve(curve) for curve in store().agents.curves()],
    )


@blueprint.post("/repair/forget")
@needs(Right.MANAGE)
def forget() -> Response:
    """Forget what was learnt under one strategy, or under all of them, where no other team works with it."""
    if _is_shared():
        abort(403)
    name = request.form.get("strategy") or None
    count = store().weights.reset(name)
    note("made forget", "agent", "repair", detail=f"{count} counts under {name or 'every strategy'}")
    flash(f"What repair had learnt under {name or 'every strategy'} is forgotten.", "cancelled")
    return redirect(url_for("agents.repair"), 303)


def _learnt_under() -> tuple[str, ...]:
    """What is learnt is everybody's, but a strategy's name is its team's."""
    own = {strategy.name for strategy in strategies().all()}
    return tuple(name for name in store().weights.strategies() if name in own)


def _is_shared() -> bool:
    return len(store().teams.all()) > 1


def _lessons(strategy: str) -> tuple[OperatorLesson, ...]:
    known = store().weights.load(strategy)
    return lessons_of(
        OperatorWeights(
            {Lesson(*key): OperatorRecord(tries=tries, gains=gains) for key, (tries, gains) in known.items()}
        )
    )
