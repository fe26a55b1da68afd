"""Makes what lists and the search read for executions and trials that were written before it was kept."""

from typing import Any

from sqlite_utils import Database

from training.store.blobs import fetch, fetch_json, files_from_json
from training.store.connection import change, rows
from training.store.days import (
    EXECUTIONS_BY_DAY,
    EXECUTIONS_IN_ALL,
    RESULTS_BY_DAY,
    TRIALS_BY_DAY,
    TRIALS_IN_ALL,
)
from training.store.facets import COLUMNS
from training.store.fulltext import index_texts
from training.store.rows import tests_from_json

_PAGE = 500


def backfill_lists(db: Database) -> None:
    """Fill facets, counts by day and the index of words from what is kept. Call it inside a transaction."""
    names = ", ".join(COLUMNS)
    # fixed texts of our own
    change(db, f"insert into execution_facets ({names}) select distinct {names} from ({_DESCRIBED})")  # noqa: S608
    change(db, f"update executions set facet_id = (select id from execution_facets where ({names}) = ({_ONE}))")  # noqa: S608
    change(db, f"insert into execution_days {EXECUTIONS_BY_DAY}")
    change(db, f"insert into trial_days {TRIALS_BY_DAY}")
    _index_texts(db)


def backfill_sums(db: Database) -> None:
    """Fill the sums of all days, and what charts read. Call it inside a transaction."""
    change(db, f"insert or ignore into execution_days {EXECUTIONS_IN_ALL}")
    change(db, f"insert or ignore into trial_days {TRIALS_IN_ALL}")
    change(db, f"insert or ignore into result_days {RESULTS_BY_DAY}")


def _index_texts(db: Database) -> None:
    after = 0
    while page := rows(db, f"{_TEXTS} where id > :after order by id limit {_PAGE}", after=after):
        for row in page:
            _index(db, row)
        after = page[-1]["id"]


def _index(db: Database, row: dict[str, Any]) -> None:
    index_texts(
        db,
        row["id"],
        files=files_from_json(fetch_json(db, row["code_blob"])),
        tests=tests_from_json(fetch_json(db, row["tests_blob"])),
        output=(row["reason"], fetch(db, row["stdout_blob"]), fetch(db, row["stderr_blob"])),
        facet_id=row["facet_id"],
        task_id=row["task_id"],
    )


_RESULT = """
case outcome when 'infra_error' then 'errored' when 'cancelled' then 'cancelled'
    when 'exited' then iif(tests_total > 0 and tests_passed = tests_total, 'passed', 'failed') else 'failed' end
"""
_DESCRIBED = f"""
select executions.team, executions.agent, strategy_name, executions.provenance, purpose, {_RESULT} as result, verdict,
    outcome, trust, batches.created_by
from executions join batches on batches.id = executions.batch_id
"""  # noqa: S608 - fixed texts
_ONE = f"""
select executions.team, executions.agent, strategy_name, executions.provenance, purpose, {_RESULT}, verdict, outcome,
    trust, (select created_by from batches where batches.id = executions.batch_id)
"""  # noqa: S608 - fixed texts
_TEXTS = """
select id, facet_id, task_id, reason, code_blob, tests_blob, stdout_blob, stderr_blob from executions
"""
