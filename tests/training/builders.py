"""Makes what tests of training need: tasks, strategies, batches, records, and an agent that does as it is told."""

import threading
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sandbox.fake import judged
from sandbox.model import ExecutionSpec, SourceFile
from training.model.agents import Agent, Assignment, Candidate, Feedback
from training.model.batches import Batch
from training.model.scores import Score, Weights
from training.model.strategies import Strategy
from training.model.tasks import Difficulty, Task, TaskKind
from training.model.trials import Lease, Provenance, Purpose, RecordedExecution, TrialRecord, Verdict
from training.planning import BatchRequest, plan_batch
from training.store import Store

NOON = datetime(2026, 1, 2, 12, 0, tzinfo=UTC)


def a_task(name: str = "add", *, difficulty: Difficulty = Difficulty.EASY, category: str = "numbers") -> Task:
    return Task(
        id=name,
        title=name.title(),
        category=category,
        difficulty=difficulty,
        kind=TaskKind.FIX,
        prompt="Make it work.",
        starter=(SourceFile("solution.js", b"starter"),),
        reference=(SourceFile("solution.js", b"reference"),),
        visible_tests=(SourceFile("visible.test.js", b"visible"),),
        hidden_tests=(SourceFile("hidden.test.js", b"hidden"),),
        content_hash=f"hash-of-{name}",
    )


def a_strategy(name: str = "balanced", *, attempts: int = 3, version: str | None = None) -> Strategy:
    return Strategy(
        name=name,
        version=version or f"{name}-1",
        instructions="",
        temperature=0.0,
        attempts=attempts,
        edit_size=1,
        self_check=True,
        submit_at=1.0,
        time_budget_seconds=60.0,
        token_budget=1000,
    )


def a_request(
    *,
    tasks: Iterable[Task] = (),
    strategies: Iterable[Strategy] = (),
    repeats: int = 1,
    agent: str = "scripted",
    provenance: Provenance = Provenance.REAL,
) -> BatchRequest:
    return BatchRequest(
        agent=agent,
        tasks=tuple(tasks) or (a_task(),),
        strategies=tuple(strategies) or (a_strategy(),),
        repeats=repeats,
        seed=7,
        provenance=provenance,
    )


def queue(store: Store, request: BatchRequest | None = None, *, now: datetime = NOON) -> Batch:
    return store.batches.create(plan_batch(request or a_request()), now=now)


def take(store: Store, *, now: datetime = NOON, owner: str = "one", seconds: float = 60.0) -> Lease:
    lease = store.trials.lease(owner=owner, now=now, seconds=seconds)
    assert lease is not None
    return lease


def an_execution(
    *, ordinal: int = 1, purpose: Purpose = Purpose.GRADE, passed: bool = True, at: datetime = NOON
) -> RecordedExecution:
    spec = ExecutionSpec(
        execution_id=uuid.uuid4().hex,
        candidate=(SourceFile("solution.js", b"x"),),
        tests=(SourceFile("hidden.test.js", b"y"),),
    )
    result = replace(judged(spec, {"adds": True, "adds more": passed}), stdout="hello", image_digest="sha256:1")
    return RecordedExecution(
        purpose=purpose, ordinal=ordinal, files=spec.candidate, result=result, started_at=at, tokens=10, cost_usd=0.5
    )


def a_record(verdict: Verdict = Verdict.PASSED, *, score: float = 80.0, executions: int = 1) -> TrialRecord:
    passed = verdict is Verdict.PASSED
    return TrialRecord(
        verdict=verdict,
        reason=f"It {verdict}.",
        executions=tuple(an_execution(ordinal=number, passed=passed) for number in range(1, executions + 1)),
        score=a_score(score) if verdict in {Verdict.PASSED, Verdict.FAILED} else None,
        task_hash="hash-of-add",
        agent_version="1",
    )


def a_score(total: float) -> Score:
    return Score(total=total, correctness=total / 100, speed=None, quality=None, weights=Weights())


class Clock:
    """A clock that moves only when told, or a little at each look."""

    def __init__(self, *, step_seconds: float = 0.0) -> None:
        self.now = NOON
        self._step = timedelta(seconds=step_seconds)
        self._lock = threading.Lock()

    def __call__(self) -> datetime:
        with self._lock:
            self.now += self._step
            return self.now

    def advance(self, seconds: float) -> None:
        with self._lock:
            self.now += timedelta(seconds=seconds)


Answer = Candidate | None | Exception | Callable[[], Candidate | None]


@dataclass
class ScriptedAgent:
    """Gives the answers that it was made with, one after the other, then none."""

    answers: tuple[Answer, ...] = ()
    name: str = "scripted"
    version: str = "1"
    seen: list[tuple[Feedback, ...]] = field(default_factory=list)
    assignments: list[Assignment] = field(default_factory=list)
    closed: int = 0

    def check(self) -> str | None:
        return None

    def begin(self, assignment: Assignment) -> "ScriptedSession":
        self.assignments.append(assignment)
        return ScriptedSession(self)


@dataclass
class ScriptedSession:
    agent: ScriptedAgent
    given: int = 0

    def propose(self, feedback: tuple[Feedback, ...]) -> Candidate | None:
        self.agent.seen.append(feedback)
        if self.given >= len(self.agent.answers):
            return None
        answer = self.agent.answers[self.given]
        self.given += 1
        if isinstance(answer, Exception):
            raise answer
        return answer() if callable(answer) else answer

    def close(self) -> None:
        self.agent.closed += 1


def a_candidate(text: str = "x", *, final: bool = False, tokens: int | None = None) -> Candidate:
    return Candidate(files=(SourceFile("solution.js", text.encode()),), final=final, tokens=tokens)


@dataclass
class Bench:
    """Where a worker finds what a trial names."""

    tasks: dict[str, Task]
    agents: dict[str, Agent]

    def task(self, task_id: str) -> Task:
        return self.tasks[task_id]

    def agent(self, name: str, *, batch_id: int) -> Agent:
        assert batch_id > 0
        return self.agents[name]


def open_at(path: Path) -> Callable[[], Store]:
    return lambda: Store.open(path)
