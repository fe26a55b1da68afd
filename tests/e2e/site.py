"""Starts the real site, gunicorn and all, on a port of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_START_SECONDS = 20


@contextmanager
def running_site(database: Path) -> Iterator[str]:
    """Serve a database until the block ends, and give the address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        process = _start(listener, database)
        try:
            _wait(process, address)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=_START_SECONDS)


def _start(listener: socket.socket, database: Path) -> subprocess.Popen[bytes]:
    handle = listener.fileno()
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "--bind", f"fd://{handle}", "--threads", "4", "--log-level", "warning"),
            *("--graceful-timeout", "1", "webapp.wsgi:create()"),
        ],
        cwd=ROOT,
        env={**os.environ, "PROVING_DATABASE": str(database), "PYTHONPATH": str(ROOT)},
        pass_fds=[handle],
    )


def _wait(process: subprocess.Popen[bytes], address: str) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/system/healthz", timeout=5):  # noqa: S310 - our own loopback address
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the site did not start")
