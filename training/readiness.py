"""Whether a worker can work at all. An engine that is gone must cost time, not the tries of every trial there is."""

import threading
import time
from collections.abc import Callable

FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 15.0


def nothing_in_the_way() -> str | None:
    """Return None: what a worker is given that has nothing to look at."""
    return None


class Readiness:
    """Looks only once there is reason to doubt, then again and again, ever more rarely, until nothing is in the way.

    `look` returns what is in the way, as a sentence, or None. Safe to use from several threads.
    """

    def __init__(self, look: Callable[[], str | None], *, clock: Callable[[], float] = time.monotonic) -> None:
        self._look = look
        self._clock = clock
        self._lock = threading.Lock()
        self._doubted = True  # at the start nothing is known yet
        self._pause = FIRST_PAUSE_SECONDS
        self._look_at = 0.0
        self._found: str | None = None

    def doubt(self) -> None:
        """Say that something of ours went wrong just now."""
        with self._lock:
            self._doubted = True

    def obstacle(self) -> str | None:
        """Return what is in the way, or None when work can begin."""
        with self._lock:
            if self._doubted and self._clock() >= self._look_at:
                self._found = self._look()
                self._doubted = self._found is not None
                self._pause = min(LONGEST_PAUSE_SECONDS, self._pause * 2) if self._found else FIRST_PAUSE_SECONDS
                self._look_at = self._clock() + (self._pause if self._found else 0.0)
            return self._found if self._doubted else None
