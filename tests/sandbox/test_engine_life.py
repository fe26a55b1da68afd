"""An engine of our own: started, shared, stopped, whatever happens to those who use it. These start a real dockerd."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.engine import OwnedEngine, can_start_engine
from sandbox.engine.finding import open_client
from sandbox.engine.places import engine_folder, exec_folder, socket_path

ROOT = Path(__file__).parents[2]
USER = """
import sys, time
from sandbox.engine import OwnedEngine
with OwnedEngine(lambda text: print(text, flush=True)):
    print("in use", flush=True)
    sys.stdin.read()
"""

pytestmark = [
    pytest.mark.docker,
    pytest.mark.skipif(not can_start_engine(), reason="no dockerd here, or no way to start one as root"),
]


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    monkeypatch.setenv("PROVING_STATE", str(tmp_path))
    yield tmp_path
    for pid in processes_of(tmp_path):  # whatever a failed test has left
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    OwnedEngine().remove()


def processes_of(folder: Path) -> list[int]:
    """Return what runs with the engine's folders in its command line: dockerd, containerd, shims."""
    markers = (str(folder).encode(), str(exec_folder()).encode())
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            line = (place / "cmdline").read_bytes()
            if any(marker in line for marker in markers) and int(place.name) != os.getpid():
                found.append(int(place.name))
    return found


def mounts_of(folder: Path) -> list[str]:
    lines = Path("/proc/self/mounts").read_text().splitlines()
    return [line for line in lines if f" {folder}/" in line or f" {exec_folder()}/" in line]


def assert_nothing_is_left(folder: Path) -> None:
    assert processes_of(folder) == []
    assert mounts_of(folder) == []
    assert not exec_folder().exists()
    assert not socket_path().exists()


def answers() -> bool:
    client = open_client(f"unix://{socket_path()}")
    if client is None:
        return False
    client.close()
    return True


@contextlib.contextmanager
def another_user(*, until: str = "in use") -> Iterator[subprocess.Popen[str]]:
    """Run a process that uses the engine, and go on once it has said something."""
    process = subprocess.Popen(
        [sys.executable, "-c", USER],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with process:
        assert process.stdout is not None
        for line in process.stdout:
            if until in line:
                break
        yield process
        process.kill()


def test_it_answers_while_in_use_and_then_leaves_only_its_data(state: Path) -> None:
    interfaces = sorted(path.name for path in Path("/sys/class/net").iterdir())

    with OwnedEngine() as engine:
        assert answers()
        assert engine.users() == [os.getpid()]
        assert sorted(path.name for path in Path("/sys/class/net").iterdir()) == interfaces

    assert_nothing_is_left(state)
    assert (engine_folder() / "data").is_dir()


def test_only_its_user_reaches_its_socket(state: Path) -> None:
    with OwnedEngine():
        assert (state / "engine").stat().st_mode & 0o077 == 0


def test_it_runs_until_the_last_user_has_gone(state: Path) -> None:
    with another_user() as other:
        with OwnedEngine() as engine:
            assert sorted(engine.users()) == sorted([os.getpid(), other.pid])
        assert answers()

        other.communicate()

    assert_nothing_is_left(state)


def test_a_user_that_was_killed_does_not_hold_it(state: Path) -> None:
    with another_user() as other:
        other.kill()
        other.wait()
        assert answers()

        with OwnedEngine() as engine:
            assert engine.users() == [os.getpid()]

    assert_nothing_is_left(state)


@pytest.mark.parametrize("moment", ["starting", "in use"])
def test_an_interrupt_at_any_moment_leaves_nothing(state: Path, moment: str) -> None:
    with another_user(until=moment) as other:
        other.send_signal(signal.SIGINT)
        time.sleep(0.1)
        other.send_signal(signal.SIGINT)  # somebody impatient
        other.communicate()

    assert_nothing_is_left(state)


def test_what_a_crash_left_is_cleared_before_the_next_start(state: Path) -> None:
    with another_user() as other:
        other.kill()
        other.wait()
        for pid in processes_of(state):
            os.kill(pid, signal.SIGKILL)

        with OwnedEngine():
            assert answers()

    assert_nothing_is_left(state)


def test_an_engine_in_use_is_not_removed_and_an_unused_one_is(state: Path) -> None:
    with OwnedEngine():
        assert not OwnedEngine().remove()
        assert answers()

    assert OwnedEngine().remove()
    assert not (state / "engine").exists()
