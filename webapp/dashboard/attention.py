"""What a lead should look at now, each with where to look."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from flask import url_for

from training.model.batches import Batch, BatchFilter, BatchState
from webapp.batches.lost import SILENT
from webapp.context import now
from webapp.formats import plural
from webapp.resources import store
from webapp.teams import own_team

LATELY = timedelta(days=2)
MOST = 6


@dataclass(frozen=True, kw_only=True)
class Concern:
    """One thing. `state` is the mark that it bears."""

    state: str
    text: str
    url: str


def concerns() -> tuple[Concern, ...]:
    """Return what needs attention, the most urgent first."""
    return tuple(_each())[:MOST]


def _each() -> Iterator[Concern]:
    unfinished = store().batches.unfinished()
    waiting = [batch for batch in unfinished if batch.state is not BatchState.STOPPED]
    if waiting and not store().system.workers(since=now() - SILENT):
        text = f"No worker is heard of, and {plural(len(waiting), 'batch waits', 'batches wait')}."
        yield Concern(state="errored", text=text, url=url_for("system.show"))
    for batch in unfinished:
        if batch.state is BatchState.STOPPED:
            yield _about(batch, f"is stopped: {batch.stop_reason or 'no reason is known.'}", "cancelled")
    for alert in store().alerts.standing(team=own_team()):
        yield Concern(state="failed", text=alert.words, url=url_for("alerts.index"))
    for batch in store().batches.list(BatchFilter(since=now() - LATELY), limit=20):
        if batch.counts.errored:
            yield _about(batch, f"has {plural(batch.counts.errored, 'trial')} that failed on our side.", "errored")


def _about(batch: Batch, text: str, state: str) -> Concern:
    url = url_for("batches.show", batch_id=batch.id, show="errors" if state == "errored" else None)
    return Concern(state=state, text=f"Batch {batch.id} {text}", url=url)
