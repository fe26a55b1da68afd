"""What each tab of an execution's page shows."""

from collections.abc import Callable
from typing import Any

from flask import url_for

from sandbox.model import Limits, TestStatus
from training.model.executions import ExecutionDetail
from training.timeline import timeline_of
from webapp.charts import timeline
from webapp.executions.code import code_tab
from webapp.executions.output import output_tab
from webapp.executions.reading import hash_of, is_same_task, prompt_of, strategy_of, task_of
from webapp.formats import mebibytes, milliseconds, number
from webapp.profiles.views import update_row
from webapp.resources import store

TABS = (
    ("overview", "Overview"),
    ("code", "Code"),
    ("tests", "Tests"),
    ("output", "Output"),
    ("limits", "Limits and usage"),
    ("provenance", "Provenance"),
    ("effect", "Effect"),
)
_FAILED_FIRST = (TestStatus.FAILED, TestStatus.PASSED, TestStatus.SKIPPED)


def overview_tab(detail: ExecutionDetail) -> dict[str, Any]:
    """Return what happened, where the trial's time went, and the tests that failed."""
    executions = store().executions.list_for_trial(detail.trial.id)
    return {
        "timeline": timeline(timeline_of(detail.trial, executions), marked=detail.row.id),
        "attempts": executions,
        "counts": _counts(detail),
        "failing": [test for test in detail.tests if test.status is TestStatus.FAILED],
        "tests_url": url_for("executions.show", row_id=detail.row.id, tab="tests"),
    }


def tests_tab(detail: ExecutionDetail) -> dict[str, Any]:
    """Return every test, those that failed first."""
    tests = sorted(detail.tests, key=lambda test: _FAILED_FIRST.index(test.status))
    return {"tests": tests, "counts": _counts(detail), "reason": detail.row.reason}


def limits_tab(detail: ExecutionDetail) -> dict[str, Any]:
    """Return what was used of each limit."""
    task = task_of(detail)
    limits, usage = (task.limits if task else Limits()), detail.row.usage
    output_kib = (len(detail.stdout.encode(errors="replace")) + len(detail.stderr.encode(errors="replace"))) / 1024
    rows = [
        _limit("Wall time", usage.wall_ms if usage else None, limits.wall_seconds * 1000, milliseconds),
        _limit("CPU time", usage.cpu_ms if usage else None, limits.cpu_seconds * 1000, milliseconds),
        _limit("Memory, at most", usage.peak_memory_mib if usage else None, limits.memory_mib, mebibytes),
        _limit("Output", output_kib, limits.output_kib, lambda value: f"{number(value)} KiB"),
        {"name": "Disk", "used": "–", "limit": mebibytes(limits.disk_mib), "share": None},
        {"name": "Processes and threads", "used": "–", "limit": number(limits.pids), "share": None},
    ]
    return {"limits": rows, "is_same_task": is_same_task(detail, task)}


def provenance_tab(detail: ExecutionDetail) -> dict[str, Any]:
    """Return everything that names what ran, so that it can be run again."""
    trial, task = detail.trial, task_of(detail)
    same = task if is_same_task(detail, task) else None
    gone = "the task has changed since; its hash above names what ran"
    facts = (
        ("Execution", detail.row.execution_id),
        ("Image digest", detail.image_digest or "–"),
        ("Task hash", detail.task_hash),
        ("Visible tests", hash_of(same.visible_tests) if same else gone),
        ("Hidden tests", hash_of(same.hidden_tests) if same else gone),
        ("Strategy version", trial.strategy_version),
        ("Agent", trial.agent),
        ("Agent version", detail.agent_version or "–"),
        ("Program version", detail.program or "not recorded"),
        ("Trial's seed", str(trial.seed)),
        ("Provenance", trial.provenance.value),
        ("Candidate's note", detail.note or "–"),
    )
    strategy = strategy_of(detail)
    return {
        "facts": facts,
        "link_url": url_for("audit.link", seq=detail.audit_seq) if detail.audit_seq else None,
        "prompt": prompt_of(detail),
        "instructions": strategy.instructions if strategy else None,
        "log": detail.agent_log,
    }


def effect_tab(detail: ExecutionDetail) -> dict[str, Any]:
    """Return the score and what the trial taught."""
    recorded = store().profiles.updates_of_trial(detail.trial.id)
    effects = [(step.update.after.key.scope, update_row(step)) for step in recorded]
    return {"effects": effects, "score": detail.score}


def _counts(detail: ExecutionDetail) -> dict[str, int]:
    return {status.value: sum(test.status is status for test in detail.tests) for status in TestStatus}


def _limit(name: str, used: float | None, limit: float, write: Callable[[float], str]) -> dict[str, Any]:
    share = None if used is None else round(min(100.0, 100 * used / limit), 1)
    return {"name": name, "used": write(used) if used is not None else "–", "limit": write(limit), "share": share}


CONTENT: dict[str, Callable[[ExecutionDetail], dict[str, Any]]] = {
    "overview": overview_tab,
    "code": code_tab,
    "tests": tests_tab,
    "output": output_tab,
    "limits": limits_tab,
    "provenance": provenance_tab,
    "effect": effect_tab,
}
