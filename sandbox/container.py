"""One container: created warm, given one job, listened to until its end, and removed. It is never used twice."""

import contextlib
import secrets
import select
import socket
import time
from collections.abc import Callable, Iterator
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
TURN_SECONDS = 0.3  # most executions are over by then
LATE_SHARES = 256  # of the processor, where others have Docker's 1024
ENGINE_ERRORS = (DockerException, RequestException, OSError)
GONE = (404, 409)  # removed already, or being removed


@dataclass(frozen=True, kw_only=True)
class ContainerSettings:
    """What is the same for every container of one runner."""

    image: str
    labels: dict[str, str]
    seccomp: str
    processors: float
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


@dataclass(frozen=True)
class _Turn:
    ends: float
    step_back: Callable[[], None]


class Container:
    """A started container, attached to. For one thread at a time."""

    def __init__(self, name: str, connection: socket.socket, owner: Any) -> None:
        self.name = name
        self._connection = connection
        self._owner = owner  # keeps the HTTP response alive, and with it the connection
        self._decoder = FrameDecoder()
        self._turn: _Turn | None = None

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
        arguments = host_config_arguments(
            shape, runtime=settings.runtime, seccomp=settings.seccomp, processors=settings.processors
        )
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

    def run(
        self, spec: ExecutionSpec, *, deadline_seconds: float, step_back: Callable[[], None] = lambda: None
    ) -> Transcript:
        """Send the job and listen to its end, at most `deadline_seconds`, the host's own limit.

        `step_back` is called once where the job takes longer than most.
        """
        transcript = Transcript()
        begun = time.monotonic()
        deadline = begun + deadline_seconds
        self._turn = _Turn(ends=begun + TURN_SECONDS, step_back=step_back)
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
        if not self._has_more(deadline):
            raise TimeoutError("the container gave no answer in time")
        return self._connection.recv(READ_BYTES) or None

    def _has_more(self, deadline: float) -> bool:
        if self._turn is not None:
            if self._is_readable(min(deadline, self._turn.ends)):
                return True
            turn, self._turn = self._turn, None
            turn.step_back()
        return self._is_readable(deadline)

    def _is_readable(self, until: float) -> bool:
        left = until - time.monotonic()
        return left > 0 and bool(select.select([self._connection], [], [], left)[0])

    def is_alive(self) -> bool:
        """Whether a container that has nothing to say yet still holds the line."""
        return not select.select([self._connection], [], [], 0)[0]

    def disconnect(self) -> None:
        """Close the connection. PID 1 ends when its line goes dead."""
        with contextlib.suppress(OSError):
            self._connection.close()
            self._owner.close()


def step_back(client: docker.DockerClient, container: str) -> None:
    """Let others go first from now on, where there are not processors enough for all."""
    with contextlib.suppress(*ENGINE_ERRORS):  # a runtime that can't, or a container that is over by now
        client.api.update_container(container, cpu_shares=LATE_SHARES)


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
