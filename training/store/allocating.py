"""Gives a trial of an adaptive batch its strategy, at the moment when it is first leased."""

import json
from random import Random
from typing import Any

from sqlite_utils import Database

from training.allocation import Allocation, draw_strategy
from training.store.connection import change, first, rows


def allocate(db: Database, trial: dict[str, Any]) -> None:
    """Give a trial to a strategy by how its batch's trials have gone so far; in a uniform batch, leave it as planned.

    Call it inside the transaction that leases the trial. One that was leased before keeps what it has.
    """
    batch = first(db, _BATCH, id=trial["id"])
    if batch is None or batch["allocation"] != Allocation.THOMPSON or trial["lease_token"]:
        return
    plan = json.loads(batch["strategy_plan"])
    counts = dict.fromkeys(plan, (0, 0))
    for found in rows(db, _OUTCOMES, batch_id=trial["batch_id"]):
        counts[found["strategy_name"]] = (found["passed"], found["failed"])
    name = draw_strategy(counts, Random(f"{batch['seed']}:{batch['ordinal']}"))  # noqa: S311 - repeatable on purpose
    sql = "update trials set strategy_name = :name, strategy_version = :version where id = :id"
    change(db, sql, id=trial["id"], name=name, version=plan[name])


_BATCH = """
select batches.allocation, batches.strategy_plan, batches.seed, trials.ordinal
from trials join batches on batches.id = trials.batch_id where trials.id = :id
"""

_OUTCOMES = """
select strategy_name, count(*) filter (where verdict = 'passed') as passed,
    count(*) filter (where verdict = 'failed') as failed
from trials where batch_id = :batch_id and verdict in ('passed', 'failed') group by strategy_name
"""
