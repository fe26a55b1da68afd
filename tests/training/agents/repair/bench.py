"""A tiny evaluator in memory: tests are predicates over the source, so no JavaScript runs."""

from collections.abc import Callable, Mapping

from sandbox.model import ExecutionResult, Outcome, SourceFile, TestResult, TestStatus
from training.agents.repair.agent import RepairAgent
from training.model.agents import Assignment, Candidate, Feedback
from training.model.strategies import Strategy
from training.model.tasks import Difficulty, TaskBrief, TaskKind
from training.strategies import StrategyBook

STARTER = b"""
export function largest(list) {
  let best = 0;
  for (let i = 1; i < list.length; i++) {
    if (list[i] > best) best = list[i];
  }
  return best;
}
"""
SPEC = b"""
import { largest } from './solution';
describe('largest', () => {
  test('finds it', () => { expect(largest([1, 3, 2])).toBe(3); });
  test('looks at the first element', () => { expect(largest([9, 1])).toBe(9); });
  test('takes negative numbers', () => { expect(largest([-2, -1])).toBe(-1); });
});
"""
Checks = Mapping[str, Callable[[str], bool]]
CHECKS: Checks = {
    "largest > finds it": lambda source: "list[i] > best" in source and "best = list[i];" in source,
    "largest > looks at the first element": lambda source: "i = 0;" in source,
    "largest > takes negative numbers": lambda source: "best = -Infinity" in source,
}


def run(files: tuple[SourceFile, ...], checks: Checks = CHECKS) -> ExecutionResult:
    """Judge a program by predicates over its text."""
    source = files[0].content.decode()
    verdicts = {name: check(source) for name, check in checks.items()}
    tests = tuple(
        TestResult(
            name=name,
            file="solution.spec.js",
            status=TestStatus.PASSED if passed else TestStatus.FAILED,
            message=None if passed else "expect(received).toBe(expected)\n\nExpected: 1\nReceived: 0\n",
        )
        for name, passed in verdicts.items()
    )
    return ExecutionResult(execution_id="x", outcome=Outcome.EXITED, reason="ended", tests=tests)


def assignment(strategy: Strategy | str, *, seed: int = 1, starter: bytes = STARTER, spec: bytes = SPEC) -> Assignment:
    """Return an assignment on the little program above."""
    brief = TaskBrief(
        id="largest",
        title="Largest",
        category="algorithms",
        difficulty=Difficulty.EASY,
        kind=TaskKind.FIX,
        prompt="Return the largest number of a list.",
        starter=(SourceFile("solution.js", starter),),
        visible_tests=(SourceFile("solution.spec.js", spec),),
    )
    chosen = StrategyBook().get(strategy) if isinstance(strategy, str) else strategy
    return Assignment(brief=brief, strategy=chosen, seed=seed)


def work(agent: RepairAgent, task: Assignment, checks: Checks = CHECKS) -> tuple[list[Feedback], Candidate]:
    """Let an agent work to its end; return its attempts and what it submitted."""
    session = agent.begin(task)
    attempts: list[Feedback] = []
    while True:
        candidate = session.propose(tuple(attempts))
        assert candidate is not None
        if candidate.final:
            session.close()
            return attempts, candidate
        attempts.append(Feedback(candidate=candidate, result=run(candidate.files, checks)))
