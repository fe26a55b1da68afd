"""Lists of batches by what they are, and how their scores spread."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlite_utils import Database

from training.model.batches import BatchFilter, ScoreSpread
from training.store.connection import rows, stamp


def conditions_of(wanted: BatchFilter) -> tuple[str, dict[str, Any]]:
    """Return a filter as SQL, each condition after an 'and', and its values."""
    found = list(_each_condition(wanted))
    return "".join(f" and {condition}" for _, condition, _ in found), {name: value for name, _, value in found}


def score_spreads(db: Database, batch_ids: Sequence[int]) -> dict[int, ScoreSpread]:
    """Return how the scores of some batches spread; batches without scores are left out."""
    found = rows(db, _SCORES, ids=json.dumps([*batch_ids]))
    return {row["batch_id"]: _spread(row["n"], row["total"], row["squares"]) for row in found}


def _spread(n: int, total: float, squares: float) -> ScoreSpread:
    mean = total / n
    return ScoreSpread(n=n, mean=mean, spread=max(0.0, squares - n * mean * mean))


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


_SCORES = """
select batch_id, count(*) as n, sum(score) as total, sum(score * score) as squares from trials
where batch_id in (select value from json_each(:ids)) and score is not null group by batch_id
"""
