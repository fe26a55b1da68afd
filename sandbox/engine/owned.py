"""An engine of our own: started where none answers, shared by those who use it at the time, stopped by the last.

Each user leaves a file that names its process; a user that was killed is noticed by its dead process. Images stay in
the data folder, so that the next start is quick.
"""

import fcntl
import secrets
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Self

from sandbox.engine.daemon import Daemon
from sandbox.engine.places import engine_folder, exec_folder, socket_path
from sandbox.engine.privilege import can_be_root, run_as_root, which
from sandbox.errors import EngineUnavailableError
from sandbox.instance import Owner

ENDING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def can_start_engine() -> bool:
    """Return whether this user could start an engine here: root, or sudo without a password, and dockerd installed."""
    return which("dockerd") is not None and can_be_root()


class OwnedEngine:
    """Our own engine, for as long as a `with` block lasts."""

    def __init__(self, progress: Callable[[str], None] = lambda _: None) -> None:
        self._folder = engine_folder()
        self._progress = progress
        self._daemon = Daemon(self._folder, run=exec_folder(), socket=socket_path(), progress=progress)
        self._ticket = self._folder / "users" / secrets.token_hex(8)
        self.address = self._daemon.address

    def __enter__(self) -> Self:
        self._make_folder()
        with self._locked():
            try:
                self._ticket.write_text(str(Owner.current()))
                if not self._daemon.answers():
                    self._daemon.stop()  # what a crash left is in the way
                    self._daemon.start()
            except BaseException:
                with _undisturbed():
                    self._leave()
                raise
        return self

    def _make_folder(self) -> None:
        try:
            self._ticket.parent.mkdir(parents=True, exist_ok=True)
            self._folder.chmod(0o700)  # whoever reaches the socket in it holds the machine
        except PermissionError as error:
            raise EngineUnavailableError(
                f"{self._folder} belongs to another user. Use sudo, or remove it with: sudo make clean"
            ) from error

    def __exit__(self, *_: object) -> None:
        with _undisturbed(), self._locked():
            self._leave()

    def users(self) -> list[int]:
        """Return the processes that use the engine now."""
        alive = []
        for ticket in (self._folder / "users").glob("*"):
            owner = Owner.parse(ticket.read_text())
            if owner is not None and owner.is_alive():
                alive.append(owner.pid)
            else:
                ticket.unlink(missing_ok=True)
        return alive

    def remove(self) -> bool:
        """Stop it and remove all that it has kept; False where somebody is using it."""
        if not self._folder.is_dir():
            return True
        with self._locked():
            if self.users():
                return False
            self._daemon.stop()
            return run_as_root(["rm", "-rf", str(self._folder)])

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with (self._folder / "lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _leave(self) -> None:
        """Take our name off, and stop the engine when nobody else is on the list."""
        self._ticket.unlink(missing_ok=True)
        if not self.users():
            self._progress("stopping our Docker engine")
            self._daemon.stop()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let no second Ctrl-C interrupt the taking down. Only the main thread can set signals aside; only it gets them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {which_signal: signal.signal(which_signal, signal.SIG_IGN) for which_signal in ENDING_SIGNALS}
    try:
        yield
    finally:
        for which_signal, handler in before.items():
            signal.signal(which_signal, signal.SIG_DFL if handler is None else handler)
