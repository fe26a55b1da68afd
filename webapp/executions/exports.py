"""The list of executions for other programs: the same rows, the same columns, nothing more and nothing less."""

import csv
import io
import json
from collections.abc import Callable, Iterator

from flask import Response

from training.model.executions import ExecutionFilter, ExecutionRow
from training.store import Store

_PAGE = 1000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = (
    "id",
    "execution_id",
    "result",
    "task",
    "strategy",
    "agent",
    "purpose",
    "outcome",
    "tests_passed",
    "tests_total",
    "trust",
    "wall_ms",
    "cpu_ms",
    "peak_memory_mib",
    "started_at",
    "verdict",
    "provenance",
    "batch_id",
    "trial_id",
    "strategy_version",
    "reason",
)


def export(open_store: Callable[[], Store], wanted: ExecutionFilter, kind: str) -> Response:
    """Return every execution that matches, newest first, as a file of kind csv or json."""
    rows = _rows(open_store, wanted)
    body, content_type = (_csv(rows), "text/csv; charset=utf-8") if kind == "csv" else (_json(rows), "application/json")
    answer = Response(body, content_type=content_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="executions.{kind}"'
    return answer


def record_of(row: ExecutionRow) -> dict[str, object]:
    """Return an execution as one flat record."""
    usage = row.usage
    values = (
        *(row.id, row.execution_id, row.result.value, row.task_id, row.strategy_name, row.agent, row.purpose.value),
        *(row.outcome.value, row.tests_passed, row.tests_total, row.trust.value),
        *((usage.wall_ms, usage.cpu_ms, usage.peak_memory_mib) if usage else (None, None, None)),
        *(row.started_at.isoformat(), row.verdict.value, row.provenance.value, row.batch_id, row.trial_id),
        *(row.strategy_version, row.reason),
    )
    return dict(zip(COLUMNS, values, strict=True))


def _rows(open_store: Callable[[], Store], wanted: ExecutionFilter) -> Iterator[dict[str, object]]:
    # a store of its own: the request's is closed before the last row has left. Each page is a read of its own:
    # however long a file takes to be fetched, no snapshot is held that keeps the write-ahead log from being emptied
    with open_store() as store:
        after: int | None = None
        while True:
            page = store.executions.list(wanted, after=after, limit=_PAGE)
            yield from map(record_of, page)
            if len(page) < _PAGE:
                return
            after = page[-1].id


def _csv(rows: Iterator[dict[str, object]]) -> Iterator[str]:
    yield _line(COLUMNS)
    for row in rows:
        yield _line(tuple(_safe(value) for value in row.values()))


def _line(values: tuple[object, ...]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(values)
    return buffer.getvalue()


def _safe(value: object) -> object:
    # a spreadsheet runs what begins so, and a candidate may choose what its failure says
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _json(rows: Iterator[dict[str, object]]) -> Iterator[str]:
    before = "[\n"
    for row in rows:
        yield before + json.dumps(row, ensure_ascii=False)
        before = ",\n"
    yield "\n]\n" if before == ",\n" else "[]\n"
