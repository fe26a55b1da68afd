"""An engine that goes away, comes back, or says nothing more: a proxy before the real one plays it."""

import socket
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import docker
import pytest

from sandbox import docker_runner
from sandbox.docker_runner import DockerRunner, RunnerSettings
from sandbox.errors import EngineUnavailableError
from sandbox.instance import RUNNER_LABEL
from sandbox.model import ExecutionResult, ExecutionSpec, Limits, Outcome, SourceFile

pytestmark = pytest.mark.docker

TESTS = b"const { run } = require('./solution');\ntest('runs', async () => { await run(); });\n"
SLEEP = b"exports.run = () => new Promise(() => { setInterval(() => {}, 1000); });"
RIGHT = b"exports.run = () => {};"


class Proxy:
    """Passes a Unix socket's connections on, until it is cut (all connections end) or frozen (nothing moves)."""

    def __init__(self, path: Path, target: str) -> None:
        self.path = path
        self._target = target
        self._open: list[socket.socket] = []
        self._moving = threading.Event()
        self._moving.set()
        self._listener = self._listen()

    def _listen(self) -> socket.socket:
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(str(self.path))
        listener.listen()
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()
        return listener

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                near, _ = listener.accept()
            except OSError:
                return
            far = socket.socket(socket.AF_UNIX)
            far.connect(self._target)
            self._open += [near, far]
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self._pump, args=(one, other), daemon=True).start()

    def _pump(self, one: socket.socket, other: socket.socket) -> None:
        try:
            while data := one.recv(65536):
                self._moving.wait()
                other.sendall(data)
            other.shutdown(socket.SHUT_WR)
        except OSError:
            return

    def cut(self) -> None:
        self._listener.close()
        self.path.unlink()
        for end in self._open:
            end.close() if end.fileno() < 0 else end.shutdown(socket.SHUT_RDWR)
        self._open.clear()

    def restore(self) -> None:
        self._listener = self._listen()

    def freeze(self) -> None:
        self._moving.clear()

    def thaw(self) -> None:
        self._moving.set()


@pytest.fixture
def proxy(client: docker.DockerClient, tmp_path: Path) -> Iterator[Proxy]:
    target: str = vars(client.api)["_custom_adapter"].socket_path  # docker-py names it nowhere else
    proxy = Proxy(tmp_path / "engine.sock", target)
    yield proxy
    proxy.thaw()
    proxy.cut()


@pytest.fixture
def troubled(proxy: Proxy, settings: RunnerSettings) -> Iterator[DockerRunner]:
    def connect() -> docker.DockerClient:
        return docker.DockerClient(base_url=f"unix://{proxy.path}", version="1.41", timeout=2)

    with DockerRunner(connect, replace(settings, pool_size=1)) as runner:
        yield runner


def spec_of(program: bytes, *, wall_seconds: float = 10) -> ExecutionSpec:
    return ExecutionSpec(
        execution_id=f"test-{uuid.uuid4().hex}",
        candidate=(SourceFile("solution.js", program),),
        tests=(SourceFile("solution.spec.js", TESTS),),
        limits=Limits(wall_seconds=wall_seconds),
    )


def eventually(condition: Callable[[], bool], *, seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return condition()


def left_by(runner: DockerRunner, client: docker.DockerClient) -> list[dict[str, str]]:
    found: list[dict[str, str]] = client.api.containers(all=True, filters={"label": f"{RUNNER_LABEL}={runner._id}"})
    return found


def start(runner: DockerRunner, spec: ExecutionSpec) -> tuple[threading.Thread, list[ExecutionResult]]:
    results: list[ExecutionResult] = []
    thread = threading.Thread(target=lambda: results.append(runner.execute(spec)))
    thread.start()
    assert eventually(lambda: any(running.container for running in runner._running.values()))
    return thread, results


def test_an_engine_that_goes_away_in_the_middle_is_an_infra_error_and_work_goes_on_when_it_is_back(
    troubled: DockerRunner, proxy: Proxy, client: docker.DockerClient
) -> None:
    assert troubled.execute(spec_of(RIGHT)).all_passed
    thread, results = start(troubled, spec_of(SLEEP, wall_seconds=60))

    proxy.cut()
    thread.join(timeout=5)
    assert [result.outcome for result in results] == [Outcome.INFRA_ERROR]
    with pytest.raises(EngineUnavailableError):
        troubled.execute(spec_of(RIGHT))

    proxy.restore()
    assert troubled.execute(spec_of(RIGHT)).all_passed
    troubled.close()
    assert left_by(troubled, client) == []


def test_an_engine_that_falls_silent_in_the_middle_is_an_infra_error_in_time(
    troubled: DockerRunner, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(docker_runner, "GRACE_SECONDS", 1.0)
    thread, results = start(troubled, spec_of(SLEEP, wall_seconds=1))

    proxy.freeze()
    began = time.monotonic()
    thread.join(timeout=20)

    proxy.thaw()  # so that closing need not wait
    assert time.monotonic() - began < 5
    assert [result.outcome for result in results] == [Outcome.INFRA_ERROR]


def test_an_engine_that_is_silent_from_the_start_is_told_in_time(
    troubled: DockerRunner, proxy: Proxy, client: docker.DockerClient
) -> None:
    proxy.freeze()
    began = time.monotonic()

    with pytest.raises(EngineUnavailableError):
        troubled.execute(spec_of(RIGHT))

    assert time.monotonic() - began < 10
    proxy.thaw()
    time.sleep(0.5)  # for what the engine was asked meanwhile
    troubled.close()
    assert left_by(troubled, client) == []
