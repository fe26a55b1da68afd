"""Fifty people with live pages open, on two gunicorn workers, while a batch writes at full speed."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.cookiejar import CookieJar
from multiprocessing import get_context
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode

from benchmarks.measuring import Spread
from benchmarks.site.originals import NAME, PASSWORD, Bench, answer
from sandbox.fake import FakeRunner
from training.planning import BatchRequest, plan_batch
from training.store import Store
from training.worker import Worker, WorkerSettings

WATCHERS = 50
SECONDS = 40.0
SPREAD_SECONDS = 4.0
MOST_P95_MS = 150.0
GUNICORN = ("--workers", "2", "--threads", "4", "--log-level", "warning", "--graceful-timeout", "1")
_REPEATS = 60


@dataclass(kw_only=True)
class Watch:
    """What the watchers saw."""

    samples_ms: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def watch(path: Path) -> bool:
    """Measure, print, and say whether the limits were kept."""
    batch_id = _queue(path)
    # apart from the watchers: one interpreter for both would measure its own lock
    writer = get_context("spawn").Process(target=_write, args=(path, batch_id))
    written = _executions(path)
    with _site(path) as address:
        began = time.monotonic()
        writer.start()
        seen = _watch_all(address, batch_id)
        took = time.monotonic() - began
        writer.terminate()
        writer.join()
    spread = Spread.of(seen.samples_ms)
    rate = (_executions(path) - written) / took
    print(
        f"{WATCHERS} live pages, {len(seen.samples_ms)} answers in {took:.0f} s while {rate:.0f} executions a second "
        f"were written: median {spread.median_ms:.0f} ms, p95 {spread.p95_ms:.0f} ms, {len(seen.failures)} failures"
    )
    for failure in sorted(set(seen.failures))[:5]:
        print(f"  {failure}")
    return spread.p95_ms < MOST_P95_MS and not seen.failures


def _queue(path: Path) -> int:
    bench = Bench()
    asked = BatchRequest(
        agent="writer",
        tasks=bench.catalogue.all()[:30],
        strategies=bench.strategies.all(),
        repeats=_REPEATS,
        seed=1,
        title="Written at full speed",
        created_by="bench",
    )
    with Store.open(path) as store:
        return store.batches.create(plan_batch(asked), now=datetime.now(UTC)).id


def _write(path: Path, batch_id: int) -> None:
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    settings = WorkerSettings(owner="writer", slots=2, image_digest="sha256:0", batch_id=batch_id)
    worker = Worker(lambda: Store.open(path), runner=FakeRunner(answer), workbench=Bench(), settings=settings)
    worker.run(stop, until_idle=True)
    with Store.open(path) as store:
        store.batches.cancel(batch_id, now=datetime.now(UTC))


def _executions(path: Path) -> int:
    with Store.open(path) as store:
        return store.executions.list(limit=1)[0].id


@contextmanager
def _site(path: Path) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        handle = listener.fileno()
        command = (sys.executable, "-m", "gunicorn", "--bind", f"fd://{handle}", *GUNICORN, "webapp.wsgi:create()")
        environment = {**os.environ, "PROVING_DATABASE": str(path.resolve())}
        process = subprocess.Popen(command, env=environment, pass_fds=[handle])
        try:
            time.sleep(4)
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            process.terminate()
            process.wait(timeout=20)


def _watch_all(address: str, batch_id: int) -> Watch:
    seen, opener = Watch(), _sign_in(address)
    end = time.monotonic() + SECONDS
    batch = f"/batches/{batch_id}"
    # each as often as its page asks: the batch's page asks for its progress and, as it is a large one, rarely its grid
    pages = ((f"{batch}/progress", 2.0), ("/running", 3.0), (f"{batch}/progress", 2.0), (f"{batch}/grid", 15.0))
    threads = [
        threading.Thread(
            target=_watch_one, args=(opener, _at(address, pages[number % len(pages)]), end, seen), daemon=True
        )
        for number in range(WATCHERS)
    ]
    for thread in threads:
        thread.start()
        time.sleep(SPREAD_SECONDS / WATCHERS)  # people do not open pages all at once
    for thread in threads:
        thread.join()
    return seen


def _at(address: str, page: tuple[str, float]) -> tuple[str, float]:
    return address + page[0], page[1]


def _watch_one(opener: urllib.request.OpenerDirector, page: tuple[str, float], end: float, seen: Watch) -> None:
    address, every_seconds = page
    while time.monotonic() < end:
        began = time.monotonic()
        try:
            with opener.open(address, timeout=30) as found:
                found.read()
        except HTTPError as error:
            if error.code >= 500:  # noqa: PLR2004 - the server's own failures
                seen.failures.append(f"{address} answered {error.code}: {error.read()[:200]!r}")
        except OSError as error:
            seen.failures.append(f"{address}: {error}")
        took = time.monotonic() - began
        seen.samples_ms.append(took * 1000)
        time.sleep(max(0.0, every_seconds - took))


def _sign_in(address: str) -> urllib.request.OpenerDirector:
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    with opener.open(f"{address}/sign-in", timeout=30) as found:
        token = found.read().decode().split('name="csrf_token" value="')[1].split('"')[0]
    form = urlencode({"name": NAME, "password": PASSWORD, "csrf_token": token}).encode()
    with opener.open(f"{address}/sign-in", data=form, timeout=30):
        return opener
