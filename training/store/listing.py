"""Finds the executions that a filter asks for, a page at a time, in a time that does not grow with their number."""

import heapq
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlite_utils import Database

from training.model.executions import DayCounts, ExecutionFilter
from training.store.connection import first, rows, stamp
from training.store.days import EVERY_DAY, span_of
from training.store.facets import facet_condition, matching_facets
from training.store.fulltext import match_expression

FAR = 2**62
# more facets than this are many executions, and reading them in order finds a page sooner
MOST_MERGED = 100
MOST_TAGS = 40


@dataclass(frozen=True, kw_only=True)
class Window:
    """Which ids to look at, both ends included, from which end, and how many to find at most."""

    low: int = 0
    high: int = FAR
    newest_first: bool = True
    limit: int = 50

    @property
    def order(self) -> str:
        """The direction, as SQL says it."""
        return "desc" if self.newest_first else "asc"


def find_ids(db: Database, wanted: ExecutionFilter, window: Window) -> list[int]:
    """Return the ids that match, in the window's order."""
    narrowed = _within_days(db, wanted, window)
    facets = matching_facets(db, wanted, most=MOST_MERGED)
    if narrowed is None or facets == ():
        return []
    if wanted.text:
        return _by_text(db, wanted, narrowed, facets)
    if facets is None or _is_narrow(wanted) or len(facets) > MOST_MERGED:
        return _in_order(db, wanted, narrowed)
    return _merged(db, wanted, narrowed, facets)


def count_all(db: Database, wanted: ExecutionFilter) -> int | None:
    """Return how many match, by whole days, or None where counting would mean reading them."""
    if wanted.text:
        return None
    if _is_narrow(wanted):
        conditions, values = _conditions(wanted, with_facets=False)
        facets, more = facet_condition(wanted, "counted.facet_id")
        among = f"where {facets}" if facets else ""
        # conditions are fixed texts; every value is a parameter
        sql = (
            "select coalesce(sum(n), 0) as n from (select facet_id, count(*) as n from executions"  # noqa: S608
            f" where {' and '.join(conditions)} group by facet_id) as counted {among}"
        )
        values |= more
    else:
        facets, values = facet_condition(wanted, "execution_days.facet_id")
        among = f"and {facets}" if facets else ""
        sql = f"select coalesce(sum(executions), 0) as n from execution_days where {_DAYS} {among}"  # noqa: S608 - as above
        values = {**values, **_days(wanted)}
    found = first(db, sql, **values)
    return int(found["n"]) if found else 0


def count_by_day(db: Database, wanted: ExecutionFilter, *, limit: int) -> tuple[DayCounts, ...]:
    """Return how the executions went on the newest days on which any ran, the oldest of them first.

    Only team, agent, strategy, result and the span take part.
    """
    asked = {"team": wanted.team, "agent": wanted.agent, "strategy": wanted.strategy}
    result = wanted.result.value if wanted.result else None
    span = _days(wanted) if wanted.since or wanted.until else EVERY_DAY
    found = rows(db, _BY_DAY, **span, **asked, result=result, limit=limit)
    return tuple(DayCounts(**row) for row in reversed(found))


def _is_narrow(wanted: ExecutionFilter) -> bool:
    return any(value is not None for value in (wanted.task_id, wanted.batch_id, wanted.trial_id))


def _within_days(db: Database, wanted: ExecutionFilter, window: Window) -> Window | None:
    """Narrow the window to the ids of the days that are asked for; None where nothing ran on them."""
    if wanted.since is None and wanted.until is None:
        return window
    found = first(db, _SPAN, **_days(wanted))
    if found is None or found["low"] is None:
        return None
    return Window(
        low=max(window.low, found["low"]),
        high=min(window.high, found["high"]),
        newest_first=window.newest_first,
        limit=window.limit,
    )


