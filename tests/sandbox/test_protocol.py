"""Frames in and out, however the engine splits them."""

import struct

import pytest

from sandbox.model import ExecutionSpec, Limits, SourceFile
from sandbox.protocol import FrameDecoder, FrameType, ProtocolError, encode_job, parse_end


def stream(payload: bytes, *, number: int = 1) -> bytes:
    """Wrap bytes as Docker does when a container has no terminal."""
    return struct.pack(">BxxxI", number, len(payload)) + payload


def frame(kind: bytes, payload: bytes) -> bytes:
    return struct.pack(">cI", kind, len(payload)) + payload


def test_frames_are_found_however_the_bytes_are_split() -> None:
    data = stream(frame(b"O", b"hello")[:3]) + stream(frame(b"O", b"hello")[3:] + frame(b"X", b"cause=reported\n"))

    for size in (1, 2, 7, len(data)):
        decoder = FrameDecoder()
        pieces = [data[at : at + size] for at in range(0, len(data), size)]
        frames = [found for piece in pieces for found in decoder.feed(piece)]
        assert [(found.type, found.payload) for found in frames] == [
            (FrameType.STDOUT, b"hello"),
            (FrameType.END, b"cause=reported\n"),
        ]


def test_an_unknown_frame_breaks_the_contract() -> None:
    with pytest.raises(ProtocolError):
        list(FrameDecoder().feed(stream(frame(b"?", b""))))


def test_a_frame_over_the_limit_breaks_the_contract_before_it_is_read() -> None:
    with pytest.raises(ProtocolError):
        list(FrameDecoder().feed(stream(struct.pack(">cI", b"O", 2**31))))


def test_a_job_ends_with_the_order_to_go() -> None:
    spec = ExecutionSpec(
        execution_id="one",
        candidate=(SourceFile("solution.js", b"1"),),
        tests=(SourceFile("a.spec.js", b"22"),),
        limits=Limits(wall_seconds=1.5, cpu_seconds=2, output_kib=3),
    )

    job = encode_job(spec, watchword="secret")

    assert job.endswith(frame(b"G", b""))
    assert frame(b"S", b"wall_us=1500000\ncpu_us=2000000\noutput_bytes=3072\n") in job
    assert frame(b"C", b"\x00\x0bsolution.js1") in job
    assert frame(b"T", b"\x00\x0fsuite/a.spec.js22") in job


def test_the_end_is_read_as_pairs_and_noise_is_passed_over() -> None:
    assert parse_end(b"cause=wall\nnonsense\nwall_us=3\n") == {"cause": "wall", "wall_us": "3"}
