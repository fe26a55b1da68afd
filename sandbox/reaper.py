"""Removes the containers of owners that are dead: a killed worker cannot clean up after itself."""

import docker

from sandbox.container import ENGINE_ERRORS, remove
from sandbox.errors import EngineUnavailableError
from sandbox.instance import LABEL, OWNER_LABEL, Owner


def reap(client: docker.DockerClient) -> tuple[str, ...]:
    """Remove what dead instances left behind, and return the ids.

    Raises:
        EngineUnavailableError: the engine did not answer.
    """
    try:
        containers = client.api.containers(all=True, filters={"label": LABEL})
    except ENGINE_ERRORS as error:
        raise EngineUnavailableError(f"The Docker engine did not list its containers: {error}") from error
    orphans = tuple(container["Id"] for container in containers if _is_orphan(container.get("Labels") or {}))
    for container_id in orphans:
        remove(client, container_id)
    return orphans


def _is_orphan(labels: dict[str, str]) -> bool:
    owner = Owner.parse(labels.get(OWNER_LABEL, ""))
    return owner is not None and not owner.is_alive()
