"""A whole product to be damaged: worker, site, engine, agents, each a process of its own that can be killed."""

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from sandbox.scratch import scratch_folders
from training.model.batches import Batch
from training.planning import BatchRequest, plan_batch
from training.store import Store
from training.strategies import StrategyBook
from training.tasks import Catalogue

AGENT = Path(__file__).with_name("agent.py")
ENDING_SECONDS = 30.0
WEB_SECONDS = 60.0
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - where the site keeps its counts


@dataclass
class Stage:
    """Starts the parts on a folder of their own. `address` is the engine's."""

    folder: Path
    address: str
    log: Path = field(init=False)
    worker: "subprocess.Popen[bytes] | None" = None
    web: "subprocess.Popen[bytes] | None" = None
    port: int = 0
    worker_pids: set[int] = field(default_factory=set)
    _web_pids: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.log = self.folder / "log"
        self.database = self.folder / "proving.db"
        self.scratch = self.folder / "scratch"
        self.scratch.mkdir()
        self.marker = f"drill-{secrets.token_hex(6)}"
        self._write_agent()
        self.port = _free_port()

    def queue(self, *, tasks: int, repeats: int, seed: int) -> Batch:
        """Ask for a batch that the drill's agent works on."""
        plan = plan_batch(
            BatchRequest(
                agent="drill",
                tasks=Catalogue().all()[:tasks],
                strategies=StrategyBook().all(),
                repeats=repeats,
                seed=seed,
                title="Drill",
                created_by="drill",
            )
        )
        with Store.open(self.database) as store:
            return store.batches.create(plan, now=datetime.now(UTC))

    def start_worker(self, *options: str) -> None:
        """Start a worker in the place of one that has ended; by default with two slots."""
        self.worker = self._start("worker", *(options or ("--slots", "2")))
        self.worker_pids.add(self.worker.pid)

    def start_web(self) -> None:
        """Start the site in the place of one that has ended."""
        self.web = self._start("serve")
        self._web_pids.add(self.web.pid)

    def agents(self) -> list[int]:
        """Return the agents that run now."""
        return processes(lambda words: AGENT.name.encode() in b" ".join(words) and self.marker.encode() in words)

    def ours(self) -> list[int]:
        """Return every process of this stage."""
        return _processes_in(f"PROVING_DATABASE={self.database}".encode())

    def scratch_folders(self) -> list[Path]:
        """Return the scratch folders that are there now, of whoever is dead or alive."""
        counts = scratch_folders(SHARED_MEMORY)
        mine = [place for place, owner in counts if owner is not None and owner.pid in self._web_pids]
        return [*self.scratch.iterdir(), *mine]

    def web_answers(self) -> bool:
        """Return whether the site says that it is well."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5) as answer:
                return bool(answer.status == 200)
        except (OSError, urllib.error.HTTPError):
            return False

    def wait_for_web(self) -> bool:
        """Wait until the site is well again; return whether it came to that."""
        return wait_until(self.web_answers, seconds=WEB_SECONDS)

    def stop(self) -> list[int]:
        """End everything politely, and return what is left of it all the same."""
        for process in (self.worker, self.web):
            if process is not None and process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in (self.worker, self.web):
            if process is not None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(ENDING_SECONDS)
        wait_until(lambda: not self.ours(), seconds=10)
        left = self.ours()
        for pid in left:
            kill(pid)
        return left

    def _start(self, *words: str) -> "subprocess.Popen[bytes]":
        return self.start_command([sys.executable, "-m", "proving", *words])

    def start_command(self, command: list[str], variables: dict[str, str] | None = None) -> "subprocess.Popen[bytes]":
        """Start a program with this stage's environment; what it says goes to the log."""
        with self.log.open("ab") as log:
            return subprocess.Popen(
                command,
                env={**self._environment(), **(variables or {})},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "VIRTUAL_ENV") if name in os.environ}
        return {
            **kept,
            "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
            "DOCKER_HOST": self.address,
            "PROVING_DATABASE": str(self.database),
            "TMPDIR": str(self.scratch),
            "PROVING_CONFIG": str(self.folder / "none"),
            "PROVING_AGENTS": str(self.folder / "agents"),
            "PROVING_PORT": str(self.port),
            "PROVING_WEB_WORKERS": "1",
            "PROVING_POOL": "2",
        }

    def _write_agent(self) -> None:
        folder = self.folder / "agents"
        folder.mkdir(exist_ok=True)
        command = [sys.executable, str(AGENT), self.marker]
        (folder / "drill.toml").write_text(
            f"""title = "A program that thinks for a moment and hands the starter in"
install = "nothing"
command = {command!r}
version_command = ["{sys.executable}", "--version"]
prompt = "stdin"
reply = "none"
mode = "workspace"
output_mib = 8

[environment]
pass = ["PATH", "PROVING_DATABASE"]
"""
        )


def kill(pid: int) -> bool:
    """Kill a process; return whether it was there."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def wait_until(condition: Callable[[], bool], *, seconds: float) -> bool:
    """Wait for a condition; return whether it came about."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.1)
    return condition()


def choose(pids: list[int], random: Random) -> int | None:
    """Return one of some processes, or None where there is none."""
    return random.choice(pids) if pids else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def processes(wanted: Callable[[list[bytes]], bool]) -> list[int]:
    """Return the processes whose command line is wanted."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            words = (place / "cmdline").read_bytes().split(b"\0")
            if words[0] and wanted(words):
                found.append(int(place.name))
    return found


def _processes_in(variable: bytes) -> list[int]:
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            alive = b") Z " not in (place / "stat").read_bytes()
            if alive and int(place.name) != os.getpid() and variable in (place / "environ").read_bytes().split(b"\0"):
                found.append(int(place.name))
    return found
