"""The frames between the host and PID 1 of a sandbox container; images/node-jest/README.md is their contract."""

import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sandbox.model import ExecutionSpec, SourceFile

FRAME_HEADER = struct.Struct(">cI")
PATH_LENGTH = struct.Struct(">H")
# Docker's own envelope around what a container writes: stream number, three zero bytes, length.
STREAM_HEADER = struct.Struct(">BxxxI")
SUITE_FOLDER = "suite"
MAX_FRAME_BYTES = 64 * 1024 * 1024
MICROSECONDS = 1_000_000


class FrameType(StrEnum):
    """What PID 1 sends."""

    READY = "R"
    STDOUT = "O"
    STDERR = "E"
    REPORT = "J"
    END = "X"


@dataclass(frozen=True)
class Frame:
    """One frame from PID 1."""

    type: FrameType
    payload: bytes


class ProtocolError(Exception):
    """The other side sent what the contract does not allow."""


def encode_job(spec: ExecutionSpec, *, watchword: str) -> bytes:
    """Return every frame of one job, the order to go last. The judge writes `watchword` before each line it reports."""
    frames = [_frame(b"S", _settings(spec)), _frame(b"B", _brief(spec, watchword))]
    frames += [_frame(b"C", _file(file)) for file in spec.program]
    frames += [_frame(b"T", _file(file, folder=SUITE_FOLDER)) for file in spec.tests]
    return b"".join([*frames, _frame(b"G", b"")])


def _frame(kind: bytes, payload: bytes) -> bytes:
    return FRAME_HEADER.pack(kind, len(payload)) + payload


def _settings(spec: ExecutionSpec) -> bytes:
    limits = spec.limits
    lines = {
        "wall_us": int(limits.wall_seconds * MICROSECONDS),
        "cpu_us": int(limits.cpu_seconds * MICROSECONDS),
        "output_bytes": limits.output_kib * 1024,
    }
    return "".join(f"{key}={value}\n" for key, value in lines.items()).encode()


def _brief(spec: ExecutionSpec, watchword: str) -> bytes:
    brief = {
        "watchword": watchword,
        "isolation": spec.isolation.value,
        "candidate": [file.path for file in spec.program],
        "tests": [file.path for file in spec.tests],
        "shared": list(spec.shared),
    }
    return json.dumps(brief).encode()


def _file(file: SourceFile, *, folder: str = "") -> bytes:
    path = (f"{folder}/{file.path}" if folder else file.path).encode()
    return PATH_LENGTH.pack(len(path)) + path + file.content


class FrameDecoder:
    """Turns the attached stream's bytes, however they are split, into frames."""

    def __init__(self) -> None:
        self._stream = bytearray()
        self._frames = bytearray()

    def feed(self, data: bytes) -> Iterator[Frame]:
        """Take bytes as they arrive and yield the frames that are now whole.

        Raises:
            ProtocolError: a frame of an unknown type, or one over the limit.
        """
        self._stream += data
        self._unwrap()
        while (frame := self._take()) is not None:
            yield frame

    def _unwrap(self) -> None:
        at = 0
        while len(self._stream) - at >= STREAM_HEADER.size:
            _, length = STREAM_HEADER.unpack_from(self._stream, at)
            if len(self._stream) - at - STREAM_HEADER.size < length:
                break
            at += STREAM_HEADER.size
            self._frames += self._stream[at : at + length]
            at += length
        del self._stream[:at]

    def _take(self) -> Frame | None:
        if len(self._frames) < FRAME_HEADER.size:
            return None
        kind, length = FRAME_HEADER.unpack_from(self._frames)
        if length > MAX_FRAME_BYTES:
            raise ProtocolError(f"a frame of {length} bytes")
        if len(self._frames) < FRAME_HEADER.size + length:
            return None
        payload = bytes(self._frames[FRAME_HEADER.size : FRAME_HEADER.size + length])
        del self._frames[: FRAME_HEADER.size + length]
        return Frame(_frame_type(kind), payload)


def _frame_type(kind: bytes) -> FrameType:
    try:
        return FrameType(kind.decode("latin-1"))
    except ValueError as error:
        raise ProtocolError(f"a frame of the unknown type {kind!r}") from error


def parse_end(payload: bytes) -> dict[str, str]:
    """Return the end frame's key=value lines."""
    pairs = (line.split("=", 1) for line in payload.decode("ascii", "replace").splitlines() if "=" in line)
    return dict(pairs)
