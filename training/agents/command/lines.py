"""A stream of bytes as lines of bounded length."""

from collections.abc import Iterator


class LineReader:
    """Cuts chunks into lines. A line beyond the limit is skipped whole and counted, so memory stays bounded."""

    def __init__(self, *, limit_bytes: int) -> None:
        self._limit = limit_bytes
        self._parts: list[bytes] = []
        self._size = 0
        self.oversized = 0

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """Give the lines that this chunk completes, without their ends."""
        *complete, rest = chunk.split(b"\n")
        for piece in complete:
            self._keep(piece)
            yield from self._end()
        self._keep(rest)

    def finish(self) -> Iterator[bytes]:
        """Give what stands after the last line end, if anything does."""
        if self._size:
            yield from self._end()

    def _keep(self, piece: bytes) -> None:
        self._size += len(piece)
        if self._size <= self._limit:
            self._parts.append(piece)
        else:
            self._parts.clear()

    def _end(self) -> Iterator[bytes]:
        whole, size = b"".join(self._parts), self._size
        self._parts, self._size = [], 0
        if size > self._limit:
            self.oversized += 1
        elif whole.strip():
            yield whole
