"""Unpacks an archive that somebody else has made: whole into a folder of its own, or not at all."""

import lzma
import shutil
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from sandbox.scratch import Scratch
from training.errors import TaskImportError

MOST_FILES = 50_000
MOST_BYTES = 500 * 1024 * 1024
# zipfile and tarfile let through what their decompressors raise; a zip that wants a password is a RuntimeError, and a
# name that is not in the encoding that it claims a ValueError
_UNREADABLE = (
    tarfile.TarError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, RuntimeError, ValueError
)  # fmt: skip


@contextmanager
def unpacked(source: Path) -> Iterator[Path]:
    """Give the folder itself, or what an archive (.zip, .tar, .tar.gz ...) holds, for as long as the block lasts.

    Raises:
        TaskImportError: no archive, or one that is too large, or whose entry (named) lies outside or is a link.
    """
    if source.is_dir():
        yield source
        return
    with closing(Scratch()) as scratch:
        work = scratch.folder
        try:
            _unpack(source, work)
        except _UNREADABLE as error:
            raise TaskImportError(
                f"{source} can't be unpacked: {error}. Name a folder, a .zip or a .tar.gz."
            ) from error
        inside = list(work.iterdir())
        yield inside[0] if len(inside) == 1 and inside[0].is_dir() else work


def _unpack(source: Path, into: Path) -> None:
    if zipfile.is_zipfile(source):
        with zipfile.ZipFile(source) as archive:
            entries = archive.infolist()
            _check(source, [(entry.filename, entry.file_size, _is_link(entry)) for entry in entries])
            for entry in entries:
                if not entry.is_dir():
                    with archive.open(entry) as packed:
                        _write(into / entry.filename, packed)
        return
    with tarfile.open(source) as tar:
        members = tar.getmembers()
        _check(source, [(member.name, member.size, not (member.isfile() or member.isdir())) for member in members])
        for member in members:
            content = tar.extractfile(member) if member.isfile() else None
            if content is not None:
                _write(into / member.name, content)


def _check(source: Path, entries: list[tuple[str, int, bool]]) -> None:
    """Look at every entry before the first is written."""
    for name, _, special in entries:
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name:
            raise TaskImportError(f"{source}: its entry {name!r} lies outside of it. Nothing was imported.")
        if special:
            raise TaskImportError(f"{source}: its entry {name!r} is a link or no plain file. Nothing was imported.")
    if len(entries) > MOST_FILES or sum(size for _, size, _ in entries) > MOST_BYTES:
        raise TaskImportError(
            f"{source} holds more than {MOST_FILES} files or {MOST_BYTES // 2**20} MiB. Import a part."
        )


def _is_link(entry: zipfile.ZipInfo) -> bool:
    mode = entry.external_attr >> 16
    return mode != 0 and not (stat.S_ISREG(mode) or stat.S_ISDIR(mode) or stat.S_IFMT(mode) == 0)


def _write(path: Path, content: IO[bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        shutil.copyfileobj(content, file)
