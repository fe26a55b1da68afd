"""Ctrl-C and a polite kill end the work in order."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def interruptible(stop: threading.Event) -> Iterator[None]:
    """Let Ctrl-C and a polite kill set `stop` for as long as the block lasts."""
    before = {which: signal.signal(which, lambda *_: stop.set()) for which in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for which, handler in before.items():
            signal.signal(which, handler)
