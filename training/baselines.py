"""The reference's own time on a task's hidden tests: what a program's speed is compared with."""

import threading
import uuid
from collections.abc import Callable
from datetime import datetime
from statistics import median

from sandbox.model import ExecutionSpec
from sandbox.runner import Runner
from training.model.tasks import Task
from training.store import Store

RUNS = 3


class Baselines:
    """Measures each task's reference once for each image, and keeps the median. Safe to use from several threads."""

    def __init__(self, runner: Runner, *, image_digest: str, clock: Callable[[], datetime]) -> None:
        self._runner = runner
        self._image_digest = image_digest
        self._clock = clock
        self._lock = threading.Lock()

    def reference_ms(self, task: Task, store: Store) -> float | None:
        """Return the reference's time in milliseconds, or None where the reference does not pass here."""
        known = self._find(task, store)
        if known is not None:
            return known
        # one measures at a time: two beside each other would slow each other down
        with self._lock:
            known = self._find(task, store)
            return known if known is not None else self._measure(task, store)

    def _find(self, task: Task, store: Store) -> float | None:
        return store.system.find_baseline(content_hash=task.content_hash, image_digest=self._image_digest)

    def _measure(self, task: Task, store: Store) -> float | None:
        times = []
        for _ in range(RUNS):
            result = self._runner.execute(
                ExecutionSpec(
                    execution_id=uuid.uuid4().hex,
                    candidate=task.reference,
                    tests=task.hidden_tests,
                    limits=task.limits,
                    shared=task.shared,
                )
            )
            if not result.all_passed or result.usage is None:
                return None
            times.append(result.usage.wall_ms)
        store.system.keep_baseline(
            content_hash=task.content_hash,
            image_digest=self._image_digest,
            execution_ms=median(times),
            now=self._clock(),
        )
        return median(times)
