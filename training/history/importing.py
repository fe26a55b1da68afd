"""Makes trials of imported results: judged by their tests alone, for nothing else in them can be believed."""

import hashlib
from collections import Counter
from collections.abc import Iterable

from training.history.model import PastHistory, PastResult
from training.model.batches import BatchPlan, TaskStamp
from training.model.scores import Score, Weights
from training.model.strategies import Strategy
from training.model.tasks import Difficulty
from training.model.trials import PlannedTrial, Provenance, TrialRecord, Verdict

AGENT = "claude-flow"
PREFIX = "imported:"


def plan_of(history: PastHistory, *, team: str, by: str) -> BatchPlan:
    """Return a batch that holds each result as one trial, in the order in which they ran."""
    tasks = {result.task: _task(result) for result in history.results}
    names = dict.fromkeys(result.strategy for result in history.results)
    return BatchPlan(
        title=f"Imported from {AGENT}: {len({result.run for result in history.results})} runs",
        agent=AGENT,
        tasks=tuple(tasks.values()),
        strategies=tuple(_strategy(name) for name in names),
        repeats=max(result.run for result in history.results),
        seed=0,
        trials=tuple(
            PlannedTrial(
                ordinal=number,
                task_id=tasks[result.task].id,
                strategy_name=result.strategy,
                repeat=result.run,
                seed=0,
            )
            for number, result in enumerate(history.results, start=1)
        ),
        provenance=Provenance.IMPORTED,
        team=team,
        created_by=by,
    )


def fresh_results(history: PastHistory, known: Iterable[PastHistory]) -> tuple[PastResult, ...]:
    """Return the results that none of the known histories holds; what a history holds twice counts twice."""
    held: Counter[PastResult] = Counter()
    for one in known:
        held |= Counter(result.identity for result in one.results)
    found = []
    for result in history.results:
        if held[result.identity]:
            held[result.identity] -= 1
        else:
            found.append(result)
    return tuple(found)


def record_of(result: PastResult) -> TrialRecord:
    """Return what a result comes to here: its tests decide; its lint never worked, and its speed has no reference."""
    return TrialRecord(
        verdict=Verdict.PASSED if result.tests_passed else Verdict.FAILED,
        reason=f"Imported: its tests {'passed' if result.tests_passed else 'failed'} there. Nothing ran here.",
        score=Score(
            total=0.0,  # weighed when it is kept
            correctness=1.0 if result.tests_passed else 0.0,
            speed=None,
            quality=None,
            weights=Weights(),
        ),
        told_ms=result.execution_ms,
    )


def _task(result: PastResult) -> TaskStamp:
    digest = hashlib.sha256(result.task.encode()).hexdigest()
    slug = "-".join("".join(mark if mark.isalnum() else " " for mark in result.task.lower()).split())[:60]
    return TaskStamp(
        id=f"{AGENT}-{slug}",
        content_hash=f"{PREFIX}{digest}",
        title=result.task,
        category=result.category,
        difficulty=Difficulty.MEDIUM,
    )


def _strategy(name: str) -> Strategy:
    digest = hashlib.sha256(f"{AGENT}:{name}".encode()).hexdigest()
    return Strategy(
        name=name,
        version=f"{PREFIX}{digest}",
        instructions="Imported: what another tool called by this name. Its text is not known here.",
        temperature=0.0,
        attempts=1,
        edit_size=1,
        self_check=False,
        submit_at=1.0,
        time_budget_seconds=0.0,
        token_budget=0,
    )
