"""Finding an engine, and where ours keeps its things."""

import os
import socket
from pathlib import Path

import pytest

from sandbox.engine import connect, engine_address
from sandbox.engine.places import (
    DEEPEST_SOCKET,
    LONGEST_SOCKET_PATH,
    engine_folder,
    exec_folder,
    socket_path,
    state_folder,
)
from sandbox.engine.privilege import as_root, which
from sandbox.errors import EngineUnavailableError


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An environment that names no engine, with our own one's folder in a place where nothing is."""
    monkeypatch.delenv("DOCKER_HOST", raising=False)
    monkeypatch.setenv("PROVING_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setattr("sandbox.engine.finding.DEFAULT_SOCKETS", ())
    return tmp_path


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "unix:///nowhere.sock", "ssh://nowhere", "nonsense"])
def test_a_docker_host_that_does_not_answer_is_named_with_a_remedy(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCKER_HOST", address)

    with pytest.raises(EngineUnavailableError) as caught:
        connect()

    assert address in str(caught.value)
    assert "unset it" in str(caught.value)
    assert engine_address() is None


@pytest.mark.usefixtures("no_engine")
def test_without_any_engine_the_sentence_says_how_to_get_one() -> None:
    with pytest.raises(EngineUnavailableError, match=r"No Docker engine answers at the usual sockets\. Start one"):
        connect()


def test_a_socket_that_nobody_listens_on_is_no_engine(no_engine: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(no_engine / "docker.sock"))

    assert engine_address() is None


@pytest.mark.skipif(os.geteuid() == 0, reason="root may use every socket")
def test_a_socket_that_this_user_may_not_use_is_named(no_engine: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(no_engine / "docker.sock"))
        (no_engine / "docker.sock").chmod(0)

        with pytest.raises(EngineUnavailableError, match="may not use"):
            connect()


def test_a_checkout_keeps_its_engine_in_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PROVING_STATE", raising=False)

    assert state_folder() == Path(__file__).parents[2] / ".proving"


def test_a_deep_folder_gets_a_socket_whose_path_is_short_enough(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    deep = tmp_path / ("d" * 120)
    monkeypatch.setenv("PROVING_STATE", str(deep))

    assert engine_folder() == deep / "engine"
    assert len(str(socket_path())) <= LONGEST_SOCKET_PATH
    assert len(str(exec_folder() / DEEPEST_SOCKET)) <= LONGEST_SOCKET_PATH
    assert socket_path() == socket_path()
    assert socket_path() != exec_folder()


def test_programs_for_root_are_found_outside_a_users_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tool = tmp_path / "sbin" / "some-daemon"
    tool.parent.mkdir()
    tool.write_text("#!/bin/sh\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    monkeypatch.setattr("sandbox.engine.privilege.SYSTEM_FOLDERS", (str(tool.parent),))

    assert which("some-daemon") == str(tool)
    assert which("no-such-daemon") is None


def test_root_runs_commands_as_they_are_and_others_through_sudo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert as_root(["id"]) == ["id"]

    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert as_root(["id"]) == ["sudo", "-n", "id"]
