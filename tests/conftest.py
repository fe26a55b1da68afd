"""What tests of every kind share. A test that needs Docker or a browser fails where it is missing; it never skips."""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing

import docker
import pytest

from sandbox.docker_runner import DockerRunner, RunnerSettings
from sandbox.engine import connect
from sandbox.image import ImageInfo, find_image

WITHOUT_DOCKER = "PROVING_TEST_NO_DOCKER"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what needs Docker, for someone who has asked for that by hand."""
    if not os.environ.get(WITHOUT_DOCKER):
        return
    left_out = pytest.mark.skip(reason=f"{WITHOUT_DOCKER} is set")
    for item in items:
        if item.get_closest_marker("docker"):
            item.add_marker(left_out)


@pytest.fixture(scope="session")
def docker_client() -> Iterator[docker.DockerClient]:
    with closing(connect()) as client:
        yield client


@pytest.fixture(scope="session")
def sandbox_image(docker_client: docker.DockerClient) -> ImageInfo:
    return find_image(docker_client)


@pytest.fixture(scope="session")
def sandbox(sandbox_image: ImageInfo) -> Iterator[DockerRunner]:
    settings = RunnerSettings(image=sandbox_image.tag, image_digest=sandbox_image.digest, pool_size=2)
    with DockerRunner(connect, settings) as runner:
        yield runner


@pytest.fixture(scope="session")
def hostile_runner(sandbox: DockerRunner) -> DockerRunner:
    return sandbox


@pytest.fixture(scope="session")
def chromium_path() -> str:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.fail("Chromium is missing. Install it with: apt-get install chromium chromium-driver")
    return path
