"""Finds an engine that answers."""

import os
from collections.abc import Iterator
from pathlib import Path

import docker
from docker.errors import DockerException
from docker.utils import kwargs_from_env
from requests.exceptions import RequestException

from sandbox.engine.places import socket_path
from sandbox.errors import EngineUnavailableError

TIMEOUT_SECONDS = 60
ANSWER_SECONDS = 10  # an engine that takes longer to say hello is none
DEFAULT_SOCKETS = ("/var/run/docker.sock", "/run/docker.sock")
REMEDY = "Start one, set DOCKER_HOST to its address, or let `proving up` or `make run` start one, with sudo."
PERMISSION_REMEDY = "Use sudo, or let the user join the group docker."


def connect() -> docker.DockerClient:
    """Return a client of the engine that answers; close it after use.

    Looks at DOCKER_HOST alone where it is set, else at our own engine's socket and the usual ones.

    Raises:
        EngineUnavailableError: none answers; the message says what to do.
    """
    for address in _addresses():
        client = open_client(address)
        if client is not None:
            return client
    raise EngineUnavailableError(explain_absence())


def explain_absence() -> str:
    """Return why no engine can be used, and what to do about it."""
    forbidden = _forbidden_socket()
    if forbidden:
        return f"This user may not use the Docker engine at {forbidden}. {PERMISSION_REMEDY}"
    given = os.environ.get("DOCKER_HOST")
    if given:
        return f"No Docker engine answers at DOCKER_HOST ({given}). Start it, correct DOCKER_HOST, or unset it."
    return f"No Docker engine answers at the usual sockets. {REMEDY}"


def _forbidden_socket() -> str | None:
    sockets = (address.removeprefix("unix://") for address in _addresses() if address.startswith("unix://"))
    return next((path for path in sockets if Path(path).exists() and not os.access(path, os.R_OK | os.W_OK)), None)


def engine_address() -> str | None:
    """Return the address of the engine that answers, or None."""
    for address in _addresses():
        client = open_client(address)
        if client is not None:
            client.close()
            return address
    return None


def describe_engine(client: docker.DockerClient) -> dict[str, str]:
    """Return the engine's facts for people: version, storage, cgroups, runtimes.

    Raises:
        EngineUnavailableError: it does not answer.
    """
    try:
        info = client.api.info()
    except (DockerException, RequestException, OSError) as error:
        raise EngineUnavailableError(f"The Docker engine does not answer: {error}") from error
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
        if os.path.exists(path):  # noqa: PTH110 - Path.exists raises where a folder on the way is another user's
            yield f"unix://{path}"


def open_client(address: str) -> docker.DockerClient | None:
    """Return a client of the engine at an address, or None where none answers."""
    try:
        arguments = kwargs_from_env(environment={**os.environ, "DOCKER_HOST": address})  # TLS is in the environment too
        # finding out the version is the question that an engine has to answer
        client = docker.DockerClient(**arguments, version="auto", timeout=ANSWER_SECONDS)
    except (DockerException, RequestException, OSError, ValueError):
        return None
    client.api.timeout = TIMEOUT_SECONDS
    return client
