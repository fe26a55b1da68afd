"""Removes what dead owners left, containers and scratch folders: a killed worker cannot clean up after itself."""

import logging
import time
from collections.abc import Callable
from typing import Any

import docker

from sandbox.container import ENGINE_ERRORS, remove
from sandbox.errors import EngineUnavailableError
from sandbox.instance import LABEL, OWNER_LABEL, RUNNER_LABEL, Owner
from sandbox.scratch import remove_abandoned

NEW_SECONDS = 120.0

_log = logging.getLogger(__name__)


def reap(client: docker.DockerClient) -> tuple[str, ...]:
    """Remove what dead instances left behind, and return the containers' ids.

    Raises:
        EngineUnavailableError: the engine did not answer.
    """
    try:
        return _remove_all(client, LABEL, _is_orphan)
    finally:
        remove_abandoned()


def sweep(client: docker.DockerClient, runner_id: str) -> tuple[str, ...]:
    """Remove whatever is left of one runner, and return the ids.

    Raises:
        EngineUnavailableError: the engine did not answer.
    """
    return _remove_all(client, f"{RUNNER_LABEL}={runner_id}", lambda _: True)


def _remove_all(client: docker.DockerClient, label: str, unwanted: Callable[[dict[str, Any]], bool]) -> tuple[str, ...]:
    try:
        containers = client.api.containers(all=True, filters={"label": label})
    except ENGINE_ERRORS as error:
        raise EngineUnavailableError(f"The Docker engine did not list its containers: {error}") from error
    found = tuple(container["Id"] for container in containers if unwanted(container))
    return tuple(container_id for container_id in found if _is_removed(client, container_id))


def _is_removed(client: docker.DockerClient, container_id: str) -> bool:
    try:
        remove(client, container_id)
    except EngineUnavailableError as error:  # one that the engine can't let go of must not keep us from the others
        _log.warning("%s", error)
        return False
    return True


def _is_orphan(container: dict[str, Any]) -> bool:
    """Whether a container's owner is dead, or, where that can't be known from here, the container itself has ended."""
    owner = Owner.parse((container.get("Labels") or {}).get(OWNER_LABEL, ""))
    if owner is None or owner.is_alive():
        return False
    return owner.is_dead() or _has_ended(container)


def _has_ended(container: dict[str, Any]) -> bool:
    # one that is being started has not begun to run yet
    is_new = time.time() - float(container.get("Created") or 0) < NEW_SECONDS
    return container.get("State") != "running" and not is_new
