"""Warm containers: started before anyone asks, used once, and replaced in the background."""

import contextlib
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from sandbox.container import Container
from sandbox.errors import SandboxError
from sandbox.hardening import Shape


class WarmPool:
    """Keeps up to `size` warm containers of the shape that was last asked for.

    `start` makes one warm container of a shape; it is called on background threads. With size 0 nothing is kept and
    every container is started when it is asked for.
    """

    def __init__(self, start: Callable[[Shape], Container], *, size: int, starters: int = 2) -> None:
        self._start = start
        self._size = size
        self._lock = threading.Lock()
        self._warm: dict[Shape, deque[Container]] = {}
        self._coming: dict[Shape, int] = {}
        self._wanted: Shape | None = None
        self._closed = False
        self._background = ThreadPoolExecutor(starters, thread_name_prefix="pool")

    def warm_up(self, shape: Shape) -> None:
        """Begin to fill the pool, before the first is asked for."""
        with self._lock:
            self._wanted = shape
        self._refill()

    def take(self, shape: Shape) -> Container:
        """Return a container that nobody else has: a warm one, or one started now.

        Raises:
            SandboxError: none could be started.
        """
        with self._lock:
            self._wanted = shape
            waiting = self._warm.get(shape)
            container = waiting.popleft() if waiting else None
        self._refill()
        return container or self._start(shape)

    def idle(self) -> int:
        """Return how many warm containers wait."""
        with self._lock:
            return sum(len(waiting) for waiting in self._warm.values())

    def close(self) -> None:
        """Remove what waits and what is still coming."""
        with self._lock:
            self._closed = True
        self._background.shutdown(wait=True, cancel_futures=True)
        for container in self._drop(lambda _: True):
            self._discard(container)

    def _refill(self) -> None:
        with self._lock:
            shape = self._wanted
            if self._closed or shape is None:
                return
            have = len(self._warm.get(shape, ())) + self._coming.get(shape, 0)
            lacking = max(0, self._size - have)
            self._coming[shape] = self._coming.get(shape, 0) + lacking
            for _ in range(lacking):
                self._background.submit(self._bring, shape)
        for container in self._drop(lambda other: other != shape):
            self._discard(container)

    def _bring(self, shape: Shape) -> None:
        container = None
        try:
            container = self._start(shape)
        except SandboxError:
            # Not told here: whoever asks next starts one itself, and gets the error.
            return
        finally:
            with self._lock:
                self._coming[shape] -= 1
                keep = container is not None and not self._closed and shape == self._wanted
                if container is not None and keep:
                    self._warm.setdefault(shape, deque()).append(container)
        if not keep:
            self._discard(container)

    def _drop(self, unwanted: Callable[[Shape], bool]) -> list[Container]:
        with self._lock:
            shapes = [shape for shape in self._warm if unwanted(shape)]
            return [container for shape in shapes for container in self._warm.pop(shape)]

    @staticmethod
    def _discard(container: Container) -> None:
        with contextlib.suppress(SandboxError):
            container.remove()
