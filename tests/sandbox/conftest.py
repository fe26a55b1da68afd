"""What the sandbox's tests share: a real runner, opened once."""

from collections.abc import Callable, Iterator

import docker
import pytest

from sandbox.docker_runner import DockerRunner, RunnerSettings
from sandbox.engine import connect
from sandbox.image import ensure_image


@pytest.fixture(scope="session")
def settings() -> RunnerSettings:
    client = connect()
    image = ensure_image(client, progress=lambda _: None)
    client.close()
    return RunnerSettings(image=image.tag, image_digest=image.digest)


@pytest.fixture(scope="session")
def runner(settings: RunnerSettings) -> Iterator[DockerRunner]:
    with DockerRunner(connect, settings) as runner:
        yield runner


@pytest.fixture
def client() -> Iterator[docker.DockerClient]:
    client = connect()
    yield client
    client.close()


@pytest.fixture
def make_client() -> Callable[[], docker.DockerClient]:
    return connect
