"""Facets: what executions are filtered by. Each combination that occurs is one row, so that few rows describe them all.

An execution names its facet; any filter is first a question to this small table, and then one to an index by facet.
"""

from collections.abc import Mapping
from typing import Any

from sqlite_utils import Database

from training.model.executions import ExecutionFilter
from training.store.connection import change, first, rows

COLUMNS = (
    "team",
    "agent",
    "strategy_name",
    "provenance",
    "purpose",
    "result",
    "verdict",
    "outcome",
    "trust",
    "created_by",
)
_EQUAL = " and ".join(f"{name} = :{name}" for name in COLUMNS)


def facet_of(db: Database, values: Mapping[str, str]) -> int:
    """Return the facet with these values, made where there was none. Call it inside a transaction."""
    wanted = {name: values[name] for name in COLUMNS}
    # fixed names of our own; every value is a parameter
    sql = f"select id from execution_facets where {_EQUAL}"  # noqa: S608
    found = first(db, sql, **wanted)
    if found is None:
        names = ", ".join(COLUMNS)
        places = ", ".join(f":{name}" for name in COLUMNS)
        change(db, f"insert into execution_facets ({names}) values ({places})", **wanted)  # noqa: S608 - as above
        found = first(db, sql, **wanted)
    return int(found["id"]) if found else 0


def matching_facets(db: Database, wanted: ExecutionFilter, *, most: int) -> tuple[int, ...] | None:
    """Return the facets that a filter asks for, up to one more than `most`; None where it asks for all."""
    chosen, values = facet_query(wanted)
    if not chosen:
        return None
    return tuple(row["id"] for row in rows(db, f"{chosen} limit :most", **values, most=most + 1))


def facet_condition(wanted: ExecutionFilter, column: str) -> tuple[str, dict[str, Any]]:
    """Return a condition that a column's facet is one that is asked for, and its values; empty where it asks for all.

    Each row looks its facet up: where most rows match, that is less work than listing all facets first.
    """
    _, values = facet_query(wanted)
    equal = " and ".join(f"of_it.{name.removeprefix('facet_')} = :{name}" for name in values)
    # fixed names of our own; every value is a parameter
    condition = f"exists (select 1 from execution_facets of_it where of_it.id = {column} and {equal})"  # noqa: S608
    return (condition if values else ""), values


def facet_query(wanted: ExecutionFilter) -> tuple[str, dict[str, Any]]:
    """Return a query for the facets that a filter asks for, and its values; an empty one where it asks for all."""
    values = _values(wanted)
    where = " and ".join(f"{name} = :facet_{name}" for name in values)
    # fixed names of our own; every value is a parameter
    query = f"select id from execution_facets where {where}" if values else ""  # noqa: S608
    return query, {f"facet_{name}": value for name, value in values.items()}


def people_of(db: Database) -> tuple[str, ...]:
    """Return whoever asked for something that ran."""
    found = rows(db, "select distinct created_by from execution_facets where created_by != '' order by created_by")
    return tuple(row["created_by"] for row in found)


def _values(wanted: ExecutionFilter) -> dict[str, Any]:
    asked = {
        "team": wanted.team,
        "agent": wanted.agent,
        "strategy_name": wanted.strategy,
        "provenance": wanted.provenance,
        "purpose": wanted.purpose,
        "result": wanted.result,
        "verdict": wanted.verdict,
        "outcome": wanted.outcome,
        "trust": wanted.trust,
        "created_by": wanted.created_by,
    }
    return {name: str(value) for name, value in asked.items() if value is not None}
