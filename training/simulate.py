"""A Runner that makes its results up, to try the site without Docker. Its trials are of provenance `simulated`."""

import hashlib
from random import Random

from sandbox.model import ExecutionResult, ExecutionSpec, Outcome, TestResult, TestStatus, Trust, Usage
from sandbox.spec import check_spec

TESTS = 6


class SimulatedRunner:
    """Makes results up from a seed: the same program and tests give the same result again. Nothing is run."""

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def execute(self, spec: ExecutionSpec) -> ExecutionResult:
        """Return a made-up result that says that it is one."""
        check_spec(spec)
        random = Random(self._draw(spec))  # noqa: S311 - repeatable on purpose
        skill = random.betavariate(3, 1)
        tests = tuple(_test(spec, number, passed=random.random() < skill) for number in range(1, TESTS + 1))
        failed = sum(test.status is TestStatus.FAILED for test in tests)
        wall_ms = random.lognormvariate(4.6, 0.3)
        return ExecutionResult(
            execution_id=spec.execution_id,
            outcome=Outcome.EXITED,
            reason=f"Simulated: {failed} of {TESTS} made-up tests failed. Nothing was run.",
            trust=Trust.NONE,
            trust_reason="The result was made up; no program was run.",
            tests=tests,
            usage=Usage(wall_ms=wall_ms, cpu_ms=wall_ms * 0.9, peak_memory_mib=random.uniform(60, 90)),
        )

    def cancel(self, _: str) -> bool:
        """Return False: nothing ever runs."""
        return False

    def _draw(self, spec: ExecutionSpec) -> int:
        digest = hashlib.sha256(str(self._seed).encode())
        for file in (*spec.candidate, *spec.tests):
            digest.update(file.path.encode() + b"\0" + file.content + b"\0")
        return int.from_bytes(digest.digest()[:8], "big")


def _test(spec: ExecutionSpec, number: int, *, passed: bool) -> TestResult:
    return TestResult(
        name=f"made-up test {number}",
        file=spec.tests[0].path,
        status=TestStatus.PASSED if passed else TestStatus.FAILED,
        message=None if passed else "made up",
    )
