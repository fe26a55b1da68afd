"""Finds an engine that answers."""

import os
from collections.abc import Iterator
from pathlib import Path

import docker
from docker.errors import DockerException
from requests.exceptions import RequestException

from sandbox.engine.places import socket_path
from sandbox.errors import EngineUnavailableError

TIMEOUT_SECONDS = 60
DEFAULT_SOCKETS = ("/var/run/docker.sock", "/run/docker.sock")
REMEDY = "Start one, set DOCKER_HOST to its address, or let `proving up` or `make run` start one."


def connect() -> docker.DockerClient:
    """Return a client of the engine that answers; close it after use.

    Looks at DOCKER_HOST alone where it is set, else at our own engine's socket and the usual ones.

    Raises:
        EngineUnavailableError: none answers; the message says what to do.
    """
    tried = []
    for address in _addresses():
        client = open_client(address)
        if client is not None:
            return client
        tried.append(address)
    places = ", ".join(tried) or "the usual sockets"
    raise EngineUnavailableError(f"No Docker engine answers at {places}. {REMEDY}")


def engine_address() -> str | None:
    """Return the address of the engine that answers, or None."""
    for address in _addresses():
        client = open_client(address)
        if client is not None:
            client.close()
            return address
    return None


def describe_engine(client: docker.DockerClient) -> dict[str, str]:
    """Return the engine's facts for people: version, storage, cgroups, runtimes."""
    info = client.api.info()
    return {
        "version": str(info.get("ServerVersion", "unknown")),
        "storage": str(info.get("Driver", "unknown")),
        "cgroup": f"v{info.get('CgroupVersion', '1')}",
        "runtimes": ", ".join(sorted(info.get("Runtimes", {}))),
        "system": str(info.get("OperatingSystem", "unknown")),
    }


def _addresses() -> Iterator[str]:
    given = os.environ.get("DOCKER_HOST")
    if given:
        yield given
        return
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    sockets = [str(socket_path()), *DEFAULT_SOCKETS, *([f"{runtime}/docker.sock"] if runtime else [])]
    for path in dict.fromkeys(sockets):
        if Path(path).is_socket():
            yield f"unix://{path}"


def open_client(address: str) -> docker.DockerClient | None:
    """Return a client of the engine at an address, or None where none answers."""
    client = None
    try:
        client = docker.DockerClient(base_url=address, version="auto", timeout=TIMEOUT_SECONDS)
        client.ping()
    except (DockerException, RequestException, OSError):
        if client is not None:
            client.close()
        return None
    return client
