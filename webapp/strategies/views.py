"""The strategies: the built-in ones, a team's own, their versions, and two of them side by side."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from training.errors import StrategyFileError
from training.model.strategies import Strategy
from training.strategies.differences import field_pairs
from training.strategies.workshop import Workshop
from webapp.access import Right, needs
from webapp.acts import note
from webapp.context import now, person
from webapp.profiles.cards import cards
from webapp.resources import store, strategies
from webapp.strategies.forms import StrategyForm, form_of, problem_of, read_form
from webapp.strategies.lineage import lineage_of
from webapp.strategies.outcomes import outcomes_of
from webapp.teams import own_team

blueprint = Blueprint("strategies", __name__, url_prefix="/strategies")


@blueprint.get("/")
@needs(Right.VIEW)
def index() -> str:
    """Show every strategy."""
    return render_template("strategies/index.html", strategies=strategies().all(), in_files=_in_files())


@blueprint.get("/new")
@needs(Right.RUN)
def new() -> str:
    """Show the form for a new strategy, filled in from another one."""
    origin = strategies().get(request.args.get("from") or "balanced")
    return _form(form_of(origin, name=""), origin=origin)


@blueprint.post("/")
@needs(Right.RUN)
def create() -> Response | tuple[str, int]:
    """Make a strategy from another one."""
    origin = strategies().get(request.form.get("from", "balanced"))
    form = read_form(request.form, name=request.form.get("name", "").strip())
    try:
        made = _workshop().copy(origin.name, form.name, form.values)
    except StrategyFileError as error:
        return _form(_with(form, error), origin=origin), 422
    note("created", "strategy", made.name, detail=f"from {origin.name}, version {made.version}")
    flash(f"{made.name} is made, from {origin.name}.", "passed")
    return redirect(url_for("strategies.show", name=made.name), 303)


@blueprint.get("/compare")
@needs(Right.VIEW)
def side_by_side() -> str:
    """Show two strategies side by side: in what they differ, and what they came to on the same tasks."""
    every = strategies().all()
    left = strategies().get(request.args.get("left") or every[0].name)
    right = strategies().get(request.args.get("right") or every[-1].name)
    return render_template(
        "strategies/compare.html",
        strategies=every,
        left=left,
        right=right,
        pairs=field_pairs(left, right),
        found=outcomes_of(left, right, agent=request.args.get("agent")),
        same=_same(left, right),
    )


@blueprint.get("/<name>")
@needs(Right.VIEW)
def show(name: str) -> str:
    """Show one strategy, its versions and its profiles."""
    strategy = strategies().get(name)
    return render_template(
        "strategies/show.html",
        strategy=strategy,
        cards=cards(store(), strategy=name),
        lineage=lineage_of(strategy, store().strategies.shelf(own_team()), others=strategies().all()),
        is_own=name not in _in_files(),
    )


@blueprint.get("/<name>/edit")
@needs(Right.RUN)
def edit(name: str) -> str:
    """Show the form for a change of an own strategy."""
    return _form(form_of(strategies().get(name), name=name), origin=None)


@blueprint.post("/<name>")
@needs(Right.RUN)
def save(name: str) -> Response | tuple[str, int]:
    """Save a change of an own strategy, which makes a new version."""
    before, form = strategies().get(name), read_form(request.form, name=name)
    try:
        after = _workshop().edit(name, form.values)
    except StrategyFileError as error:
        return _form(_with(form, error), origin=None), 422
    if after.version == before.version:
        flash(f"{name} is as it was.", "cancelled")
    else:
        note("edited", "strategy", name, detail=f"version {after.version}, from {before.version}")
        flash(f"{name} has a new version. What is learnt about it begins anew.", "passed")
    return redirect(url_for("strategies.show", name=name), 303)


@blueprint.post("/<name>/retire")
@needs(Right.RUN)
def retire(name: str) -> Response:
    """Offer an own strategy no more."""
    _workshop().retire(name)
    note("retired", "strategy", name)
    flash(f"{name} is offered no more. What was learnt about it stays.", "cancelled")
    return redirect(url_for("strategies.index"), 303)


def _workshop() -> Workshop:
    someone = person()
    return Workshop(
        store().strategies.shelf(own_team()), strategies(), by=someone.name if someone else "nobody", now=now()
    )


def _in_files() -> frozenset[str]:
    return frozenset(strategy.name for strategy in strategies().in_files())


def _with(form: StrategyForm, error: StrategyFileError) -> StrategyForm:
    return StrategyForm(name=form.name, typed=form.typed, problem=problem_of(error))


def _form(form: StrategyForm, *, origin: Strategy | None) -> str:
    return render_template("strategies/form.html", form=form, origin=origin)


def _same(left: Strategy, right: Strategy) -> int:
    """Return how often the two handed in the same program, over the batches that both took part in."""
    pair = {left.name, right.name}
    batches = [batch for batch in store().batches.list(limit=50) if pair <= set(batch.strategies)]
    return sum(pair <= set(found.strategies) for b in batches for found in store().strategies.same_programs(b.id))
