"""The list of executions with its filters, and everything that is kept of one."""

import json
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, abort, render_template, request, url_for

from sandbox.model import Limits, Outcome, SourceFile, TestStatus, Trust
from training.errors import TrainingError
from training.model.executions import ExecutionDetail, ExecutionFilter
from training.model.tasks import Task
from training.model.trials import Purpose, Verdict
from webapp.access import Right, needs
from webapp.agents import agent_names
from webapp.api.encode import encode
from webapp.executions.rows import PURPOSES, execution_row, state_of
from webapp.formats import mebibytes, milliseconds, number
from webapp.paging import PAGE_ROWS, after, page_of
from webapp.profiles.views import update_row
from webapp.reading.code import DiffRow, coloured_lines, difference
from webapp.reading.output import OutputPart, output_part
from webapp.resources import catalogue, store, strategies

blueprint = Blueprint("executions", __name__, url_prefix="/executions")

TABS = (
    ("overview", "Overview"),
    ("code", "Code"),
    ("tests", "Tests"),
    ("output", "Output"),
    ("limits", "Limits and usage"),
    ("provenance", "Provenance"),
    ("effect", "Effect"),
)
_ENUMS = {"verdict": Verdict, "outcome": Outcome, "trust": Trust, "purpose": Purpose}


@blueprint.get("/")
@needs(Right.VIEW)
def index() -> str:
    """Show the executions that match the filters of the address."""
    filters = {name: request.args[name] for name in ("strategy", "agent", "task", *_ENUMS) if request.args.get(name)}
    page = page_of(store().executions.list(_wanted(filters), after=after(), limit=PAGE_ROWS + 1))
    return render_template(
        "executions/index.html",
        rows=tuple(execution_row(row) for row in page.rows),
        filters=filters,
        facets=_facets(),
        next_url=page.next_url,
        first_url=page.first_url,
    )


@blueprint.get("/<int:row_id>")
@needs(Right.VIEW)
def show(row_id: int) -> str:
    """Show one execution, one tab of it at a time."""
    detail = store().executions.get(row_id)
    tab = request.args.get("tab", "overview")
    if tab not in dict(TABS):
        abort(404)
    neighbours = store().executions.neighbours(row_id)
    return render_template(
        "executions/show.html",
        detail=detail,
        execution=detail.row,
        trial=detail.trial,
        result=detail,
        state=state_of(detail.row),
        task_title=_title(detail),
        purpose_words=PURPOSES[detail.row.purpose],
        tab=tab,
        tabs=[(key, text, url_for("executions.show", row_id=row_id, tab=key)) for key, text in TABS],
        counts=_counts(detail),
        previous=_address(neighbours.previous_id, tab),
        following=_address(neighbours.next_id, tab),
        **_TAB[tab](detail),
    )


