"""Warm containers: started before anyone asks, used once, and replaced in the background."""

import threading
from collections import Counter, deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from sandbox.container import Container
from sandbox.errors import SandboxError
from sandbox.hardening import Shape

RETRY_SECONDS = 0.5
LONGEST_RETRY_SECONDS = 5.0


class WarmPool:
    """Keeps up to `size` warm containers, of the shapes that the last `size` requests were for.

    So a batch of one kind finds all of them fit, and one of several kinds finds each kind in its share. `start` makes
    one warm container of a shape; it is called on background threads, `starters` at a time. Where it fails it is called
    again after `retry_seconds`, then ever later up to some seconds. `give_way` is called before each start in the
    background, and returns when it may begin. `discard` removes one that is not needed. With size 0 nothing is kept and
    every container is started when it is asked for.
    """

    def __init__(
        self,
        start: Callable[[Shape], Container],
        discard: Callable[[Container], None],
        *,
        size: int,
        starters: int = 2,
        retry_seconds: float = RETRY_SECONDS,
        give_way: Callable[[], None] = lambda: None,
    ) -> None:
        self._start = start
        self._discard = discard
        self._size = size
        self._lock = threading.Lock()
        self._warm: dict[Shape, deque[Container]] = {}
        self._coming: dict[Shape, int] = {}
        self._recent: deque[Shape] = deque(maxlen=size)
        self._give_way = give_way
        self._closed = threading.Event()
        self._retry_seconds = self._pause = retry_seconds
        self._background = ThreadPoolExecutor(starters, thread_name_prefix="pool")

    def warm_up(self, shape: Shape) -> None:
        """Begin to fill the pool, before the first is asked for."""
        with self._lock:
            self._recent.extend([shape] * self._size)
        self._refill()

    def take(self, shape: Shape) -> Container:
        """Return a container that nobody else has: a warm one, or one started now.

        Raises:
            SandboxError: none could be started.
        """
        with self._lock:
            self._recent.append(shape)
            container = self._first_alive(self._warm.get(shape, deque()))
        self._refill()
        return container or self._start(shape)

    def _first_alive(self, waiting: deque[Container]) -> Container | None:
        while waiting:
            container = waiting.popleft()
            if container.is_alive():
                return container
            self._discard(container)  # the engine was restarted, or someone killed it
        return None

    def idle(self) -> int:
        """Return how many warm containers wait."""
        with self._lock:
            return sum(len(waiting) for waiting in self._warm.values())

    def close(self) -> None:
        """Remove what waits and what is still coming."""
        with self._lock:
            self._closed.set()
        self._background.shutdown(wait=True, cancel_futures=True)
        with self._lock:
            left = [container for waiting in self._warm.values() for container in waiting]
            self._warm.clear()
        for container in left:
            self._discard(container)

    def _refill(self) -> None:
        with self._lock:
            if self._closed.is_set():
                return
            wanted = self._wanted()
            surplus = self._take_surplus(wanted)
            for shape, count in wanted.items():
                have = len(self._warm.get(shape, ())) + self._coming.get(shape, 0)
                for _ in range(count - have):
                    self._coming[shape] = self._coming.get(shape, 0) + 1
                    self._background.submit(self._bring, shape)
        for container in surplus:
            self._discard(container)

    def _wanted(self) -> Counter[Shape]:
        wanted = Counter(self._recent)
        if self._recent:
            wanted[self._recent[-1]] += self._size - len(self._recent)
        return wanted

    def _take_surplus(self, wanted: Counter[Shape]) -> list[Container]:
        return [waiting.popleft() for shape, waiting in self._warm.items() for _ in range(len(waiting) - wanted[shape])]

    def _bring(self, shape: Shape) -> None:
        container = None
        self._give_way()
        try:
            container = None if self._closed.is_set() else self._start(shape)
        except SandboxError:
            pass  # not told here: whoever asks next starts one itself, and gets the error
        finally:
            with self._lock:
                self._coming[shape] -= 1
                waiting = self._warm.setdefault(shape, deque())
                keep = not self._closed.is_set() and len(waiting) < self._wanted()[shape]
                if container is not None and keep:
                    waiting.append(container)
                pause, self._pause = self._pause, self._next_pause(failed=container is None)
        if container is None:
            if not self._closed.wait(pause):
                self._refill()
        elif not keep:
            self._discard(container)

    def _next_pause(self, *, failed: bool) -> float:
        return min(LONGEST_RETRY_SECONDS, self._pause * 2) if failed else self._retry_seconds
