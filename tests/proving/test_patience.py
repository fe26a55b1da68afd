"""A worker that starts before its engine waits; one that can never have an engine does not."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import click
import pytest

from proving import patience
from proving.config import Settings
from proving.patience import patient_bench
from proving.wiring import Bench, Wiring
from sandbox.errors import EngineUnavailableError
from sandbox.fake import FakeRunner
from tests.webapp.factories import some_pass


class LateEngine(Wiring):
    """Has an engine only from the third time on that somebody asks."""

    asked = 0

    @contextmanager
    def bench(self) -> Iterator[Bench]:
        self.asked += 1
        if self.asked < 3:
            raise EngineUnavailableError("No Docker engine answers at unix:///nowhere.")
        yield Bench(runner=FakeRunner(some_pass), image_digest="sha256:0")


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "FIRST_PAUSE_SECONDS", 0.01)
    monkeypatch.setenv("DOCKER_HOST", "unix:///nowhere")


def test_an_engine_that_is_named_is_waited_for(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    with patient_bench(LateEngine(settings), threading.Event()) as bench:
        assert bench.image_digest == "sha256:0"

    assert "No Docker engine answers at unix:///nowhere. Trying again in 0.01 s." in capsys.readouterr().err


def test_nobody_waits_where_no_engine_is_named(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DOCKER_HOST")
    wiring = LateEngine(settings)

    with pytest.raises(EngineUnavailableError), patient_bench(wiring, threading.Event()):
        pass
    assert wiring.asked == 1


def test_waiting_ends_when_told_to(settings: Settings) -> None:
    stop = threading.Event()
    stop.set()
    wiring = LateEngine(settings)

    with pytest.raises(click.exceptions.Exit), patient_bench(wiring, stop):
        pass
    assert wiring.asked == 1