def _days(wanted: ExecutionFilter) -> dict[str, Any]:
    """Return the first and the last day that are asked for; for all time the one day that holds the sums of all."""
    first_day = stamp(wanted.since)[:10] if wanted.since else None
    last_day = stamp(wanted.until - timedelta(microseconds=1))[:10] if wanted.until else None
    return span_of(first_day, last_day)


def _in_order(db: Database, wanted: ExecutionFilter, window: Window) -> list[int]:
    conditions, values = _conditions(wanted)
    return _select(db, window, conditions, values)


def _merged(db: Database, wanted: ExecutionFilter, window: Window, facets: tuple[int, ...]) -> list[int]:
    """Take a page from each facet and the best of all: each is read from its own place in the index."""
    conditions, values = _conditions(wanted, with_facets=False)
    pages = (_select(db, window, ["facet_id = :facet", *conditions], {**values, "facet": one}) for one in facets)
    found = heapq.merge(*pages, reverse=window.newest_first)
    return [row_id for row_id, _ in zip(found, range(window.limit), strict=False)]


def _by_text(db: Database, wanted: ExecutionFilter, window: Window, facets: tuple[int, ...] | None) -> list[int]:
    is_few = facets is not None and len(facets) <= MOST_TAGS
    # few facets are words of the index; where they are many, most of what is found is of one of them
    conditions, values = _conditions(wanted, with_facets=not is_few)
    where = " and ".join(["execution_texts match :match", "execution_texts.rowid between :low and :high", *conditions])
    # conditions are fixed texts; every value is a parameter
    sql = f"""select execution_texts.rowid as id
        from execution_texts cross join executions on executions.id = execution_texts.rowid
        where {where} order by execution_texts.rowid {window.order} limit :limit"""  # noqa: S608
    match = match_expression(wanted.text or "", facets=facets if is_few else None, task_id=wanted.task_id)
    return [row["id"] for row in rows(db, sql, **values, match=match, **_bounds(window))]


def _select(db: Database, window: Window, conditions: list[str], values: dict[str, Any]) -> list[int]:
    where = " and ".join(["id between :low and :high", *conditions])
    # conditions are fixed texts; every value is a parameter
    sql = f"select id from executions where {where} order by id {window.order} limit :limit"  # noqa: S608
    return [row["id"] for row in rows(db, sql, **values, **_bounds(window))]


def _bounds(window: Window) -> dict[str, int]:
    return {"low": window.low, "high": window.high, "limit": window.limit}


def _conditions(wanted: ExecutionFilter, *, with_facets: bool = True) -> tuple[list[str], dict[str, Any]]:
    """Return a filter as conditions on executions, and their values."""
    found: dict[str, str] = {}
    values: dict[str, Any] = {}
    for name in ("trial_id", "batch_id", "task_id"):
        if (value := getattr(wanted, name)) is not None:
            found[name], values[name] = f"executions.{name} = :{name}", value
    for name, sign, bound in (("since", ">=", wanted.since), ("until", "<", wanted.until)):
        if bound is not None:
            found[name], values[name] = f"executions.started_at {sign} :{name}", stamp(bound)
    facets, more = facet_condition(wanted, "executions.facet_id") if with_facets else ("", {})
    if facets:
        found["facets"] = facets
    return list(found.values()), {**values, **more}


_DAYS = "day between :first_day and :last_day"
_SPAN = f"select min(first_id) as low, max(last_id) as high from execution_days where {_DAYS}"  # noqa: S608 - a fixed text
_BY_DAY = """
select day, coalesce(sum(executions) filter (where result = 'passed'), 0) as passed,
    coalesce(sum(executions) filter (where result = 'failed'), 0) as failed,
    coalesce(sum(executions) filter (where result = 'errored'), 0) as errored,
    coalesce(sum(executions) filter (where result = 'cancelled'), 0) as cancelled
from result_days
where day between :first_day and :last_day
    and (:team is null or team = :team) and (:agent is null or agent = :agent)
    and (:strategy is null or strategy_name = :strategy) and (:result is null or result = :result)
group by day order by day desc limit :limit
"""