@blueprint.get("/<int:row_id>/bundle")
@needs(Right.VIEW)
def bundle(row_id: int) -> Response:
    """Give everything that is kept of one execution as one JSON file."""
    detail = store().executions.get(row_id)
    answer = Response(json.dumps(encode(detail), indent=2, ensure_ascii=False), content_type="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="execution-{row_id}.json"'
    return answer


def _wanted(filters: dict[str, str]) -> ExecutionFilter:
    try:
        chosen: dict[str, Any] = {name: kind(filters[name]) for name, kind in _ENUMS.items() if name in filters}
    except ValueError:
        abort(404)
    return ExecutionFilter(
        strategy=filters.get("strategy"), agent=filters.get("agent"), task_id=filters.get("task"), **chosen
    )


def _facets() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (
        ("strategy", tuple(strategy.name for strategy in strategies().all())),
        ("agent", agent_names()),
        ("task", tuple(task.id for task in catalogue().all())),
        *((name, tuple(member.value for member in kind)) for name, kind in _ENUMS.items()),
    )


def _address(row_id: int | None, tab: str) -> str | None:
    return None if row_id is None else url_for("executions.show", row_id=row_id, tab=tab)


def _task(detail: ExecutionDetail) -> Task | None:
    try:
        return catalogue().get(detail.trial.task_id)
    except TrainingError:
        return None


def _title(detail: ExecutionDetail) -> str:
    task = _task(detail)
    return task.title if task else detail.trial.task_id


def _counts(detail: ExecutionDetail) -> dict[str, int]:
    return {status.value: sum(test.status is status for test in detail.tests) for status in TestStatus}


def _overview(detail: ExecutionDetail) -> dict[str, Any]:
    total = sum(phase.duration_ms for phase in detail.phases) or 1.0
    bars, start = [], 0.0
    for phase in detail.phases:
        width = 100 * phase.duration_ms / total
        bars.append(
            {"name": phase.name, "duration_ms": phase.duration_ms, "start": round(start, 2), "width": round(width, 2)}
        )
        start += width
    return {
        "phase_bars": bars,
        "failing": [test for test in detail.tests if test.status is TestStatus.FAILED],
        "tests_url": url_for("executions.show", row_id=detail.row.id, tab="tests"),
    }


@dataclass(frozen=True, kw_only=True)
class ShownFile:
    """One file of the program: its lines, or its difference from the starter."""

    path: str
    note: str
    lines: tuple[Any, ...]
    rows: tuple[DiffRow, ...] | None


def _code(detail: ExecutionDetail) -> dict[str, Any]:
    view = "whole" if request.args.get("view") == "whole" else "difference"
    task = _task(detail)
    starter = {file.path: _text(file) for file in task.starter} if task else {}
    files = [_shown(file, starter.get(file.path), view) for file in detail.files]
    address = url_for("executions.show", row_id=detail.row.id, tab="code")
    views = [("difference", "Changes from the starter", address), ("whole", "Whole program", f"{address}&view=whole")]
    return {"files": files, "view": view, "views": views}


def _shown(file: SourceFile, starter: str | None, view: str) -> ShownFile:
    text = _text(file)
    compared = view == "difference" and starter is not None
    return ShownFile(
        path=file.path,
        note=f"{number(len(text.splitlines()))} lines",
        lines=() if compared else coloured_lines(text, file.path),
        rows=difference(starter or "", text, file.path) if compared else None,
    )


def _text(file: SourceFile) -> str:
    return file.content.decode(errors="replace")


def _tests(detail: ExecutionDetail) -> dict[str, Any]:
    return {"tests": detail.tests, "reason": detail.row.reason}


@dataclass(frozen=True, kw_only=True)
class Stream:
    """One of the two output streams, a part of it."""

    name: str
    title: str
    part: OutputPart
    earlier: str
    later: str


def _output(detail: ExecutionDetail) -> dict[str, Any]:
    streams = [_stream(detail, "stdout", "Output"), _stream(detail, "stderr", "Errors")]
    return {"streams": streams, "truncated": detail.output_truncated}


def _stream(detail: ExecutionDetail, name: str, title: str) -> Stream:
    part = output_part(getattr(detail, name), request.args.get(name, 0, type=int))
    address = url_for("executions.show", row_id=detail.row.id, tab="output")
    return Stream(
        name=name,
        title=title,
        part=part,
        earlier=f"{address}&{name}={part.index + 1}#{name}",
        later=f"{address}&{name}={part.index - 1}#{name}",
    )


def _limits(detail: ExecutionDetail) -> dict[str, Any]:
    task = _task(detail)
    limits, usage = (task.limits if task else Limits()), detail.row.usage
    output_kib = (len(detail.stdout.encode()) + len(detail.stderr.encode())) / 1024
    rows = [
        _limit("Wall time", usage.wall_ms if usage else None, limits.wall_seconds * 1000, milliseconds),
        _limit("CPU time", usage.cpu_ms if usage else None, limits.cpu_seconds * 1000, milliseconds),
        _limit("Memory, at most", usage.peak_memory_mib if usage else None, limits.memory_mib, mebibytes),
        _limit("Output", output_kib, limits.output_kib, lambda value: f"{number(value)} KiB"),
        {"name": "Disk", "used": "–", "limit": mebibytes(limits.disk_mib), "share": None},
        {"name": "Processes and threads", "used": "–", "limit": number(limits.pids), "share": None},
    ]
    return {"limits": rows}


def _limit(name: str, used: float | None, limit: float, write: Any) -> dict[str, Any]:
    share = None if used is None else round(min(100.0, 100 * used / limit), 1)
    return {"name": name, "used": write(used) if used is not None else "–", "limit": write(limit), "share": share}


def _provenance(detail: ExecutionDetail) -> dict[str, Any]:
    trial = detail.trial
    facts = (
        ("Execution", detail.row.execution_id),
        ("Image digest", detail.image_digest or "–"),
        ("Task hash", detail.task_hash),
        ("Strategy version", trial.strategy_version),
        ("Agent version", detail.agent_version or "–"),
        ("Trial's seed", str(trial.seed)),
        ("Provenance", trial.provenance.value),
        ("Candidate's note", detail.note or "–"),
        ("Audit link", f"{detail.audit_seq}, {detail.audit_hash}"),
    )
    return {"facts": facts, "log": detail.agent_log}


def _effect(detail: ExecutionDetail) -> dict[str, Any]:
    recorded = store().profiles.updates_of_trial(detail.trial.id)
    effects = [(step.update.after.key.scope, update_row(step)) for step in recorded]
    return {"effects": effects, "score": detail.score}


_TAB = {
    "overview": _overview,
    "code": _code,
    "tests": _tests,
    "output": _output,
    "limits": _limits,
    "provenance": _provenance,
    "effect": _effect,
}
