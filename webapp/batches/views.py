"""Ask for a batch, watch it, stop it, do it again."""

from dataclasses import dataclass
from secrets import randbelow
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from sandbox.model import Isolation
from training.model.batches import Batch, BatchState
from training.planning import SEED_LIMIT, BatchRequest, plan_batch
from webapp.access import Right, needs
from webapp.acts import note
from webapp.agents import agent_names
from webapp.batches.forms import BatchForm, Choices, read_batch_form
from webapp.batches.lost import SILENT, recounted, without_lost
from webapp.batches.rows import batch_row, grid_of, is_finished
from webapp.context import now, person
from webapp.facets import facets, matching, read_filters
from webapp.paging import PAGE_ROWS, after, page_of
from webapp.resources import catalogue, store, strategies

blueprint = Blueprint("batches", __name__, url_prefix="/batches")

_RECENT = 20


@blueprint.get("/")
@needs(Right.VIEW)
def index() -> str:
    """Show every batch, the newest first."""
    page = page_of(store().batches.list(after=after(), limit=PAGE_ROWS + 1))
    rows = tuple(batch_row(batch) for batch in page.rows)
    return render_template("batches/index.html", rows=rows, next_url=page.next_url, first_url=page.first_url)


@blueprint.get("/new")
@needs(Right.RUN)
def new() -> str:
    """Show the form, filled in from the address."""
    return _form(_prefilled())


@blueprint.post("/estimate")
@needs(Right.RUN)
def estimate() -> str:
    """Show how much a form asks for."""
    form = read_batch_form(request.form, _choices())
    return render_template("batches/_estimate.html", form=form, estimate=_estimate(form))


@blueprint.post("/")
@needs(Right.RUN)
def create() -> Response | tuple[str, int]:
    """Queue a batch."""
    form = read_batch_form(request.form, _choices())
    if form.problems or form.repeats is None:
        return _form(form), 422
    plan = plan_batch(
        BatchRequest(
            agent=form.agent,
            tasks=tuple(catalogue().get(task_id) for task_id in form.tasks),
            strategies=tuple(strategies().get(name) for name in form.strategies),
            repeats=form.repeats,
            seed=randbelow(SEED_LIMIT) if form.seed is None else form.seed,
            isolation=Isolation.REQUIRED if form.require_isolated else Isolation.AUTO,
            created_by=_name(),
        )
    )
    batch = store().batches.create(plan, now=now())
    note("asked for", "batch", batch.id)
    flash(f"Batch {batch.id} is queued: {batch.counts.total} trials.", "passed")
    return redirect(url_for("batches.show", batch_id=batch.id), 303)


@blueprint.get("/<int:batch_id>")
@needs(Right.VIEW)
def show(batch_id: int) -> str:
    """Show one batch."""
    return render_template("batches/show.html", **_batch_page(batch_id))


@blueprint.get("/<int:batch_id>/progress")
@needs(Right.VIEW)
def progress(batch_id: int) -> str:
    """Show the part of a batch's page that changes."""
    return render_template("batches/_progress.html", **_batch_page(batch_id))


@blueprint.post("/<int:batch_id>/cancel")
@needs(Right.RUN)
def cancel(batch_id: int) -> Response:
    """Cancel a batch."""
    store().batches.cancel(batch_id, now=now())
    note("cancelled", "batch", batch_id)
    flash(f"Batch {batch_id} is cancelled; what runs is being ended.", "cancelled")
    return redirect(url_for("batches.show", batch_id=batch_id), 303)


@blueprint.post("/<int:batch_id>/retry")
@needs(Right.RUN)
def retry(batch_id: int) -> Response:
    """Queue again what ended by our own failures."""
    count = store().batches.retry_errored(batch_id, now=now())
    note("retried", "batch", batch_id, detail=f"{count} trials")
    flash(f"{count} trials are queued again.", "passed")
    return redirect(url_for("batches.show", batch_id=batch_id), 303)


def _batch_page(batch_id: int) -> dict[str, Any]:
    found = store().batches.progress(batch_id, now=now())
    lost = store().trials.silent(batch_id, since=now() - SILENT)
    batch = recounted(found.batch, lost)
    shown = request.args.get("show", "all")
    titles = {task.id: task.title for task in catalogue().all()}
    row = batch_row(batch)
    return {
        "batch": batch,
        "batch_mark": row.mark,
        "batch_state": row.state,
        "is_finished": is_finished(batch),
        "can_cancel": not is_finished(batch),
        "errored": batch.counts.errored,
        "done": row.done,
        "total": row.total,
        "tallies": row.tallies,
        "parts": row.parts,
        "success": row.success,
        "pace": found if found.trials_per_minute and not is_finished(batch) else None,
        "warning": _warning(batch),
        "grid": grid_of(
            without_lost(store().batches.grid(batch_id), lost), strategies=batch.strategies, titles=titles, shown=shown
        ),
        "strategies": batch.strategies,
        "shown": shown,
        "again_url": _again(batch),
    }


def _warning(batch: Batch) -> str | None:
    if is_finished(batch):
        return None
    if batch.state is BatchState.STOPPED:
        return f"This batch is stopped, and what waits stays. {batch.stop_reason or ''}"
    workers = store().system.workers(since=now() - SILENT)
    if workers:
        obstacles = [str(worker.facts["obstacle"]) for worker in workers if worker.facts.get("obstacle")]
        return f"Nothing new begins now: {obstacles[0]}" if len(obstacles) == len(workers) else None
    return "No worker has been heard of for a while, so nothing runs now. Start one with: proving worker"


def _again(batch: Batch) -> str:
    wanted: dict[str, Any] = {"task": list(batch.task_ids), "strategy": list(batch.strategies), "agent": batch.agent}
    return url_for("batches.new", **wanted, repeats=batch.repeats)


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
    """Return the form as the address fills it in; by default all tasks that match, under every strategy."""
    filters = read_filters(request.args)
    every = tuple(task.id for task in matching(catalogue().all(), filters))
    known = {strategy.name for strategy in strategies().all()}
    tasks = tuple(name for name in request.args.getlist("task") if name in {task.id for task in catalogue().all()})
    chosen = tuple(name for name in request.args.getlist("strategy") if name in known)
    typed = MultiDict(
        [("task", name) for name in tasks or every]
        + [("strategy", name) for name in chosen or sorted(known)]
        + [(name, request.args.get(name, default)) for name, default in (("agent", "repair"), ("repeats", "2"))]
    )
    return read_batch_form(typed, _choices())


def _form(form: BatchForm) -> str:
    filters = read_filters(request.args)
    every = catalogue().all()
    return render_template(
        "batches/new.html",
        form=form,
        tasks=matching(every, filters),
        facets=facets(every),
        filters=filters,
        strategies=strategies().all(),
        agents=agent_names(),
        estimate=_estimate(form),
    )


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """How much a form asks for. `seconds` is None until something has run to go by."""

    trials: int
    seconds: float | None
    based_on: int


def _estimate(form: BatchForm) -> Estimate | None:
    if not form.trials:
        return None
    done = [batch for batch in store().batches.list(limit=_RECENT) if batch.counts.closed and batch.finished_at]
    trials = sum(batch.counts.closed for batch in done)
    spans = (
        (batch.finished_at - batch.started_at).total_seconds()
        for batch in done
        if batch.started_at and batch.finished_at
    )
    each = sum(spans) / trials if trials else None
    return Estimate(trials=form.trials, seconds=each * form.trials if each else None, based_on=trials)
