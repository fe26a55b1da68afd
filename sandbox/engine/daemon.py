"""A dockerd of our own: its command line, its start, its end, and what has to be cleared after it."""

import contextlib
import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from sandbox.engine.finding import open_client
from sandbox.engine.privilege import as_root, run_as_root, which
from sandbox.engine.runtimes import write_config
from sandbox.errors import EngineUnavailableError

START_SECONDS = 60.0
STOP_SECONDS = 30.0
POLL_SECONDS = 0.05
STORAGE_DRIVERS = ("overlay2", "vfs")


class Daemon:
    """The dockerd of one folder. It is known by that folder in its command line, whoever started it."""

    def __init__(self, folder: Path, *, run: Path, socket: Path, progress: Callable[[str], None]) -> None:
        self._folder = folder
        self._run = run
        self._socket = socket
        self._progress = progress
        self._launched: subprocess.Popen[bytes] | None = None
        self.address = f"unix://{socket}"

    def answers(self) -> bool:
        """Return whether it can be used."""
        client = open_client(self.address)
        if client is None:
            return False
        client.close()
        return True

    def start(self) -> None:
        """Start it, with the best storage that works here. Whatever interrupts this, `stop` ends what was begun.

        Raises:
            EngineUnavailableError: it does not come up.
        """
        for driver in STORAGE_DRIVERS:
            self._progress(f"starting a Docker engine of our own ({driver})")
            self._launched = self._launch(driver)
            if self._wait_for_answer(self._launched):
                return
            self.stop()
        raise EngineUnavailableError(
            f"The Docker engine could not be started. Its log, {self._folder / 'dockerd.log'}, says why."
        )

    def stop(self) -> None:
        """End it, and take away what it leaves: helpers, mounts, its runtime folder, its socket."""
        for which_signal in ("TERM", "KILL"):
            pids = self._pids()
            if not pids:
                break
            run_as_root(["kill", f"-{which_signal}", *map(str, pids)])
            self._wait_for_end(pids)
        self._clear()

    def _launch(self, driver: str) -> subprocess.Popen[bytes]:
        with (self._folder / "dockerd.log").open("ab") as log:
            return subprocess.Popen(
                as_root(self._command(driver)),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for us; the engine ends when we say so
            )

    def _command(self, driver: str) -> list[str]:
        return [
            which("dockerd") or "dockerd",
            *("--data-root", str(self._folder / "data")),
            *("--exec-root", str(self._run)),
            *("--pidfile", str(self._folder / "engine.pid")),
            *("--config-file", str(write_config(self._folder))),
            *("--host", self.address),
            *("--group", str(os.getgid())),  # who started it through sudo may use it
            *("--storage-driver", driver),
            # sandboxes have no network and builds use the host's: no bridge, no firewall rules
            *("--bridge", "none", "--iptables=false", "--ip6tables=false"),
        ]

    def _wait_for_answer(self, process: subprocess.Popen[bytes]) -> bool:
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end and process.poll() is None:
            if self.answers():
                return True
            time.sleep(POLL_SECONDS)
        return False

    def _pids(self) -> list[int]:
        """Return what runs of it: dockerd, and sudo where that has not become dockerd yet."""
        pids = _processes_with(b"dockerd", str(self._folder / "engine.pid").encode())
        if not pids and self._launched is not None and self._launched.poll() is None:
            pids = [self._launched.pid]
        return pids

    def _wait_for_end(self, pids: list[int]) -> None:
        end = time.monotonic() + STOP_SECONDS
        while time.monotonic() < end:
            if not any(_is_running(pid) for pid in pids):
                break
            time.sleep(POLL_SECONDS)
        if self._launched is not None:
            self._launched.poll()  # so that our own child does not stay a zombie

    def _clear(self) -> None:
        helpers = _processes_with(b"containerd", str(self._run).encode())
        if helpers:
            run_as_root(["kill", "-KILL", *map(str, helpers)])
        for mount in (*_mounts_below(self._folder), *_mounts_below(self._run)):
            run_as_root(["umount", "--lazy", mount])
        leftovers = [self._run, self._folder / "engine.pid", self._socket]
        if any(path.exists() for path in leftovers):
            run_as_root(["rm", "-rf", *map(str, leftovers)])


def _processes_with(program: bytes, marker: bytes) -> list[int]:
    """Return the processes of a program, by the start of its name, that have a marker in their command line."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            name, *arguments = (place / "cmdline").read_bytes().split(b"\0")
            if name.rpartition(b"/")[2].startswith(program) and any(marker in text for text in arguments):
                found.append(int(place.name))
    return found


def _is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes() != b""  # a zombie has none left
    except OSError:
        return False


def _mounts_below(folder: Path) -> list[str]:
    """Return mount points below a folder, the deepest first."""
    lines = Path("/proc/self/mounts").read_text().splitlines()
    points = [line.split()[1].replace("\\040", " ") for line in lines]
    return sorted((point for point in points if point.startswith(f"{folder}/")), key=len, reverse=True)
