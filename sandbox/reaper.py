"""Removes the containers of owners that are dead: a killed worker cannot clean up after itself."""

from collections.abc import Callable

import docker

from sandbox.container import ENGINE_ERRORS, remove
from sandbox.errors import EngineUnavailableError
from sandbox.instance import LABEL, OWNER_LABEL, RUNNER_LABEL, Owner


def reap(client: docker.DockerClient) -> tuple[str, ...]:
    """Remove what dead instances left behind, and return the ids.

    Raises:
        EngineUnavailableError: the engine did not answer.
    """
    return _remove_all(client, LABEL, lambda labels: _is_orphan(labels.get(OWNER_LABEL, "")))


def sweep(client: docker.DockerClient, runner_id: str) -> tuple[str, ...]:
    """Remove whatever is left of one runner, and return the ids.

    Raises:
        EngineUnavailableError: the engine did not answer.
    """
    return _remove_all(client, f"{RUNNER_LABEL}={runner_id}", lambda _: True)


def _remove_all(client: docker.DockerClient, label: str, unwanted: Callable[[dict[str, str]], bool]) -> tuple[str, ...]:
    try:
        containers = client.api.containers(all=True, filters={"label": label})
    except ENGINE_ERRORS as error:
        raise EngineUnavailableError(f"The Docker engine did not list its containers: {error}") from error
    found = tuple(container["Id"] for container in containers if unwanted(container.get("Labels") or {}))
    for container_id in found:
        remove(client, container_id)
    return found


def _is_orphan(label: str) -> bool:
    owner = Owner.parse(label)
    return owner is not None and not owner.is_alive()
