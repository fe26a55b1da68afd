"""Whose a container is: only what a dead process left may be removed."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from sandbox.instance import Owner


def test_this_process_is_alive_and_survives_being_written_down() -> None:
    owner = Owner.current()

    assert owner.is_alive()
    assert Owner.parse(str(owner)) == owner


def test_a_process_that_ended_is_dead() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from sandbox.instance import Owner; print(Owner.current())"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    owner = Owner.parse(done.stdout.strip())

    assert owner is not None
    assert not owner.is_alive()
    assert owner.is_dead()


def test_a_later_process_with_the_same_number_is_another() -> None:
    assert not replace(Owner.current(), started="1").is_alive()
    assert Owner.current().pid == os.getpid()


@pytest.mark.parametrize("elsewhere", [{"boot": "another"}, {"pids": "another"}])
def test_of_a_process_that_can_not_be_seen_from_here_nothing_is_known(elsewhere: dict[str, str]) -> None:
    owner = replace(Owner.current(), **elsewhere)

    assert not owner.is_alive()
    assert not owner.is_dead()


def test_a_process_of_a_version_without_namespaces_is_still_known() -> None:
    owner = Owner.current()

    assert Owner.parse(f"{owner.boot}:{owner.pid}:{owner.started}") == owner


def test_a_label_of_someone_else_names_nobody() -> None:
    assert Owner.parse("") is None
    assert Owner.parse("a:b:c") is None
    assert Owner.parse("a:b:c:d") is None
    assert Owner.parse("a:1") is None


def test_a_process_may_have_any_name() -> None:
    names_itself = "import ctypes, sys; ctypes.CDLL(None).prctl(15, b'\\xff'); print(flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", names_itself], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        here = Owner.current()
        assert Owner(here.boot, here.pids, other.pid, started="0").is_dead()
