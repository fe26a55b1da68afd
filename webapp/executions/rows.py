"""An execution as lists show it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from training.model.executions import ExecutionRow
from training.model.trials import Purpose
from webapp.addresses import address

PURPOSES = {Purpose.GRADE: "hidden tests", Purpose.VISIBLE: "visible tests"}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One execution, ready to be shown. `state` says how this run went, not what its trial came to."""

    url: str
    state: str
    execution: ExecutionRow
    purpose: str
    tests: str
    started_at: datetime


def execution_row(row: ExecutionRow, filters: Mapping[str, str] | None = None) -> Row:
    """Return an execution as a row shows it; its page then goes through the list that the filters give."""
    return Row(
        url=address("executions.show", filters or {}, row_id=row.id),
        state=row.result.value,
        execution=row,
        purpose=PURPOSES[row.purpose],
        tests=f"{row.tests_passed}/{row.tests_total}",
        started_at=row.started_at,
    )
