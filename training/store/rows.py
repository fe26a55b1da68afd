"""Rows to domain values and back."""

import json
from dataclasses import asdict
from typing import Any

from sandbox.linting import Finding, LintReport
from sandbox.model import Isolation, Outcome, Phase, TestResult, TestStatus, Trust, Usage
from training.allocation import Allocation
from training.model.batches import Batch, BatchState, Budget, Counts
from training.model.executions import ExecutionRow
from training.model.profiles import Learnt, Observation, Profile, ProfileKey
from training.model.scores import Evidence, Score, Weights
from training.model.trials import Provenance, Purpose, Trial, TrialState, Verdict
from training.store.connection import known_moment, moment, stamp


def batch_from(row: dict[str, Any]) -> Batch:
    """Return a batch from its row."""
    return Batch(
        id=row["id"],
        team=row["team"],
        title=row["title"],
        agent=row["agent"],
        task_ids=tuple(json.loads(row["task_ids"])),
        strategies=tuple(json.loads(row["strategies"])),
        repeats=row["repeats"],
        seed=row["seed"],
        isolation=Isolation(row["isolation"]),
        provenance=Provenance(row["provenance"]),
        created_by=row["created_by"],
        state=BatchState(row["state"]),
        counts=Counts(
            **{name: row[name] for name in ("queued", "running", "passed", "failed", "errored", "cancelled")}
        ),
        created_at=known_moment(row["created_at"]),
        started_at=moment(row["started_at"]),
        finished_at=moment(row["finished_at"]),
        score_mean=row["score_sum"] / row["score_count"] if row["score_count"] else None,
        execution_ms=row["execution_ms"],
        executions=row["executions"],
        allocation=Allocation(row["allocation"]),
        priority=row["priority"],
        budget=Budget(seconds=row["budget_seconds"], usd=row["budget_usd"]),
        cost_usd=row["cost_usd"],
        tokens=row["tokens"],
        ran_seconds=row["ran_seconds"],
        running_since=moment(row["running_since"]),
        stop_reason=row["stop_reason"],
    )


def trial_from(row: dict[str, Any]) -> Trial:
    """Return a trial from its row."""
    plain = ("id", "batch_id", "ordinal", "team", "agent", "task_id", "category", "difficulty", "strategy_name")
    more = ("strategy_version", "repeat", "seed", "reason", "score", "execution_ms", "executions", "tokens", "cost_usd")
    return Trial(
        **{name: row[name] for name in (*plain, *more, "errors", "task_hash")},
        isolation=Isolation(row["isolation"]),
        provenance=Provenance(row["provenance"]),
        state=TrialState(row["state"]),
        verdict=Verdict(row["verdict"]) if row["verdict"] else None,
        queued_at=moment(row["queued_at"]),
        started_at=moment(row["started_at"]),
        closed_at=moment(row["closed_at"]),
    )


def execution_from(row: dict[str, Any]) -> ExecutionRow:
    """Return an execution, without its bulk, from its row."""
    plain = ("id", "execution_id", "trial_id", "batch_id", "ordinal", "agent", "task_id", "strategy_name")
    more = ("strategy_version", "reason", "tests_passed", "tests_total")
    return ExecutionRow(
        **{name: row[name] for name in (*plain, *more)},
        purpose=Purpose(row["purpose"]),
        provenance=Provenance(row["provenance"]),
        verdict=Verdict(row["verdict"]),
        outcome=Outcome(row["outcome"]),
        trust=Trust(row["trust"]),
        usage=usage_from(row),
        started_at=known_moment(row["started_at"]),
        phases=phases_from_json(row["phases"]),
    )


def usage_from(row: dict[str, Any]) -> Usage | None:
    """Return what an execution used, or None where nothing ran."""
    if row["wall_ms"] is None:
        return None
    return Usage(wall_ms=row["wall_ms"], cpu_ms=row["cpu_ms"], peak_memory_mib=row["peak_memory_mib"])


def tests_to_json(tests: tuple[TestResult, ...]) -> list[dict[str, Any]]:
    """Return test results as JSON can hold them."""
    return [asdict(test) for test in tests]


def tests_from_json(items: list[dict[str, Any]]) -> tuple[TestResult, ...]:
    """Return test results from what `tests_to_json` made."""
    return tuple(TestResult(**{**item, "status": TestStatus(item["status"])}) for item in items)


def phases_from_json(text: str) -> tuple[Phase, ...]:
    """Return an execution's phases."""
    return tuple(Phase(**item) for item in json.loads(text))


def score_from_json(text: str | None) -> Score | None:
    """Return a score with its components."""
    if text is None:
        return None
    values = json.loads(text)
    evidence = values.get("evidence")
    return Score(
        **{
            **values,
            "weights": Weights(**values["weights"]),
            "evidence": Evidence(**evidence) if evidence else None,
        }
    )


def lint_from_json(values: Any) -> LintReport | None:
    """Return a linter's report from what was kept of it, or None where nothing was."""
    if not values:
        return None
    return LintReport(**{**values, "findings": tuple(Finding(**finding) for finding in values["findings"])})


def profile_to_json(profile: Profile) -> str:
    """Return a profile as JSON that keeps every bit of its numbers."""
    values = asdict(profile)
    values["key"]["provenance"] = profile.key.provenance.value
    values["updated_at"] = stamp(profile.updated_at)
    return json.dumps(values, sort_keys=True)


def profile_from_json(text: str) -> Profile:
    """Return a profile from what `profile_to_json` made."""
    values = json.loads(text)
    key = values.pop("key")
    return Profile(
        **{
            **values,
            "key": ProfileKey(**{**key, "provenance": Provenance(key["provenance"])}),
            "success": Learnt(**values["success"]),
            "score": Learnt(**values["score"]) if values["score"] else None,
            "execution_ms": Learnt(**values["execution_ms"]),
            "updated_at": known_moment(values["updated_at"]),
        }
    )


def observation_from_json(text: str) -> Observation:
    """Return an observation from its JSON."""
    return Observation(**json.loads(text))
