"""What a batch's page shows."""

from collections.abc import Collection
from typing import Any

from flask import request, url_for

from training.model.batches import Batch, BatchState
from webapp.batches.by_strategy import sameness_of, strategy_lines
from webapp.batches.lost import SILENT, recounted, without_lost
from webapp.batches.rows import batch_row, grid_of, is_finished
from webapp.context import now
from webapp.resources import catalogue, store

GRID_ROWS = 60


def batch_page(batch_id: int, *, with_grid: bool = True) -> dict[str, Any]:
    """Return what the page shows, or with `with_grid` off the part of it that changes all the time."""
    found = store().batches.progress(batch_id, now=now())
    lost = store().trials.silent(batch_id, since=now() - SILENT)
    batch = recounted(found.batch, lost)
    shown = request.args.get("show", "all")
    return {
        "batch": batch,
        "row": batch_row(batch, store().batches.tallies_by_task([batch_id]).get(batch_id, ()), now=now()),
        "is_finished": is_finished(batch),
        "can_stop": batch.state in {BatchState.QUEUED, BatchState.RUNNING},
        "can_resume": batch.state is BatchState.STOPPED,
        "can_cancel": not is_finished(batch),
        "errored": batch.counts.errored,
        "pace": found if found.trials_per_minute and not is_finished(batch) else None,
        "warning": _warning(batch),
        "strategies": batch.strategies,
        "shown": shown,
        "again_url": url_for("batches.new", like=batch.id),
        **(_grid(batch, shown, lost) if with_grid else {}),
    }


def _grid(batch: Batch, shown: str, lost: Collection[int]) -> dict[str, Any]:
    """Return a page of the grid's rows: a batch may hold thousands of dots, and a phone should not."""
    trials = without_lost(store().batches.grid(batch.id), lost)
    every = grid_of(trials, strategies=batch.strategies, titles=titles(), shown=shown)
    first = min(max(request.args.get("row", 0, type=int), 0), max(0, len(every) - 1))
    rows = every[first : first + GRID_ROWS]

    def at(row: int) -> str:
        return url_for("batches.show", batch_id=batch.id, show=shown, row=row, _anchor="grid")

    return {
        "by_strategy": strategy_lines(trials, batch.strategies),
        "sameness": sameness_of(store().strategies.same_programs(batch.id)),
        "grid": rows,
        "grid_words": f"{first + 1} to {first + len(rows)} of {len(every)}" if len(every) > GRID_ROWS else "",
        "grid_before": at(max(0, first - GRID_ROWS)) if first else None,
        "grid_after": at(first + GRID_ROWS) if first + GRID_ROWS < len(every) else None,
        "grid_url": url_for("batches.grid", batch_id=batch.id, show=shown, row=first, seen=grid_stamp(batch)),
    }


def grid_stamp(batch: Batch) -> str:
    """Return what changes whenever a dot of the grid does."""
    counts = batch.counts
    parts = (counts.queued, counts.running, counts.passed, counts.failed, counts.errored, counts.cancelled)
    return "-".join(map(str, parts))


def titles() -> dict[str, str]:
    """Return the tasks' titles by id."""
    return {task.id: task.title for task in catalogue().all()}


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
