"""An execution as lists show it."""

from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from sandbox.model import Outcome
from training.model.executions import ExecutionRow
from training.model.trials import Purpose

PURPOSES = {Purpose.GRADE: "hidden tests", Purpose.VISIBLE: "visible tests"}
OURS = {Outcome.INFRA_ERROR: "errored", Outcome.CANCELLED: "cancelled"}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One execution, ready to be shown. `state` says how this run went, not what its trial came to."""

    url: str
    state: str
    execution: ExecutionRow
    purpose: str
    tests: str
    started_at: datetime


def state_of(row: ExecutionRow) -> str:
    """Return the mark of one execution."""
    if row.outcome in OURS:
        return OURS[row.outcome]
    passed = row.outcome is Outcome.EXITED and row.tests_total > 0 and row.tests_passed == row.tests_total
    return "passed" if passed else "failed"


def execution_row(row: ExecutionRow) -> Row:
    """Return an execution as a row shows it."""
    return Row(
        url=url_for("executions.show", row_id=row.id),
        state=state_of(row),
        execution=row,
        purpose=PURPOSES[row.purpose],
        tests=f"{row.tests_passed}/{row.tests_total}",
        started_at=row.started_at,
    )
