"""What a team lead looks at first."""

from flask import Blueprint, render_template, request

from training.model.executions import DayCounts, ExecutionFilter
from training.store.days import DaysFilter
from webapp.access import Right, needs
from webapp.addresses import address, without
from webapp.agents import agent_names
from webapp.batches.lost import SILENT
from webapp.batches.rows import BatchRow, batch_rows
from webapp.charts import day_bars
from webapp.context import now
from webapp.dashboard.attention import concerns
from webapp.dashboard.cards import cards_for, within
from webapp.dashboard.leaders import board_of
from webapp.formats import plural
from webapp.periods import CHOICES, Period, read_period
from webapp.profiles.cards import comparison_words
from webapp.resources import catalogue, store

blueprint = Blueprint("dashboard", __name__)

RECENT = 8
_SPAN = ("days", "from", "to")


@blueprint.get("/")
@needs(Right.VIEW)
def show() -> str:
    """Show strategies, what runs, what ran, and who leads, for the span and the filters of the address."""
    values = {name: request.args[name] for name in (*_SPAN, "category", "agent") if request.args.get(name)}
    period = read_period(values, today=now().date())
    wanted = DaysFilter(
        agent=values.get("agent"),
        category=values.get("category"),
        first_day=str(period.first) if period.first else None,
        last_day=str(period.last) if period.last else None,
    )
    found = cards_for(agent=wanted.agent, category=wanted.category)
    if period.first or period.last:
        found = within(found, store().days.totals(wanted), store().days.by_day(wanted))
    recent = store().batches.list(limit=RECENT)
    return render_template(
        "dashboard/show.html",
        cards=found,
        comparison=comparison_words(found),
        board=board_of(store().days.by_category(wanted)),
        days=_days(period, wanted.agent),
        concerns=concerns(),
        rows=batch_rows(recent, store().batches.tallies_by_task([batch.id for batch in recent]), now=now()),
        running=_running(),
        worker_words=_worker_words(),
        period=period,
        periods=_periods(values, period),
        values=values,
        categories=_pairs(sorted({task.category for task in catalogue().all()})),
        agents=_pairs(agent_names()),
    )


@blueprint.get("/running")
@needs(Right.VIEW)
def running() -> str:
    """Show what runs now."""
    return render_template("dashboard/_now.html", running=_running(), worker_words=_worker_words())


def _running() -> tuple[BatchRow, ...]:
    found = store().batches.unfinished()
    return batch_rows(
        found, store().batches.tallies_by_task([batch.id for batch in found if batch.counts.closed]), now=now()
    )


def _days(period: Period, agent: str | None) -> object:
    counts = store().executions.count_by_day(ExecutionFilter(agent=agent, since=period.since, until=period.until))

    def of_day(count: DayCounts) -> str:
        return address("executions.index", {"agent": agent} if agent else {}, **{"from": count.day, "to": count.day})

    return day_bars(counts, address=of_day, today=now().date())


def _periods(values: dict[str, str], period: Period) -> list[tuple[str, str, bool]]:
    kept = without(values, *_SPAN)
    links = [(text, address("dashboard.show", kept, days=days), period.days == days) for days, text in CHOICES]
    return [*links, ("All", address("dashboard.show", kept), period.first is None and period.last is None)]


def _pairs(names: object) -> tuple[tuple[str, str], ...]:
    return tuple((str(name), str(name)) for name in names)  # type: ignore[attr-defined]  # any names


def _worker_words() -> str:
    workers = store().system.workers(since=now() - SILENT)
    if not workers:
        return "no worker is heard of; start one with: proving worker"
    running, slots = sum(worker.running for worker in workers), sum(worker.slots for worker in workers)
    return f"{plural(len(workers), 'worker')}, {running} of {slots} slots in use"
