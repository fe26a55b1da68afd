"""A Runner without Docker, for tests of everything above it: what each execution comes to is scripted."""

import threading
from collections.abc import Callable
from dataclasses import replace

from sandbox.model import ExecutionResult, ExecutionSpec, Outcome, TestResult, TestStatus, Trust, Usage
from sandbox.spec import check_spec

Script = Callable[[ExecutionSpec], ExecutionResult]

USAGE = Usage(wall_ms=50.0, cpu_ms=40.0, peak_memory_mib=64.0)
NOTHING_JUDGED = frozenset({Outcome.CANCELLED, Outcome.INFRA_ERROR})


class FakeRunner:
    """Answers every execution from a script, and remembers what it was asked.

    `script` is called with each spec and returns its result; `judged` and `ended` make such results. Without a script
    every test file holds one test, and it passes. A spec that the real runner refuses is refused here too. Safe to use
    from several threads where the script is.
    """

    def __init__(self, script: Script | None = None) -> None:
        self._script = script or all_pass
        self._lock = threading.Lock()
        self._executed: list[ExecutionSpec] = []
        self._cancelled: set[str] = set()
        self._running: set[str] = set()

    @property
    def executed(self) -> tuple[ExecutionSpec, ...]:
        """Return every spec that was executed, in the order of asking."""
        with self._lock:
            return tuple(self._executed)

    def execute(self, spec: ExecutionSpec) -> ExecutionResult:
        """Answer from the script; see `sandbox.runner.Runner`."""
        check_spec(spec)
        with self._lock:
            self._executed.append(spec)
            self._running.add(spec.execution_id)
        try:
            result = self._script(spec)
        finally:
            with self._lock:
                self._running.discard(spec.execution_id)
                cancelled = spec.execution_id in self._cancelled
        if cancelled:
            result = ended(spec, Outcome.CANCELLED)
        return replace(result, execution_id=spec.execution_id)

    def cancel(self, execution_id: str) -> bool:
        """Cancel a running execution: whatever the script answers, its result says `cancelled`."""
        with self._lock:
            if execution_id not in self._running:
                return False
            self._cancelled.add(execution_id)
            return True


def all_pass(spec: ExecutionSpec) -> ExecutionResult:
    """Return a result in which each test file held one test, and it passed."""
    return judged(spec, {f"{file.path} works": True for file in spec.tests})


def judged(spec: ExecutionSpec, passed: dict[str, bool], *, trust: Trust = Trust.ISOLATED) -> ExecutionResult:
    """Return a result whose tests ran to their end: by name, whether each passed."""
    tests = tuple(_test(spec, name, passed=ok) for name, ok in passed.items())
    failed = [name for name, ok in passed.items() if not ok]
    reason = f"{len(failed)} of {len(tests)} tests failed." if failed else f"All {len(tests)} tests passed."
    return ExecutionResult(
        execution_id=spec.execution_id,
        outcome=Outcome.EXITED,
        reason=reason,
        trust=trust,
        trust_reason=None if trust is Trust.ISOLATED else "the script said so",
        tests=tests,
        usage=USAGE,
    )


def ended(spec: ExecutionSpec, outcome: Outcome, reason: str | None = None) -> ExecutionResult:
    """Return a result of an execution that something else ended: a limit, a signal, ourselves."""
    judged_at_all = outcome not in NOTHING_JUDGED
    return ExecutionResult(
        execution_id=spec.execution_id,
        outcome=outcome,
        reason=reason or f"The script ended it with {outcome}.",
        trust=Trust.ISOLATED if judged_at_all else Trust.NONE,
        usage=USAGE if judged_at_all else None,
    )


def _test(spec: ExecutionSpec, name: str, *, passed: bool) -> TestResult:
    return TestResult(
        name=name,
        file=spec.tests[0].path,
        status=TestStatus.PASSED if passed else TestStatus.FAILED,
        duration_ms=1.0,
        message=None if passed else f"expect(received): {name}",
    )
