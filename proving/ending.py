"""How a worker is told to end: soon, and then at once."""

import threading


class Ending:
    """`drain` begins nothing more; `stop`, after a while or when asked again, gives back what still runs."""

    def __init__(self, *, drain_seconds: float) -> None:
        self._drain_seconds = drain_seconds
        self.drain = threading.Event()
        self.stop = threading.Event()

    def soon(self) -> None:
        """Let what runs be finished for a while; asked a second time, end now."""
        if self.drain.is_set() or not self._drain_seconds:
            self.now()
            return
        self.drain.set()
        timer = threading.Timer(self._drain_seconds, self.stop.set)
        timer.daemon = True
        timer.start()

    def now(self) -> None:
        """End at once."""
        self.drain.set()
        self.stop.set()
