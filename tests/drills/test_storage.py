"""The disk is full, the file can't be written, the clock jumps, the database is locked, the power fails."""

import os
import shutil
import sqlite3
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from sandbox.fake import FakeRunner, all_pass
from sandbox.model import ExecutionResult, ExecutionSpec
from tests.training.builders import (
    NOON,
    Bench,
    Clock,
    ScriptedAgent,
    a_candidate,
    a_record,
    a_request,
    a_task,
    open_at,
    queue,
    take,
)
from training.errors import LeaseLostError, StoreError
from training.model.batches import BatchState, Counts
from training.store import Store
from training.store.upkeep import look_over
from training.worker import Worker, WorkerSettings

SMALL_DISK_KIB = 8192


def a_worker(database: Path, *, owner: str = "one", clock: Callable[..., object] | None = None) -> Worker:
    runner = FakeRunner()
    return Worker(
        open_at(database),
        runner=runner,
        workbench=Bench(tasks={"add": a_task()}, agents={"scripted": ScriptedAgent((a_candidate(final=True),))}),
        settings=WorkerSettings(owner=owner, slots=2),
        cancel=runner.cancel,
        **({"clock": clock} if clock else {}),  # type: ignore[arg-type]
    )


@contextmanager
def working(worker: Worker) -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=worker.run, args=(stop,))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(60)
        assert not thread.is_alive()


def wait_for(condition: Callable[[], bool], *, seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of eight MiB, where the system lets us mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK_KIB}k", "small", str(place)]
    if os.geteuid() != 0 or subprocess.run(command, check=False).returncode != 0:
        pytest.skip("a disk of our own can be mounted by root alone")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


def fill(disk: Path) -> Path:
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            return ballast


def test_a_full_disk_costs_time_and_nothing_else(small_disk: Path) -> None:
    database = small_disk / "proving.db"
    with Store.open(database) as store:
        batch = queue(store, a_request(repeats=3))
        lease = take(store)
        ballast = fill(small_disk)
        record = a_record(executions=40)
        with pytest.raises(StoreError):
            store.trials.close(lease, record, now=NOON)
        assert store.batches.get(batch.id).counts == Counts(queued=2, running=1)
        assert store.executions.list() == ()
        ballast.unlink()
        store.trials.close(lease, record, now=NOON)
        assert store.batches.get(batch.id).counts == Counts(queued=2, passed=1)
    assert look_over(database).problems == ()


def test_a_worker_outlives_a_full_disk(small_disk: Path) -> None:
    database = small_disk / "proving.db"
    with Store.open(database) as store:
        batch = queue(store, a_request(repeats=20))
        ballast = fill(small_disk)
        with working(a_worker(database)):
            time.sleep(1.0)  # it meets the full disk; how often does not matter
            ballast.unlink()
            wait_for(lambda: store.batches.get(batch.id).state is BatchState.DONE)
        assert store.batches.get(batch.id).counts == Counts(passed=20)
    assert look_over(database).problems == ()


@contextmanager
def unwritable(database: Path) -> Iterator[None]:
    """Let writes fail as on a read-only file, whoever asks; root would be let through by the file's mode."""
    blocker = sqlite3.connect(database, isolation_level=None)
    blocker.execute("create trigger no_writes before update on trials begin select raise(abort, 'read-only'); end")
    try:
        yield
    finally:
        blocker.execute("drop trigger no_writes")
        blocker.close()


def test_a_database_that_can_only_be_read_is_one_sentence_and_loses_nothing(database: Path) -> None:
    with Store.open(database) as store:
        queue(store)
        lease = take(store)
    with Store.open(database, read_only=True) as store:
        with pytest.raises(StoreError, match="readonly"):
            store.trials.close(lease, a_record(), now=NOON)
        assert store.batches.get(1).counts == Counts(running=1)
    with Store.open(database) as store:
        store.trials.close(lease, a_record(), now=NOON)
    assert look_over(database).problems == ()


