"""A linter in a container of its own, which lives as long as its owner and runs no program."""

import contextlib
import json
import logging
import secrets
import select
import socket
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from typing import Any, Self

import docker

from sandbox.container import ENGINE_ERRORS, READ_BYTES, remove
from sandbox.errors import SandboxError
from sandbox.hardening import linter_arguments, seccomp_profile
from sandbox.instance import LABEL, OWNER_LABEL, Owner
from sandbox.linting import Finding, LintReport
from sandbox.model import SourceFile
from sandbox.output import plain
from sandbox.protocol import FRAME_HEADER, Frame, FrameDecoder, FrameType, ProtocolError

ENTRY = ["/usr/local/bin/node", "/opt/proving/lint/main.js"]
START_SECONDS = 30.0
LINT_SECONDS = 5.0  # a source that takes longer is not linted
MOST_BYTES = 512 * 1024
REMEMBERED = 512
SCRIPTS = (".js", ".cjs", ".mjs")

_log = logging.getLogger(__name__)


class DockerLinter:
    """Lints sources, one at a time; what it has seen lately it knows by heart. Safe to use from several threads.

    The container is started at the first source and again after a failure. Close it, or use `with`.
    """

    def __init__(self, connect: Callable[[], docker.DockerClient], *, image: str, runtime: str | None = None) -> None:
        self._connect = connect
        self._image = image
        self._runtime = runtime
        self._lock = threading.Lock()
        self._line: _Line | None = None
        self._known: OrderedDict[tuple[SourceFile, ...], LintReport] = OrderedDict()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def lint(self, files: tuple[SourceFile, ...]) -> LintReport | None:
        """Return what ESLint finds; None where there is no JavaScript, too much of it, or our side failed."""
        sources = tuple(file for file in files if file.path.endswith(SCRIPTS))
        if not sources or sum(len(file.content) for file in sources) > MOST_BYTES:
            return None
        with self._lock:
            if sources in self._known:
                self._known.move_to_end(sources)
                return self._known[sources]
            report = self._ask(sources)
            if report is not None:
                self._known[sources] = report
                if len(self._known) > REMEMBERED:
                    self._known.popitem(last=False)
            return report

    @property
    def container_name(self) -> str | None:
        """The name of the container that lints now, or None while there is none."""
        return self._line.name if self._line else None

    def close(self) -> None:
        """Remove the container."""
        with self._lock:
            self._hang_up()

    def _ask(self, sources: tuple[SourceFile, ...]) -> LintReport | None:
        try:
            if self._line is None:
                self._line = _Line.open(self._connect(), self._image, runtime=self._runtime)
            return self._line.ask(sources)
        except (SandboxError, ProtocolError, ValueError, KeyError, *ENGINE_ERRORS) as error:
            _log.warning("a program was not linted: %s", error)
            self._hang_up()
            return None

    def _hang_up(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            line.close()


class _Line:
    """One container, attached to."""

    def __init__(self, client: docker.DockerClient, name: str) -> None:
        self._client = client
        self.name = name
        self._owner: Any = None
        self._decoder = FrameDecoder()
        self._linter = ""

    @classmethod
    def open(cls, client: docker.DockerClient, image: str, *, runtime: str | None) -> "_Line":
        line = cls(client, f"proving-lint-{secrets.token_hex(8)}")
        try:
            line._start(image, runtime)
        except BaseException:
            line.close()
            raise
        return line

    def ask(self, sources: tuple[SourceFile, ...]) -> LintReport | None:
        payload = json.dumps(
            [{"path": file.path, "text": file.content.decode(errors="replace")} for file in sources]
        ).encode()
        self._socket().settimeout(LINT_SECONDS)
        self._socket().sendall(FRAME_HEADER.pack(b"L", len(payload)) + payload)
        return _report(json.loads(self._next(FrameType.REPORT, LINT_SECONDS).payload), self._linter)

    def close(self) -> None:
        with contextlib.suppress(*ENGINE_ERRORS):
            if self._owner is not None:
                self._socket().close()
                self._owner.close()
        with contextlib.suppress(SandboxError):
            remove(self._client, self.name)
        self._client.close()

    def _start(self, image: str, runtime: str | None) -> None:
        api = self._client.api
        api.create_container(
            image,
            name=self.name,
            entrypoint=ENTRY,
            user="1001:1001",
            stdin_open=True,
            labels={LABEL: "1", OWNER_LABEL: str(Owner.current())},
            hostname="linter",
            network_disabled=True,
            host_config=api.create_host_config(**linter_arguments(runtime=runtime, seccomp=seccomp_profile())),
        )
        self._owner = api.attach_socket(self.name, {"stdin": 1, "stdout": 1, "stream": 1})
        api.start(self.name)
        self._linter = str(json.loads(self._next(FrameType.READY, START_SECONDS).payload)["linter"])

    def _next(self, wanted: FrameType, seconds: float) -> Frame:
        for frame in self._frames(time.monotonic() + seconds):
            if frame.type is not wanted:
                raise ProtocolError(f"the linter sent {frame.type} where {wanted} was due")
            return frame
        raise ProtocolError("the linter ended")

    def _frames(self, deadline: float) -> Iterator[Frame]:
        while True:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self._socket()], [], [], left)[0]:
                raise ProtocolError("the linter gave no answer in time")
            data = self._socket().recv(READ_BYTES)
            if not data:
                return
            yield from self._decoder.feed(data)

    def _socket(self) -> socket.socket:
        connection: socket.socket = getattr(self._owner, "_sock", self._owner)
        return connection


def _report(answer: dict[str, Any], linter: str) -> LintReport | None:
    if "error" in answer:
        raise ProtocolError(str(answer["error"]))
    findings = tuple(_finding(finding) for finding in answer.pop("findings"))
    return LintReport(linter=linter, findings=findings, **answer) if answer["files"] else None


def _finding(told: dict[str, Any]) -> Finding:
    message = plain(str(told["message"]))  # it quotes the program
    return Finding(**{**told, "message": message})
