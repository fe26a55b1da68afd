"""Lists of batches by what they are, and what each task came to in them."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlite_utils import Database

from training.model.batches import BatchFilter, TaskTally
from training.store.connection import rows, stamp


def conditions_of(wanted: BatchFilter) -> tuple[str, dict[str, Any]]:
    """Return a filter as SQL, each condition after an 'and', and its values."""
    found = list(_each_condition(wanted))
    return "".join(f" and {condition}" for _, condition, _ in found), {name: value for name, _, value in found}


def tallies_by_task(db: Database, batch_ids: Sequence[int]) -> dict[int, tuple[TaskTally, ...]]:
    """Return what each task came to in some batches; batches of which nothing is judged are left out."""
    found: dict[int, list[TaskTally]] = {}
    for row in rows(db, _TALLIES, ids=json.dumps([*batch_ids])):
        tally = TaskTally(trials=row["trials"], passed=row["passed"], score=row["score"])
        found.setdefault(row["batch_id"], []).append(tally)
    return {batch_id: tuple(tallies) for batch_id, tallies in found.items()}


def _each_condition(wanted: BatchFilter) -> Iterator[tuple[str, str, Any]]:
    for name in ("agent", "state", "created_by"):
        value = getattr(wanted, name)
        if value is not None:
            yield name, f"{name} = :{name}", str(value)
    if wanted.title is not None:
        yield "title", "instr(casefold(title), :title) > 0", wanted.title.casefold()
    if wanted.since is not None:
        yield "since", "created_at >= :since", stamp(wanted.since)
    if wanted.until is not None:
        yield "until", "created_at < :until", stamp(wanted.until)


_TALLIES = """
select batch_id, count(*) as trials, count(*) filter (where verdict = 'passed') as passed, avg(score) as score
from trials where batch_id in (select value from json_each(:ids)) and verdict in ('passed', 'failed')
group by batch_id, task_id order by batch_id, task_id
"""