def test_a_worker_waits_until_it_may_write_again(database: Path) -> None:
    with Store.open(database) as store:
        batch = queue(store, a_request(repeats=5))
        with working(a_worker(database)):
            with unwritable(database):
                time.sleep(0.5)  # it tries in vain; how often does not matter
                assert store.batches.get(batch.id).counts.passed < batch.counts.total
            wait_for(lambda: store.batches.get(batch.id).state is BatchState.DONE)
        assert store.batches.get(batch.id).counts == Counts(passed=5)
    assert look_over(database).problems == ()


def test_a_clock_that_jumps_ahead_runs_a_trial_again_and_counts_it_once(store: Store) -> None:
    batch = queue(store)
    held = take(store)
    jumped = NOON + timedelta(days=400)
    again = take(store, now=jumped, owner="two")
    store.trials.close(again, a_record(), now=jumped)
    with pytest.raises(LeaseLostError):
        store.trials.close(held, a_record(), now=NOON)
    assert store.batches.get(batch.id).counts == Counts(passed=1)
    assert store.profiles.check() == ()
    assert store.audit.verify() == ()


def test_a_clock_that_jumps_back_stops_nothing(database: Path) -> None:
    clock = Clock(step_seconds=0.01)
    with Store.open(database) as store:
        batch = queue(store, a_request(repeats=30))
        with working(a_worker(database, clock=clock)):
            wait_for(lambda: store.batches.get(batch.id).counts.passed >= 5)
            clock.advance(-86_400.0)
            wait_for(lambda: store.batches.get(batch.id).state is BatchState.DONE)
        assert store.batches.get(batch.id).counts == Counts(passed=30)
        assert store.batches.get(batch.id).worked_seconds(clock()) >= 0
    assert look_over(database).problems == ()


def test_a_database_that_is_locked_for_a_while_delays_and_nothing_else(database: Path) -> None:
    with Store.open(database) as store:
        batch = queue(store, a_request(repeats=10))
        blocker = sqlite3.connect(database, isolation_level=None, check_same_thread=False)
        with working(a_worker(database)):
            blocker.execute("begin exclusive")
            held = store.batches.get(batch.id).counts.closed
            time.sleep(float(os.environ.get("PROVING_TEST_LOCK_SECONDS", "2")))  # the drill's length is its point
            assert store.batches.get(batch.id).counts.closed == held
            blocker.execute("rollback")
            wait_for(lambda: store.batches.get(batch.id).state is BatchState.DONE, seconds=120)
        blocker.close()
        assert store.batches.get(batch.id).counts == Counts(passed=10)
        assert all(trial.errors == 0 for trial in store.batches.grid(batch.id))
    assert look_over(database).problems == ()


def _slowly(spec: ExecutionSpec) -> ExecutionResult:
    time.sleep(0.005)
    return all_pass(spec)


def test_what_a_power_cut_leaves_at_any_moment_opens_and_agrees_with_itself(database: Path) -> None:
    random = Random(3)  # noqa: S311 - repeatable on purpose
    with Store.open(database) as store:
        batch = queue(store, a_request(repeats=60))
        with working(a_worker(database)):
            copies = 0
            while store.batches.get(batch.id).state is not BatchState.DONE and copies < 12:
                folder = database.parent / f"cut-{copies}"
                folder.mkdir()
                _cut(database, folder, random)
                assert look_over_recovered(folder / database.name) == ()
                copies += 1
    assert copies > 0


def _cut(database: Path, folder: Path, random: Random) -> None:
    """Copy what a power cut may leave: the file, and its log up to any byte."""
    log = database.with_name(f"{database.name}-wal")
    if log.exists():
        kept = log.read_bytes()
        (folder / log.name).write_bytes(kept[: random.randrange(len(kept) + 1)])
    shutil.copyfile(database, folder / database.name)


def look_over_recovered(copy: Path) -> tuple[str, ...]:
    Store.open(copy).close()
    return look_over(copy).problems
