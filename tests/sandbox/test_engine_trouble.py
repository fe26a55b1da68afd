"""A real engine in trouble: restarted in the middle, its disk full; and with another runtime. It is one of our own."""

import contextlib
import shutil
import subprocess
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path

import docker
import pytest

from sandbox.docker_runner import DockerRunner, RunnerSettings
from sandbox.engine import OwnedEngine, can_start_engine
from sandbox.engine.daemon import Daemon
from sandbox.errors import SandboxError
from sandbox.image import ImageInfo
from sandbox.instance import RUNNER_LABEL
from sandbox.model import ExecutionResult, ExecutionSpec, Limits, Outcome, SourceFile, Trust
from tests.sandbox.test_trouble import eventually

DISK_MIB = 900
MIB = 1024 * 1024
TESTS = b"const { run } = require('./solution');\ntest('runs', async () => { await run(); }, 60_000);\n"
RIGHT = b"exports.run = () => {};"
SLEEP = b"exports.run = () => new Promise(() => { setInterval(() => {}, 1000); });"

pytestmark = [
    pytest.mark.docker,
    pytest.mark.skipif(not can_start_engine(), reason="no dockerd here, or no way to start one as root"),
]


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A disk of its own, so that it can be filled."""
    folder = tmp_path_factory.mktemp("engine")
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_MIB}m", "tmpfs", str(folder)]
    if subprocess.run(mount, check=False, capture_output=True).returncode != 0:
        pytest.skip("no right to mount a small disk for the engine")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture(scope="module")
def engine(state: Path) -> Iterator[OwnedEngine]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROVING_STATE", str(state))
        with OwnedEngine() as engine:
            yield engine


@pytest.fixture(scope="module")
def own_image(engine: OwnedEngine, docker_client: docker.DockerClient, sandbox_image: ImageInfo) -> str:
    """The sandbox image, carried over from the engine that the other tests use."""
    with contextlib.closing(docker.DockerClient(base_url=engine.address)) as client:
        client.images.load(docker_client.images.get(sandbox_image.tag).save(named=sandbox_image.tag))
    return sandbox_image.tag


@contextlib.contextmanager
def runner_on(
    engine: OwnedEngine, image: str, *, pool_size: int = 0, runtime: str | None = None
) -> Iterator[DockerRunner]:
    settings = RunnerSettings(image=image, pool_size=pool_size, runtime=runtime)
    with DockerRunner(lambda: docker.DockerClient(base_url=engine.address, timeout=60), settings) as runner:
        yield runner


def spec_of(program: bytes) -> ExecutionSpec:
    return ExecutionSpec(
        execution_id=f"test-{uuid.uuid4().hex}",
        candidate=(SourceFile("solution.js", program),),
        tests=(SourceFile("solution.spec.js", TESTS),),
        limits=Limits(wall_seconds=60),
    )


def left_on(engine: OwnedEngine, runner: DockerRunner) -> int:
    with contextlib.closing(docker.DockerClient(base_url=engine.address)) as client:
        return len(client.api.containers(all=True, filters={"label": f"{RUNNER_LABEL}={runner._id}"}))


def outcome_of(runner: DockerRunner) -> Outcome:
    """Return what an execution of a right program came to; our own failure may also be raised."""
    try:
        return runner.execute(spec_of(RIGHT)).outcome
    except SandboxError:
        return Outcome.INFRA_ERROR


def daemon_of(engine: OwnedEngine) -> Daemon:
    return engine._daemon


def test_an_engine_restarted_in_the_middle_is_our_failure_and_work_goes_on(engine: OwnedEngine, own_image: str) -> None:
    with runner_on(engine, own_image, pool_size=1) as runner:
        assert runner.execute(spec_of(RIGHT)).all_passed
        results: list[ExecutionResult] = []
        thread = threading.Thread(target=lambda: results.append(runner.execute(spec_of(SLEEP))))
        thread.start()
        assert eventually(lambda: any(running.container for running in runner._running.values()), seconds=60)

        daemon_of(engine).stop()
        daemon_of(engine).start()

        thread.join(timeout=60)
        assert [result.outcome for result in results] == [Outcome.INFRA_ERROR]
        assert runner.execute(spec_of(RIGHT)).all_passed
    assert left_on(engine, runner) == 0


def test_an_engine_whose_disk_is_full_is_our_failure_until_there_is_room_again(
    engine: OwnedEngine, own_image: str, state: Path
) -> None:
    filler = state / "filler"
    with runner_on(engine, own_image) as runner:
        free = shutil.disk_usage(state).free
        with filler.open("wb") as file, contextlib.suppress(OSError):
            for _ in range(free // MIB + 2):
                file.write(bytes(MIB))
        assert shutil.disk_usage(state).free < MIB

        assert outcome_of(runner) is Outcome.INFRA_ERROR

        filler.unlink()
        assert runner.execute(spec_of(RIGHT)).all_passed
    assert left_on(engine, runner) == 0


@pytest.mark.skipif(shutil.which("runsc") is None, reason="gVisor's runsc is not installed (Debian's package is runsc)")
def test_another_runtime_is_a_setting(engine: OwnedEngine, own_image: str) -> None:
    with runner_on(engine, own_image, runtime="runsc") as runner:
        result = runner.execute(spec_of(RIGHT))

    assert result.all_passed, result
    assert result.trust is Trust.ISOLATED
