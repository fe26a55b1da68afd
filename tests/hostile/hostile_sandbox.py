"""Opens the sandbox for the hostile suites, and says what they left behind."""

from collections.abc import Iterator
from contextlib import contextmanager

import docker

from sandbox.docker_runner import DockerRunner, RunnerSettings
from sandbox.engine import connect
from sandbox.image import find_image
from sandbox.instance import LABEL, OWNER_LABEL, Owner


@contextmanager
def open_runner() -> Iterator[tuple[DockerRunner, docker.DockerClient]]:
    """Yield a runner and a client; every container of the runner is gone afterwards."""
    client = connect()
    image = find_image(client)
    settings = RunnerSettings(image=image.tag, image_digest=image.digest, pool_size=2)
    with DockerRunner(connect, settings) as runner:
        yield runner, client


def leftovers(client: docker.DockerClient) -> tuple[str, ...]:
    """Return the ids of this process's sandbox containers that are still there, and of those that nobody owns."""
    containers = client.api.containers(all=True, filters={"label": LABEL})
    return tuple(container["Id"] for container in containers if not _is_anothers(container["Labels"]))


def _is_anothers(labels: dict[str, str]) -> bool:
    owner = Owner.parse(labels.get(OWNER_LABEL, ""))
    return owner is not None and owner != Owner.current() and owner.is_alive()
