"""Small things that several tests of agents need."""

from dataclasses import replace
from typing import Any

from sandbox.model import ExecutionResult, Outcome, SourceFile, TestResult, TestStatus
from training.model.agents import Assignment, Candidate, Feedback
from training.model.tasks import Difficulty, TaskBrief, TaskKind
from training.strategies import StrategyBook

STARTER = (SourceFile("solution.js", b"export function double(n) {}\n"),)
SPEC = (SourceFile("solution.spec.js", b"import { double } from './solution';\ntest('doubles', () => {});\n"),)


def assignment(strategy: str = "balanced", *, starter: tuple[SourceFile, ...] = STARTER, **changes: Any) -> Assignment:
    """Return an assignment on a tiny task, with some of its strategy's values changed."""
    brief = TaskBrief(
        id="double",
        title="Double",
        category="numbers",
        difficulty=Difficulty.EASY,
        kind=TaskKind.IMPLEMENT,
        prompt="Double a number.",
        starter=starter,
        visible_tests=SPEC,
    )
    return Assignment(brief=brief, strategy=replace(StrategyBook().get(strategy), **changes), seed=1)


def result(*verdicts: bool, message: str = "Expected: 4\nReceived: 5") -> ExecutionResult:
    """Return a run of the visible tests with these verdicts."""
    tests = tuple(
        TestResult(
            name=f"suite > test {number}",
            file="solution.spec.js",
            status=TestStatus.PASSED if passed else TestStatus.FAILED,
            message=None if passed else message,
        )
        for number, passed in enumerate(verdicts)
    )
    return ExecutionResult(execution_id="x", outcome=Outcome.EXITED, reason="The tests ran.", tests=tests)


def tried(source: str, *verdicts: bool) -> Feedback:
    """Return an attempt with one file."""
    files = (SourceFile("solution.js", source.encode()),)
    return Feedback(candidate=Candidate(files=files), result=result(*verdicts))
