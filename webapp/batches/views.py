"""Ask for a batch, watch it, stop it, do it again."""

from dataclasses import replace
from secrets import randbelow

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from sandbox.model import Isolation
from training.allocation import Allocation
from training.errors import ConflictError
from training.model.batches import NO_BUDGET, BatchPlan, Order
from training.planning import SEED_LIMIT, BatchRequest, plan_batch
from training.regrading import regrade_request
from webapp.access import Right, needs
from webapp.acts import note
from webapp.agents import agent_names
from webapp.batches.compare import SHOWN, compare_batches, program_difference
from webapp.batches.estimates import estimate_of
from webapp.batches.filters import batch_facets, read_batch_filters
from webapp.batches.forms import BatchForm, Choices, fields_like, read_batch_form
from webapp.batches.page import batch_page, grid_stamp, titles
from webapp.batches.rows import batch_rows
from webapp.context import now, person, the_person
from webapp.facets import facets, matching, read_filters
from webapp.paging import LARGEST, PAGE_ROWS, after, page_of
from webapp.resources import catalogue, store, strategies

blueprint = Blueprint("batches", __name__, url_prefix="/batches")

_TYPED = ("seed", "title", "order", "allocation", "minutes", "usd", "priority", "require_isolated")
_ORDER_WORDS = {
    Order.SHUFFLED: "shuffled, so that times are fair",
    Order.BY_TASK: "task by task",
    Order.BY_STRATEGY: "strategy by strategy",
}
_ALLOCATION_WORDS = {
    Allocation.UNIFORM: "every strategy alike",
    Allocation.THOMPSON: "more for what does well (Thompson)",
}


@blueprint.get("/")
@needs(Right.VIEW)
def index() -> str:
    """Show the batches that match the filters of the address, the newest first."""
    asked = read_batch_filters(request.args)
    page = page_of(store().batches.list(asked.wanted, after=after(), limit=PAGE_ROWS + 1))
    by_task = store().batches.tallies_by_task([batch.id for batch in page.rows])
    return render_template(
        "batches/index.html",
        rows=batch_rows(page.rows, by_task, now=now()),
        asked=asked,
        facets=batch_facets(),
        next_url=page.next_url,
        first_url=page.first_url,
    )


@blueprint.get("/compare")
@needs(Right.VIEW)
def compare() -> str:
    """Show two batches beside each other, the older one first."""
    chosen = sorted({int(typed) for typed in request.args.getlist("batch") if typed.isascii() and typed.isdigit()})
    if len(chosen) != 2:  # noqa: PLR2004 - a comparison has two sides
        return render_template("batches/compare.html", comparison=None, chosen=chosen)
    left, right = (store().batches.get(batch_id) for batch_id in chosen)
    shown, task_id = request.args.get("show", "all"), request.args.get("task")
    files, words = program_difference(left, right, task_id) if task_id else ((), "")
    links = [(key, text, url_for("batches.compare", batch=chosen, show=key)) for key, text in SHOWN]
    return render_template(
        "batches/compare.html",
        comparison=compare_batches(left, right, titles=titles(), shown=shown),
        chosen=chosen,
        shown=shown,
        links=links,
        opened=task_id,
        files=files,
        files_words=words,
    )


@blueprint.get("/new")
@needs(Right.RUN)
def new() -> str:
    """Show the form, filled in from the address."""
    return _form(_prefilled())


@blueprint.post("/new")
@needs(Right.RUN)
def refill() -> str:
    """Show the form as it is filled in, with the tasks that its filters ask for; `only` ticks those and no others.

    It is posted because an address does not hold hundreds of ticked tasks.
    """
    typed = request.form.copy()
    if "only" in typed:
        typed.setlist("task", [task.id for task in matching(catalogue().all(), read_filters(typed))])
    # nothing was asked for yet, so nothing is wrong with it yet
    return _form(replace(read_batch_form(typed, _choices()), problems={}))


@blueprint.post("/estimate")
@needs(Right.RUN)
def estimate() -> str:
    """Show how much a form asks for."""
    form = read_batch_form(request.form, _choices())
    return render_template("batches/_estimate.html", form=form, estimate=estimate_of(form))


@blueprint.post("/")
@needs(Right.RUN)
def create() -> Response | tuple[str, int]:
    """Queue a batch."""
    form = read_batch_form(request.form, _choices())
    if form.problems or form.repeats is None:
        return _form(form), 422
    try:
        batches = store().batches.create_all([_plan_of(form, agent) for agent in form.agents], now=now())
    except ConflictError as error:
        return _form(form, refusal=str(error)), 422
    for batch in batches:
        note("asked for", "batch", batch.id)
    if len(batches) == 1:
        flash(f"Batch {batches[0].id} is queued: {batches[0].counts.total} trials.", "passed")
        return redirect(url_for("batches.show", batch_id=batches[0].id), 303)
    flash(f"{len(batches)} batches are queued, one for each agent.", "passed")
    return redirect(url_for("batches.index"), 303)


def _plan_of(form: BatchForm, agent: str) -> BatchPlan:
    return plan_batch(
        BatchRequest(
            agent=agent,
            tasks=tuple(catalogue().get(task_id) for task_id in form.tasks),
            strategies=tuple(strategies().get(name) for name in form.strategies),
            repeats=form.repeats or 1,
            seed=randbelow(SEED_LIMIT) if form.seed is None else form.seed,
            title=form.title,
            isolation=Isolation.REQUIRED if form.require_isolated else Isolation.AUTO,
            team=the_person().team,
            created_by=_name(),
            budget=form.budget,
            priority=form.priority,
            order=Order(form.order),
            allocation=Allocation(form.allocation),
        )
    )


