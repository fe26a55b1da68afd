"""One container: created warm, given one job, listened to until its end, and removed. It is never used twice."""

import contextlib
import secrets
import select
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import docker
from docker.errors import APIError, DockerException, ImageNotFound, NotFound
from requests.exceptions import RequestException

from sandbox.errors import EngineUnavailableError, ImageMissingError, SandboxError
from sandbox.hardening import Shape, host_config_arguments
from sandbox.model import ExecutionSpec
from sandbox.protocol import Frame, FrameDecoder, FrameType, ProtocolError, encode_job

READ_BYTES = 256 * 1024
READY_SECONDS = 30.0
ENGINE_ERRORS = (DockerException, RequestException, OSError)
GONE = (404, 409)  # removed already, or being removed


@dataclass(frozen=True, kw_only=True)
class ContainerSettings:
    """What is the same for every container of one runner."""

    image: str
    labels: dict[str, str]
    seccomp: str
    runtime: str | None = None


@dataclass(kw_only=True)
class Transcript:
    """Everything that a container said during one job, as it arrived. `watchword` marks what the judge itself said."""

    watchword: str = field(default_factory=secrets.token_hex)
    stdout: bytearray = field(default_factory=bytearray)
    stderr: bytearray = field(default_factory=bytearray)
    report: bytearray = field(default_factory=bytearray)
    end: bytes | None = None
    broken: str | None = None

    def add(self, frame: Frame) -> None:
        """Take one frame."""
        if frame.type is FrameType.END:
            self.end = frame.payload
        else:
            {FrameType.STDOUT: self.stdout, FrameType.STDERR: self.stderr, FrameType.REPORT: self.report}[
                frame.type
            ].extend(frame.payload)


class Container:
    """A started container, attached to. For one thread at a time."""

    def __init__(self, name: str, connection: socket.socket, owner: Any) -> None:
        self.name = name
        self._connection = connection
        self._owner = owner  # keeps the HTTP response alive, and with it the connection
        self._decoder = FrameDecoder()

    @classmethod
    def start(cls, client: docker.DockerClient, settings: ContainerSettings, shape: Shape, *, name: str) -> "Container":
        """Create, attach and start a container; it is warm once `wait_until_ready` has returned.

        Where this fails, a container of that name may be there all the same, and is the caller's to remove.

        Raises:
            ImageMissingError: the image is not there.
            EngineUnavailableError: the engine did not do as asked.
        """
        try:
            return cls._start(client, settings, shape, name)
        except ImageNotFound as error:
            raise ImageMissingError(
                f"The sandbox image {settings.image} is missing. Build it with: proving setup"
            ) from error
        except ENGINE_ERRORS as error:
            raise EngineUnavailableError(f"The Docker engine could not start a container: {error}") from error

    @classmethod
    def _start(cls, client: docker.DockerClient, settings: ContainerSettings, shape: Shape, name: str) -> "Container":
        api = client.api
        arguments = host_config_arguments(shape, runtime=settings.runtime, seccomp=settings.seccomp)
        api.create_container(
            settings.image,
            name=name,
            stdin_open=True,
            labels=settings.labels,
            hostname="sandbox",
            network_disabled=True,
            host_config=api.create_host_config(**arguments),
        )
        owner = api.attach_socket(name, {"stdin": 1, "stdout": 1, "stream": 1})
        api.start(name)
        return cls(name, getattr(owner, "_sock", owner), owner)

    def wait_until_ready(self) -> None:
        """Block until Jest is loaded inside.

        Raises:
            SandboxError: it did not get there.
        """
        for frame in self._frames(time.monotonic() + READY_SECONDS):
            if frame.type is FrameType.READY:
                return
        raise SandboxError("The sandbox container did not become ready.")

    def run(self, spec: ExecutionSpec, *, deadline_seconds: float) -> Transcript:
        """Send the job and listen to its end, at most `deadline_seconds`, the host's own limit."""
        transcript = Transcript()
        deadline = time.monotonic() + deadline_seconds
        try:
            self._send(encode_job(spec, watchword=transcript.watchword), deadline)
            for frame in self._frames(deadline):
                transcript.add(frame)
                if frame.type is FrameType.END:
                    break
        except (OSError, ProtocolError) as error:
            transcript.broken = str(error) or type(error).__name__
        return transcript

    def _send(self, data: bytes, deadline: float) -> None:
        self._connection.settimeout(max(0.1, deadline - time.monotonic()))
        self._connection.sendall(data)

    def _frames(self, deadline: float) -> Iterator[Frame]:
        """Yield frames until the stream ends or the deadline passes; a frame that breaks the contract raises."""
        while (data := self._receive(deadline)) is not None:
            yield from self._decoder.feed(data)

    def _receive(self, deadline: float) -> bytes | None:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([self._connection], [], [], left)[0]:
            raise TimeoutError("the container gave no answer in time")
        return self._connection.recv(READ_BYTES) or None

    def is_alive(self) -> bool:
        """Whether a container that has nothing to say yet still holds the line."""
        return not select.select([self._connection], [], [], 0)[0]

    def disconnect(self) -> None:
        """Close the connection. PID 1 ends when its line goes dead."""
        with contextlib.suppress(OSError):
            self._connection.close()
            self._owner.close()


def remove(client: docker.DockerClient, container: str) -> None:
    """Remove a container by its name or id, running or not. One that is gone already is no error.

    Raises:
        EngineUnavailableError: the engine did not do as asked.
    """
    try:
        client.api.remove_container(container, force=True, v=True)
    except NotFound:
        pass
    except APIError as error:
        if error.status_code not in GONE:
            raise EngineUnavailableError(f"A container could not be removed: {error}") from error
    except ENGINE_ERRORS as error:
        raise EngineUnavailableError(f"A container could not be removed: {error}") from error
