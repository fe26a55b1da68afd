"""Opens the sandbox for the hostile suites, and says what they left behind."""

from collections.abc import Iterator
from contextlib import contextmanager

import docker

from sandbox.docker_runner import DockerRunner, RunnerSettings
from sandbox.engine import connect
from sandbox.image import find_image
from sandbox.instance import LABEL


@contextmanager
def open_runner() -> Iterator[tuple[DockerRunner, docker.DockerClient]]:
    """Yield a runner and a client; every container of the runner is gone afterwards."""
    client = connect()
    image = find_image(client)
    settings = RunnerSettings(image=image.tag, image_digest=image.digest, pool_size=2)
    with DockerRunner(connect, settings) as runner:
        yield runner, client


def leftovers(client: docker.DockerClient) -> tuple[str, ...]:
    """Return the ids of sandbox containers that are still there."""
    return tuple(container["Id"] for container in client.api.containers(all=True, filters={"label": LABEL}))