@blueprint.get("/<int:batch_id>")
@needs(Right.VIEW)
def show(batch_id: int) -> str:
    """Show one batch."""
    return render_template("batches/show.html", **batch_page(batch_id))


@blueprint.get("/<int:batch_id>/progress")
@needs(Right.VIEW)
def progress(batch_id: int) -> str:
    """Show the part of a batch's page that changes."""
    return render_template("batches/_progress.html", **batch_page(batch_id, with_grid=False))


@blueprint.get("/<int:batch_id>/grid")
@needs(Right.VIEW)
def grid(batch_id: int) -> Response | str:
    """Show the grid of a batch, or nothing new where it still is as the visitor has seen it."""
    batch = store().batches.get(batch_id)
    if request.args.get("seen") == grid_stamp(batch):
        return Response(status=204)
    return render_template("batches/_grid.html", **batch_page(batch_id))


@blueprint.post("/<int:batch_id>/cancel")
@needs(Right.RUN)
def cancel(batch_id: int) -> Response:
    """Cancel a batch."""
    store().batches.cancel(batch_id, now=now())
    note("cancelled", "batch", batch_id)
    flash(f"Batch {batch_id} is cancelled; what runs is being ended.", "cancelled")
    return redirect(url_for("batches.show", batch_id=batch_id), 303)


@blueprint.post("/<int:batch_id>/stop")
@needs(Right.RUN)
def stop(batch_id: int) -> Response:
    """Begin nothing more of a batch."""
    store().batches.stop(batch_id, reason=f"{_name()} stopped it.", by=_name(), now=now())
    note("stopped", "batch", batch_id)
    flash(f"Batch {batch_id} is stopped: what runs is finished, what waits stays until it is resumed.", "cancelled")
    return redirect(url_for("batches.show", batch_id=batch_id), 303)


@blueprint.post("/<int:batch_id>/resume")
@needs(Right.RUN)
def resume(batch_id: int) -> Response:
    """Go on with a stopped batch, without a budget where the one it had is spent."""
    batch = store().batches.get(batch_id)
    budget = NO_BUDGET if batch.spent(now()) else None
    store().batches.resume(batch_id, by=_name(), now=now(), budget=budget)
    note("resumed", "batch", batch_id, detail="its budget was spent, and is lifted" if budget else "")
    flash(f"Batch {batch_id} goes on{' without a budget' if budget else ''}.", "passed")
    return redirect(url_for("batches.show", batch_id=batch_id), 303)


@blueprint.post("/<int:batch_id>/retry")
@needs(Right.RUN)
def retry(batch_id: int) -> Response:
    """Queue again what ended by our own failures."""
    count = store().batches.retry_errored(batch_id, now=now())
    note("retried", "batch", batch_id, detail=f"{count} trials")
    flash(f"{count} trials are queued again.", "passed")
    return redirect(url_for("batches.show", batch_id=batch_id), 303)


@blueprint.post("/<int:batch_id>/regrade")
@needs(Right.RUN)
def regrade(batch_id: int) -> Response:
    """Queue a batch that gives this one's programs to the tests that their tasks have now."""
    plan = plan_batch(regrade_request(store(), catalogue(), batch_id, created_by=_name()))
    again = store().batches.create(plan, now=now())
    note("regraded", "batch", batch_id, detail=f"as batch {again.id}")
    flash(f"Batch {again.id} is queued: the programs of batch {batch_id} against the tests of today.", "passed")
    return redirect(url_for("batches.show", batch_id=again.id), 303)


def _name() -> str:
    someone = person()
    return someone.name if someone else "nobody"


def _choices() -> Choices:
    return Choices(
        tasks=[task.id for task in catalogue().all()],
        strategies=[strategy.name for strategy in strategies().all()],
        agents=agent_names(),
    )


def _prefilled() -> BatchForm:
    """Return the form as the address fills it in; by default all tasks that match, under every strategy.

    Raises:
        NotFoundError: it asks for one like a batch that is not there, or that is another team's.
    """
    like = request.args.get("like", type=int)
    typed = _addressed() if like is None or abs(like) >= LARGEST else fields_like(store().batches.get(like))
    known = _choices()
    for name, there in (("task", known.tasks), ("strategy", known.strategies)):
        typed.setlist(name, [one for one in typed.getlist(name) if one in there])
    return read_batch_form(typed, known)


def _addressed() -> MultiDict[str, str]:
    known = _choices()
    every = [task.id for task in matching(catalogue().all(), read_filters(request.args))]
    tasks = [name for name in request.args.getlist("task") if name in known.tasks]
    chosen = [name for name in request.args.getlist("strategy") if name in known.strategies]
    return MultiDict(
        [("task", name) for name in tasks or every]
        + [("strategy", name) for name in chosen or sorted(known.strategies)]
        + [("agent", name) for name in request.args.getlist("agent") or ("repair",)]
        + [("repeats", request.args.get("repeats", "2"))]
        + [(name, request.args[name]) for name in _TYPED if request.args.get(name)]
    )


def _form(form: BatchForm, *, refusal: str = "") -> str:
    filters = read_filters(request.values)
    every = catalogue().all()
    shown = matching(every, filters)
    return render_template(
        "batches/new.html",
        form=form,
        refusal=refusal,
        tasks=shown,
        others=[task for task in every if task.id in form.tasks and task not in shown],
        facets=facets(every),
        filters=filters,
        strategies=strategies().all(),
        agents=agent_names(),
        orders=[(one.value, _ORDER_WORDS[one]) for one in Order],
        allocations=[(one.value, _ALLOCATION_WORDS[one]) for one in Allocation],
        estimate=estimate_of(form),
    )
