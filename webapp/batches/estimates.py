"""How long a batch would take and what it would cost, going by batches like it: real ones, as the form makes them."""

from dataclasses import dataclass
from statistics import median

from training.model.batches import Batch, BatchFilter
from training.model.trials import Provenance
from training.store.days import DaysFilter
from webapp.batches.forms import BatchForm
from webapp.resources import store

RECENT_BATCHES = 20


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """How much a form asks for.

    Times are in seconds, from the quick to the slow ones of recent batches; None where nothing of the kind has run to
    go by. The cost is None where agents reported none.
    """

    trials: int
    seconds: float | None = None
    least_seconds: float | None = None
    most_seconds: float | None = None
    based_on: int = 0
    usd: float | None = None
    priced_by: int = 0
    over: str = ""


def estimate_of(form: BatchForm) -> Estimate | None:
    """Return what a form asks for, or None while it asks for nothing."""
    if not form.trials:
        return None
    each = form.trials // len(form.agents)
    paces = [pace for agent in form.agents for pace in _paces(agent)]
    cost, priced = _cost(form)
    usd = cost * each if cost is not None else None
    if not paces:
        return Estimate(trials=form.trials, usd=usd, priced_by=priced)
    spans = sorted(pace for pace, _ in paces)
    middle = median(spans) * form.trials
    return Estimate(
        trials=form.trials,
        seconds=middle,
        least_seconds=spans[0] * form.trials,
        most_seconds=spans[-1] * form.trials,
        based_on=sum(count for _, count in paces),
        usd=usd,
        priced_by=priced,
        over=_over(form, middle, usd),
    )


def _paces(agent: str) -> list[tuple[float, int]]:
    """Return how many seconds a trial took in each of an agent's recent batches, and how many trials those are."""
    recent = store().batches.list(BatchFilter(agent=agent), provenance=Provenance.REAL, limit=RECENT_BATCHES)
    return [(_worked(batch) / batch.counts.closed, batch.counts.closed) for batch in recent if _worked(batch)]


def _worked(batch: Batch) -> float:
    if batch.finished_at is None or batch.started_at is None or not batch.counts.closed:
        return 0.0
    return batch.ran_seconds or (batch.finished_at - batch.started_at).total_seconds()


def _cost(form: BatchForm) -> tuple[float | None, int]:
    """Return what one trial of each agent costs in all, going by trials under the same strategies."""
    costs, trials = [], 0
    for agent in form.agents:
        found = store().days.totals(DaysFilter(agent=agent))
        real = [tally for tally in found if tally.provenance is Provenance.REAL]
        chosen = [tally for tally in real if tally.strategy in form.strategies]
        n, usd = sum(tally.n for tally in chosen), sum(tally.cost_usd for tally in chosen)
        if usd:
            costs.append(usd / n)
            trials += n
    return (sum(costs) if costs else None), trials


def _over(form: BatchForm, seconds: float, usd: float | None) -> str:
    if form.budget.seconds is not None and seconds > form.budget.seconds:
        return "That is more than the time budget: the batch would be stopped before its end."
    if form.budget.usd is not None and usd is not None and usd > form.budget.usd:
        return "That is more than the cost budget: the batch would be stopped before its end."
    return ""
