"""Keeps child processes running, and ends them, whole process groups, when we end."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from proving.tethered import tether

STOP_SECONDS = 15.0
LONGEST_PAUSE_SECONDS = 30.0
POLL_SECONDS = 0.2
STEADY_SECONDS = 30.0
Progress = Callable[[str], None]


@dataclass(kw_only=True)
class Child:
    """One process that is to run for as long as we do."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    process: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)
    started_at: float = 0.0
    pause_seconds: float = 1.0
    due_at: float = 0.0

    def start(self) -> None:
        """Start it, in a process group of its own so that Ctrl-C reaches only us."""
        self.process = subprocess.Popen(tether([*self.command]), env=dict(self.environment), start_new_session=True)
        self.started_at = time.monotonic()

    def signal_group(self, which: signal.Signals) -> None:
        """Send a signal to it and all its own children."""
        if self.process is not None:
            try:
                os.killpg(self.process.pid, which)
            except ProcessLookupError:
                return

    def is_running(self) -> bool:
        """Whether it runs."""
        return self.process is not None and self.process.poll() is None


class Supervisor:
    """Starts children in order, restarts those that die, stops them in the reverse order."""

    def __init__(self, children: Sequence[Child], progress: Progress) -> None:
        self._children = tuple(children)
        self._progress = progress

    def start(self) -> None:
        """Start every child."""
        for child in self._children:
            child.start()

    def watch(self, stop: threading.Event) -> None:
        """Restart what dies, more slowly each time it dies soon, until told to stop."""
        while not stop.wait(POLL_SECONDS):
            for child in self._children:
                self._look_after(child)

    def stop(self) -> None:
        """End every child and its whole group: TERM, a while, then KILL."""
        for child in reversed(self._children):
            child.signal_group(signal.SIGTERM)
        end = time.monotonic() + STOP_SECONDS
        for child in reversed(self._children):
            if child.process is not None:
                _wait(child.process, end)
                child.signal_group(signal.SIGKILL)
                child.process.wait()

    def _look_after(self, child: Child) -> None:
        if child.is_running():
            if time.monotonic() - child.started_at > STEADY_SECONDS:
                child.pause_seconds = 1.0
            return
        if child.process is not None:
            code, pause = child.process.returncode, child.pause_seconds
            self._progress(f"the {child.name} ended (code {code}); it starts again in {pause:.0f} s")
            child.signal_group(signal.SIGKILL)  # nothing of the old one beside the new one
            child.process = None
            child.due_at = time.monotonic() + child.pause_seconds
            child.pause_seconds = min(LONGEST_PAUSE_SECONDS, child.pause_seconds * 2)
        elif time.monotonic() >= child.due_at:
            child.start()


def _wait(process: "subprocess.Popen[bytes]", end: float) -> None:
    try:
        process.wait(max(0.1, end - time.monotonic()))
    except subprocess.TimeoutExpired:
        return
