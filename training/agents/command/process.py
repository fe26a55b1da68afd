"""One contained run of a command: its input, its output as it comes, its deadline, and no process left behind."""

import json
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

_SUPERVISOR = Path(__file__).with_name("supervise.py")
_CHUNK_BYTES = 65_536
_TAIL_BYTES = 16_384
_STATUS_BYTES = 4_096
_CLEANUP_SECONDS = 15.0  # for ending what the command started, beyond the grace that it is given
_LOOK_SECONDS = 0.2  # between two looks at whether the command is to end


def _goes_on() -> bool:
    return False


@dataclass(frozen=True, kw_only=True)
class Command:
    """What to run. `environment` is all that the command gets to see of ours.

    `is_cancelled` is asked several times a second; when it says yes the command and all that it started are ended.
    """

    argv: tuple[str, ...]
    folder: Path
    environment: Mapping[str, str]
    stdin: bytes = b""
    wall_seconds: float
    output_bytes: int
    grace_seconds: float = 2.0
    is_cancelled: Callable[[], bool] = _goes_on


@dataclass(frozen=True, kw_only=True)
class Ended:
    """How a run ended. `exit_code` is negative for a signal, and None when it is not known."""

    exit_code: int | None
    start_errno: int | None
    timed_out: bool
    flooded: bool
    leftovers: int
    stderr_tail: str
    cancelled: bool = False


def run(command: Command, *, on_output: Callable[[bytes], None]) -> Ended:
    """Run a command to its end or its deadline, handing its output on as it comes.

    When this returns, no process that the command started is left, detached ones included (on Linux).
    """
    with _supervised(command) as (process, leash, status):
        pump = _Pump(process, leash=leash, command=command, on_output=on_output)
        pump.run(status)
    said = _status(pump.status)
    return Ended(
        exit_code=said.get("exit_code"),
        start_errno=said.get("start_errno"),
        timed_out=pump.timed_out,
        flooded=pump.flooded,
        cancelled=pump.cancelled,
        leftovers=said.get("leftovers") or 0,
        stderr_tail=pump.stderr_tail.decode(errors="replace"),
    )


@contextmanager
def _supervised(command: Command) -> Iterator[tuple["subprocess.Popen[bytes]", IO[bytes], IO[bytes]]]:
    """Start the supervisor, and end it whatever happens."""
    leash_read, leash_write = os.pipe()
    status_read, status_write = os.pipe()
    with os.fdopen(leash_write, "wb", buffering=0) as leash, os.fdopen(status_read, "rb", buffering=0) as status:
        try:
            process = _start(command, leash=leash_read, status=status_write)
        finally:
            os.close(leash_read)
            os.close(status_write)
        with process:  # closes the pipes and waits
            try:
                yield process, leash, status
            finally:
                leash.close()
                _wait_or_kill(process)


def _start(command: Command, *, leash: int, status: int) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        # -I -S: neither our environment nor site-packages matter to the supervisor, and it starts in half the time
        (
            sys.executable,
            "-I",
            "-S",
            str(_SUPERVISOR),
            str(leash),
            str(status),
            str(command.grace_seconds),
            *command.argv,
        ),
        cwd=command.folder,
        env=dict(command.environment),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        pass_fds=(leash, status),
        start_new_session=True,
        bufsize=0,
    )


def _wait_or_kill(process: "subprocess.Popen[bytes]") -> None:
    try:
        process.wait(_CLEANUP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()


def _status(raw: bytes) -> Mapping[str, Any]:
    try:
        said = json.loads(raw)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


class _Pump:
    """Moves bytes between a command and us until its pipes are closed, and pulls the leash when a limit is reached."""

    def __init__(
        self,
        process: "subprocess.Popen[bytes]",
        *,
        leash: IO[bytes],
        command: Command,
        on_output: Callable[[bytes], None],
    ) -> None:
        self._process, self._leash, self._command, self._on_output = process, leash, command, on_output
        self._deadline = time.monotonic() + command.wall_seconds
        self._unsent = memoryview(command.stdin)
        self._written = 0
        self._pulled = False
        self.timed_out = self.flooded = self.cancelled = False
        self.stderr_tail = self.status = b""

    def run(self, status: IO[bytes]) -> None:
        """Move bytes until every pipe is closed; give up on a supervisor that does not end in time."""
        with selectors.DefaultSelector() as selector:
            self._register(selector, status)
            while any(key.events & selectors.EVENT_READ for key in selector.get_map().values()):
                for key, _ in selector.select(max(0.0, min(_LOOK_SECONDS, self._deadline - time.monotonic()))):
                    if not key.data():
                        selector.unregister(key.fileobj)
                if time.monotonic() >= self._deadline and not self._give_up():
                    break
                if self._command.is_cancelled() and self._pull():
                    self.cancelled = True

    def _register(self, selector: selectors.BaseSelector, status: IO[bytes]) -> None:
        process = self._process
        if process.stdin is None or process.stdout is None or process.stderr is None:
            raise RuntimeError("the supervisor was started without pipes")
        stdin, stdout, stderr = process.stdin, process.stdout, process.stderr
        os.set_blocking(stdin.fileno(), False)
        selector.register(stdin, selectors.EVENT_WRITE, lambda: self._send(stdin))
        selector.register(stdout, selectors.EVENT_READ, lambda: self._receive(stdout))
        selector.register(stderr, selectors.EVENT_READ, lambda: self._complain(stderr))
        selector.register(status, selectors.EVENT_READ, lambda: self._note(status))

    def _give_up(self) -> bool:
        """End the command for its time; return False when it had been told to end and its time for that is over too."""
        if not self._pull():
            return False
        self.timed_out = True
        return True

    def _pull(self) -> bool:
        """End the command; return False when it had been told to end before."""
        if self._pulled:
            return False
        self._pulled = True
        self._leash.close()
        self._deadline = time.monotonic() + self._command.grace_seconds + _CLEANUP_SECONDS
        return True

    def _send(self, stdin: IO[bytes]) -> bool:
        try:
            sent = os.write(stdin.fileno(), self._unsent[:_CHUNK_BYTES])
        except BlockingIOError:
            return True
        except BrokenPipeError:  # the command does not read its input, which is its own affair
            sent = len(self._unsent)
        self._unsent = self._unsent[sent:]
        if not self._unsent:
            stdin.close()
        return bool(self._unsent)

    def _receive(self, stdout: IO[bytes]) -> bool:
        chunk = os.read(stdout.fileno(), _CHUNK_BYTES)
        self._written += len(chunk)
        if self._written > self._command.output_bytes:
            self.flooded = self._pull() or self.flooded
        elif chunk:
            self._on_output(chunk)
        return bool(chunk)

    def _complain(self, stderr: IO[bytes]) -> bool:
        chunk = os.read(stderr.fileno(), _CHUNK_BYTES)
        self.stderr_tail = (self.stderr_tail + chunk)[-_TAIL_BYTES:]
        return bool(chunk)

    def _note(self, status: IO[bytes]) -> bool:
        chunk = os.read(status.fileno(), _STATUS_BYTES)
        self.status = (self.status + chunk)[:_STATUS_BYTES]
        return bool(chunk)
