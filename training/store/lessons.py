"""What each trial taught, recomputed from its executions: the ground that profiles are checked against."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from math import fsum
from operator import itemgetter
from typing import Any

from sqlite_utils import Database

from sandbox.model import Outcome
from training.model.profiles import Observation, ProfileKey
from training.model.scores import Score, Weights
from training.model.trials import Purpose, Trial, Verdict
from training.profiles import RATE, scopes
from training.scoring import quality_of, speed_of, weighed
from training.store.blobs import fetch_json
from training.store.connection import each, known_moment
from training.store.rows import lint_from_json, score_from_json, trial_from


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """One trial's teaching: what was seen, its score's components, and the rate that it was learnt at."""

    trial: Trial
    seen: Observation
    score: Score | None
    rate: float
    at: datetime
    closing_seq: int

    def under(self, weights: Weights) -> Observation:
        """Return the observation with the score that these weights give."""
        if self.score is None:
            return self.seen
        return replace(self.seen, score=weighed(self.score, weights).total)


def lessons(db: Database, *, team: str | None = None) -> Iterator[Lesson]:
    """Give what trials taught, in the order they closed. Our own failures and cancelled trials taught nothing."""
    rates = {row["trial_id"]: row["rate"] for row in each(db, _RATES)}
    for _, rows in groupby(each(db, _LEARNT, team=team), key=itemgetter("id")):
        found = list(rows)
        trial = found[0]
        ran = [row for row in found if row["run_id"] is not None]
        yield Lesson(
            trial=trial_from(trial),
            seen=_seen(ran) if ran else _told(trial),
            score=_score(db, trial, ran),
            rate=rates.get(trial["id"], RATE),
            at=known_moment(trial["closed_at"]),
            closing_seq=trial["closing_seq"],
        )


def keys_of(trial: Trial, *, weights: int) -> tuple[ProfileKey, ...]:
    """Return the profiles that a trial counts in, under one version of the weights."""
    return tuple(
        ProfileKey(
            team=trial.team,
            agent=trial.agent,
            strategy_name=trial.strategy_name,
            strategy_version=trial.strategy_version,
            provenance=trial.provenance,
            scope=scope,
            weights=weights,
        )
        for scope in scopes(category=trial.category, difficulty=trial.difficulty)
    )


def _seen(ran: list[dict[str, Any]]) -> Observation:
    tokens = [row["run_tokens"] for row in ran if row["run_tokens"] is not None]
    costs = [row["run_cost_usd"] for row in ran if row["run_cost_usd"] is not None]
    return Observation(
        success=_passed(_grade(ran)),
        score=None,
        execution_ms=fsum(row["wall_ms"] for row in ran if row["wall_ms"] is not None),
        executions=len(ran),
        tokens=sum(tokens) if tokens else None,
        cost_usd=fsum(costs) if costs else None,
    )


def _told(trial: dict[str, Any]) -> Observation:
    """What the trial's own row says, where nothing ran here: it was imported, or its agent proposed no program."""
    return Observation(
        success=trial["verdict"] == Verdict.PASSED,
        score=None,
        execution_ms=trial["execution_ms"],
        executions=trial["executions"],
        tokens=trial["tokens"],
        cost_usd=trial["cost_usd"],
    )


def _grade(ran: list[dict[str, Any]]) -> dict[str, Any] | None:
    return next((row for row in ran if row["purpose"] == Purpose.GRADE), None)


def _passed(grade: dict[str, Any] | None) -> bool:
    return (
        grade is not None
        and grade["outcome"] == Outcome.EXITED
        and grade["tests_total"] > 0
        and grade["tests_passed"] == grade["tests_total"]
    )


def _score(db: Database, trial: dict[str, Any], ran: list[dict[str, Any]]) -> Score | None:
    kept, grade = score_from_json(trial["score_detail"]), _grade(ran)
    if kept is None or kept.evidence is None or grade is None:
        return kept
    total = grade["tests_total"]
    lint = lint_from_json(fetch_json(db, grade["lint_blob"]))
    return replace(
        kept,
        correctness=grade["tests_passed"] / total if total else 0.0,
        speed=_speed(grade, kept.evidence.reference_ms),
        quality=quality_of(lint) if lint else None,
    )


def _speed(grade: dict[str, Any], reference_ms: float | None) -> float | None:
    if not _passed(grade):
        return 0.0
    if reference_ms is None or grade["wall_ms"] is None:
        return None
    return speed_of(grade["wall_ms"], reference_ms)


_LEARNT = """
select trials.*, executions.id as run_id, executions.purpose, executions.outcome, executions.tests_passed,
    executions.tests_total, executions.wall_ms, executions.tokens as run_tokens,
    executions.cost_usd as run_cost_usd, executions.lint_blob
from trials left join executions on executions.trial_id = trials.id and executions.verdict = trials.verdict
where trials.state = 'closed' and trials.verdict in ('passed', 'failed') and (:team is null or trials.team = :team)
order by trials.closing_seq, executions.id
"""

_RATES = "select distinct trial_id, json_extract(after, '$.rate') as rate from profile_updates"
