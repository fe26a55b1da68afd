"""Alert rules: added, removed, and what they have said."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from training.alerts import InvalidRuleError
from training.errors import NotFoundError
from training.model.alerts import AlertRule, Watched
from training.model.profiles import ALL
from webapp.access import Right, needs
from webapp.acts import note
from webapp.agents import agent_names
from webapp.context import now, person
from webapp.paging import PAGE_ROWS, after, page_of
from webapp.resources import store, strategies
from webapp.teams import own_team

blueprint = Blueprint("alerts", __name__, url_prefix="/alerts")


@blueprint.get("/")
@needs(Right.VIEW)
def index() -> str:
    """Show the rules, what each says now, and what they have said."""
    return _page()


@blueprint.post("/")
@needs(Right.MANAGE)
def add() -> Response | tuple[str, int]:
    """Add a rule."""
    try:
        kept = store().alerts.add(_asked(), now=now())
    except (InvalidRuleError, NotFoundError, ValueError) as error:
        return _page(problem=str(error)), 422
    note("added", "alert rule", kept.id)
    flash(f"Rule {kept.id} is kept. {store().alerts.judged(kept).words}", "passed")
    return redirect(url_for("alerts.index"), code=303)


@blueprint.post("/<int:rule_id>/remove")
@needs(Right.MANAGE)
def remove(rule_id: int) -> Response:
    """Forget a rule."""
    store().alerts.remove(rule_id, team=own_team())
    note("removed", "alert rule", rule_id)
    flash(f"Rule {rule_id} is gone; what it said stays below.", "passed")
    return redirect(url_for("alerts.index"), code=303)


def _page(*, problem: str | None = None) -> str:
    page = page_of(store().alerts.list(team=own_team(), after=after(), limit=PAGE_ROWS + 1))
    return render_template(
        "alerts/index.html",
        rules=[(rule, store().alerts.judged(rule)) for rule in store().alerts.rules(team=own_team())],
        said=page.rows,
        next_url=page.next_url,
        first_url=page.first_url,
        problem=problem,
        asked=request.form,
        agents=agent_names(),
        strategy_names=[one.name for one in strategies().all()],
        promoted=sorted({one.name for one in store().promotions.list(team=own_team())}),
    )


def _asked() -> AlertRule:
    form, someone = request.form, person()
    measure = form.get("measure", Watched.SUCCESS.value)
    return AlertRule(
        team=own_team(),
        agent=form.get("agent", ""),
        strategy_name=form.get("strategy", ""),
        scope=form.get("scope", "").strip() or ALL,
        measure=Watched(measure) if measure in set(Watched) else Watched.SUCCESS,
        threshold=_threshold(form.get("threshold", "").strip(), measure),
        baseline=form.get("baseline", "").strip() or None,
        window=form.get("window", 50, type=int),
        created_by=someone.name if someone else "",
    )


def _threshold(typed: str, measure: str) -> float | None:
    if not typed:
        return None
    try:
        number = float(typed)
    except ValueError as error:
        raise ValueError(f"{typed!r} is no number. Give the threshold in percent or points, as in 40.") from error
    return number / 100 if measure == Watched.SUCCESS else number
