"""An engine of our own: started where none answers, shared by those who use it at the time, stopped by the last.

Each user leaves a file with its process id; a user that was killed is noticed by its dead process. Images stay in the
data folder, so that the next start is quick.
"""

import contextlib
import fcntl
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from sandbox.engine.finding import open_client
from sandbox.engine.places import engine_folder, socket_path
from sandbox.errors import EngineUnavailableError

START_SECONDS = 60.0
STOP_SECONDS = 30.0
STORAGE_DRIVERS = ("overlay2", "vfs")
POLL_SECONDS = 0.1


def can_start_engine() -> bool:
    """Return whether this user could start an engine here: root, with dockerd installed."""
    return os.geteuid() == 0 and shutil.which("dockerd") is not None


class OwnedEngine:
    """Our own dockerd, for as long as a `with` block lasts."""

    def __init__(self, progress: Callable[[str], None] = lambda _: None) -> None:
        self._folder = engine_folder()
        self._progress = progress
        self.address = f"unix://{socket_path()}"

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._locked():
            self._register()
            try:
                if not self._answers():
                    self._clean_up()
                    self._start()
            except BaseException:
                self._leave()
                raise
        return self

    def __exit__(self, *_: object) -> None:
        with self._locked():
            self._leave()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with (self._folder / "lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _register(self) -> None:
        users = self._folder / "users"
        users.mkdir(exist_ok=True)
        (users / str(os.getpid())).touch()

    def _leave(self) -> None:
        """Take our name off, and stop the engine when nobody else is on the list."""
        (self._folder / "users" / str(os.getpid())).unlink(missing_ok=True)
        if not self.users():
            self._stop()
            self._clean_up()

    def users(self) -> list[int]:
        """Return the processes that use the engine now."""
        alive = []
        for file in (self._folder / "users").glob("*"):
            if file.name.isdigit() and Path(f"/proc/{file.name}").exists():
                alive.append(int(file.name))
            else:
                file.unlink(missing_ok=True)
        return alive

    def _answers(self) -> bool:
        client = open_client(self.address)
        if client is None:
            return False
        client.close()
        return True

    def _start(self) -> None:
        for driver in STORAGE_DRIVERS:
            self._progress(f"starting a Docker engine of our own ({driver})")
            process = self._launch(driver)
            if self._wait_for(process):
                (self._folder / "dockerd.pid").write_text(str(process.pid))
                return
            process.kill()
            process.wait()
            self._clean_up()
        raise EngineUnavailableError(
            f"The Docker engine could not be started. Its log is {self._folder / 'dockerd.log'}."
        )

    def _launch(self, driver: str) -> subprocess.Popen[bytes]:
        with (self._folder / "dockerd.log").open("ab") as log:
            return subprocess.Popen(
                [
                    "dockerd",
                    *("--data-root", str(self._folder / "data")),
                    *("--exec-root", str(self._folder / "exec")),
                    *("--pidfile", str(self._folder / "engine.pid")),
                    *("--host", self.address),
                    *("--storage-driver", driver),
                    # sandboxes have no network and builds use the host's: no bridge, no firewall rules
                    *("--bridge", "none", "--iptables=false", "--ip6tables=false"),
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for us; the engine ends when we say so
            )

    def _wait_for(self, process: subprocess.Popen[bytes]) -> bool:
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end and process.poll() is None:
            if self._answers():
                return True
            time.sleep(POLL_SECONDS)
        return False

    def _stop(self) -> None:
        pid = self._pid()
        if pid is None:
            return
        self._progress("stopping our Docker engine")
        for which in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, which)
            if _wait_for_end(pid, STOP_SECONDS):
                return

    def _pid(self) -> int | None:
        """Return the process id of our dockerd, if it is one that runs."""
        try:
            pid = int((self._folder / "dockerd.pid").read_text())
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
        except (OSError, ValueError):
            return None
        return pid if str(self._folder).encode() in command else None

    def _clean_up(self) -> None:
        """Take away what an engine leaves when it ends: helpers, mounts, its runtime folder and socket."""
        _end_helpers(self._folder)
        for mount in _mounts_below(self._folder):
            subprocess.run(["umount", "--lazy", mount], check=False, capture_output=True)
        shutil.rmtree(self._folder / "exec", ignore_errors=True)
        for name in ("engine.pid", "dockerd.pid"):
            (self._folder / name).unlink(missing_ok=True)
        socket_path().unlink(missing_ok=True)


def _wait_for_end(pid: int, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)  # it may be our own child
        if not Path(f"/proc/{pid}").exists():
            return True
        time.sleep(POLL_SECONDS)
    return False


def _end_helpers(folder: Path) -> None:
    """End containerd and its shims, told by our folder in their command line."""
    marker = str(folder / "exec").encode()
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            command = (place / "cmdline").read_bytes()
            if marker in command and b"containerd" in command:
                os.kill(int(place.name), signal.SIGKILL)


def _mounts_below(folder: Path) -> list[str]:
    """Return mount points below a folder, the deepest first."""
    lines = Path("/proc/self/mounts").read_text().splitlines()
    points = [line.split()[1].replace("\\040", " ") for line in lines]
    return sorted((point for point in points if point.startswith(f"{folder}/")), key=len, reverse=True)
