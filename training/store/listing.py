"""Finds the executions that a filter asks for, a page at a time, in a time that does not grow with their number."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlite_utils import Database

from training.model.executions import DayCounts, ExecutionFilter
from training.store.connection import first, rows, stamp
from training.store.facets import as_list, matching_facets
from training.store.fulltext import match_expression

FAR = 2**62
# more facets than this are many executions, and reading them in order finds a page sooner
MOST_MERGED = 400


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
    facets = matching_facets(db, wanted)
    if narrowed is None or facets == ():
        return []
    if wanted.text:
        return _by_text(db, wanted, narrowed, facets)
    if facets is None or _is_narrow(wanted) or len(facets) > MOST_MERGED:
        return _in_order(db, wanted, narrowed, facets)
    return _merged(db, wanted, narrowed, facets)


def count_all(db: Database, wanted: ExecutionFilter) -> int | None:
    """Return how many match, by whole days, or None where counting would mean reading them."""
    if wanted.text:
        return None
    facets = matching_facets(db, wanted)
    if _is_narrow(wanted):
        conditions, values = _conditions(wanted, facets)
        # conditions are fixed texts; every value is a parameter
        found = first(db, f"select count(*) as n from executions where {' and '.join(conditions)}", **values)  # noqa: S608
        return int(found["n"]) if found else 0
    found = first(db, _COUNT, **_days(wanted), facets=None if facets is None else as_list(facets))
    return int(found["n"]) if found else 0


def count_by_day(db: Database, wanted: ExecutionFilter) -> tuple[DayCounts, ...]:
    """Return how the executions went on each day on which any ran. Batch, trial, task and text take no part."""
    facets = matching_facets(db, wanted)
    found = rows(db, _BY_DAY, **_days(wanted), facets=None if facets is None else as_list(facets))
    return tuple(DayCounts(**row) for row in found)


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
    return {
        "first_day": stamp(wanted.since)[:10] if wanted.since else None,
        "last_day": stamp(wanted.until - timedelta(microseconds=1))[:10] if wanted.until else None,
    }


def _in_order(db: Database, wanted: ExecutionFilter, window: Window, facets: tuple[int, ...] | None) -> list[int]:
    conditions, values = _conditions(wanted, facets)
    return _select(db, window, conditions, values)


def _merged(db: Database, wanted: ExecutionFilter, window: Window, facets: tuple[int, ...]) -> list[int]:
    """Take a page from each facet and the best of all: each is read from its own place in the index."""
    conditions, values = _conditions(wanted, None)
    pages = (_select(db, window, ["facet_id = :facet", *conditions], {**values, "facet": one}) for one in facets)
    found = heapq.merge(*pages, reverse=window.newest_first)
    return [row_id for row_id, _ in zip(found, range(window.limit), strict=False)]


def _by_text(db: Database, wanted: ExecutionFilter, window: Window, facets: tuple[int, ...] | None) -> list[int]:
    narrow = ExecutionFilter(
        batch_id=wanted.batch_id,
        trial_id=wanted.trial_id,
        task_id=wanted.task_id,
        since=wanted.since,
        until=wanted.until,
    )
    conditions, values = _conditions(narrow, None)
    # the rows themselves are looked at only where the index of words does not know
    source = "execution_texts"
    if conditions:
        source = "execution_texts cross join executions on executions.id = execution_texts.rowid"
    where = " and ".join(["execution_texts match :match", "execution_texts.rowid between :low and :high", *conditions])
    # conditions are fixed texts; every value is a parameter
    sql = f"select execution_texts.rowid as id from {source} where {where} order by execution_texts.rowid {window.order} limit :limit"  # noqa: S608, E501
    match = match_expression(wanted.text or "", facets=facets, task_id=wanted.task_id)
    return [row["id"] for row in rows(db, sql, **values, match=match, **_bounds(window))]


def _select(db: Database, window: Window, conditions: list[str], values: dict[str, Any]) -> list[int]:
    where = " and ".join(["id between :low and :high", *conditions])
    # conditions are fixed texts; every value is a parameter
    sql = f"select id from executions where {where} order by id {window.order} limit :limit"  # noqa: S608
    return [row["id"] for row in rows(db, sql, **values, **_bounds(window))]


def _bounds(window: Window) -> dict[str, int]:
    return {"low": window.low, "high": window.high, "limit": window.limit}


def _conditions(wanted: ExecutionFilter, facets: tuple[int, ...] | None) -> tuple[list[str], dict[str, Any]]:
    return _unzip(_each_condition(wanted, facets))


def _each_condition(wanted: ExecutionFilter, facets: tuple[int, ...] | None) -> Iterator[tuple[str, str, Any]]:
    for name in ("trial_id", "batch_id", "task_id"):
        value = getattr(wanted, name)
        if value is not None:
            yield name, f"executions.{name} = :{name}", value
    if wanted.since is not None:
        yield "since", "executions.started_at >= :since", stamp(wanted.since)
    if wanted.until is not None:
        yield "until", "executions.started_at < :until", stamp(wanted.until)
    if facets is not None:
        yield "facets", "executions.facet_id in (select value from json_each(:facets))", as_list(facets)


def _unzip(found: Iterator[tuple[str, str, Any]]) -> tuple[list[str], dict[str, Any]]:
    every = list(found)
    return [condition for _, condition, _ in every], {name: value for name, _, value in every}


_DAYS = "(:first_day is null or day >= :first_day) and (:last_day is null or day <= :last_day)"
_SPAN = f"select min(first_id) as low, max(last_id) as high from execution_days where {_DAYS}"  # noqa: S608 - a fixed text
_COUNT = f"""
select coalesce(sum(executions), 0) as n from execution_days
where {_DAYS} and (:facets is null or facet_id in (select value from json_each(:facets)))
"""  # noqa: S608 - a fixed text

_BY_DAY = f"""
select day, coalesce(sum(executions) filter (where result = 'passed'), 0) as passed,
    coalesce(sum(executions) filter (where result = 'failed'), 0) as failed,
    coalesce(sum(executions) filter (where result = 'errored'), 0) as errored,
    coalesce(sum(executions) filter (where result = 'cancelled'), 0) as cancelled
from execution_days join execution_facets on execution_facets.id = facet_id
where {_DAYS} and (:facets is null or facet_id in (select value from json_each(:facets)))
group by day order by day
"""  # noqa: S608 - a fixed text
