"""How good a candidate is, as far as the visible tests show."""

import re
from dataclasses import dataclass

from sandbox.model import ExecutionResult, Outcome, TestResult, TestStatus

_AT_LINE = re.compile(r"\.(?:spec|test)\.[cm]?js:(\d{1,6})")


@dataclass(frozen=True, order=True)
class Fitness:
    """Compared by the share of tests that pass, then by how far into their tests the failing ones get."""

    share: float
    progress: int


def fitness(result: ExecutionResult) -> Fitness:
    """Rate a result. What did not run to its end counts only the tests that it reported as passed."""
    if not result.tests:
        return Fitness(0.0, 0)
    share = result.count(TestStatus.PASSED) / len(result.tests)
    if result.outcome is not Outcome.EXITED:
        share = min(share, 0.5)
    return Fitness(share, sum(_line(test) for test in result.tests if test.status is TestStatus.FAILED))


def _line(test: TestResult) -> int:
    """Return the line of the test file where a test failed: the later, the more of it went well."""
    found = _AT_LINE.search(test.message or "")
    return int(found[1]) if found else 0
