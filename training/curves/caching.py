"""A runner that remembers: the same program and tests come to the same, and a measurement tries many of them often."""

import hashlib
import threading
from dataclasses import replace

from sandbox.model import ExecutionResult, ExecutionSpec, Outcome, SourceFile
from sandbox.runner import Runner

_NOT_KEPT = frozenset({Outcome.CANCELLED, Outcome.INFRA_ERROR})


class CachingRunner:
    """Answers from memory what it has run before. Safe to use from several threads where the runner behind it is."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._lock = threading.Lock()
        self._known: dict[str, ExecutionResult] = {}
        self.executed = 0

    def execute(self, spec: ExecutionSpec) -> ExecutionResult:
        """Run a spec, or return what an equal one came to; see `sandbox.runner.Runner`."""
        key = _key(spec)
        with self._lock:
            known = self._known.get(key)
        if known is not None:
            return replace(known, execution_id=spec.execution_id)
        result = self._runner.execute(spec)
        with self._lock:
            self.executed += 1
            if result.outcome not in _NOT_KEPT:
                self._known[key] = result
        return result


def _key(spec: ExecutionSpec) -> str:
    digest = hashlib.sha256(repr((spec.limits, spec.isolation)).encode())
    for file in (*_ordered(spec.candidate), SourceFile("", b""), *_ordered(spec.tests)):
        digest.update(f"{len(file.path)}:{file.path}:{len(file.content)}:".encode())
        digest.update(file.content)
    return digest.hexdigest()


def _ordered(files: tuple[SourceFile, ...]) -> list[SourceFile]:
    return sorted(files, key=lambda file: file.path)
