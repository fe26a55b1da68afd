"""Archives that somebody else has made."""

import hashlib
import io
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from training.errors import TaskImportError
from training.tasks.importing.unpacking import unpacked


def a_zip(path: Path, *names: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "content")
    return path


def a_tar(path: Path, *names: str, link: bool = False) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for name in names:
            entry = tarfile.TarInfo(name)
            entry.size = 7
            archive.addfile(entry, io.BytesIO(b"content"))
        if link:
            entry = tarfile.TarInfo("link")
            entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/passwd"
            archive.addfile(entry)
    return path


@pytest.mark.parametrize("make", [a_zip, a_tar])
def test_an_archive_is_there_for_as_long_as_the_block_lasts(tmp_path: Path, make: type) -> None:
    with unpacked(make(tmp_path / "all", "top/a.js", "top/in/b.js")) as folder:
        assert folder.name == "top"
        assert (folder / "in/b.js").read_text() == "content"
    assert not folder.exists()


def test_a_folder_is_itself(tmp_path: Path) -> None:
    with unpacked(tmp_path) as folder:
        assert folder == tmp_path


@pytest.mark.parametrize("make", [a_zip, a_tar])
@pytest.mark.parametrize("name", ["../evil.js", "a/../../evil.js", "/evil.js", "a\\..\\evil.js"])
def test_an_entry_outside_is_named_and_nothing_is_written(tmp_path: Path, make: type, name: str) -> None:
    archive = make(tmp_path / "all", "good.js", name)
    with pytest.raises(TaskImportError, match="lies outside of it"), unpacked(archive):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["all"]


def test_a_link_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TaskImportError, match="is a link"), unpacked(a_tar(tmp_path / "all", "a.js", link=True)):
        pass


def an_encrypted_zip(path: Path) -> Path:
    content = bytearray(a_zip(path, "a.js").read_bytes())
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(header) + flags] |= 1
    path.write_bytes(content)
    return path


def a_spoilt_zip(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.js", "content " * 100)
    return spoilt(path, at=34)  # where the packed content begins, after its header and its name


def a_spoilt_tar_xz(path: Path) -> Path:
    with tarfile.open(path, "w:xz") as archive:
        entry = tarfile.TarInfo("a.js")
        entry.size = 400_000
        digests = (hashlib.sha256(b"%d" % number).hexdigest() for number in range(6_250))
        archive.addfile(entry, io.BytesIO("".join(digests).encode()))
    return spoilt(path, at=100_000)


def spoilt(path: Path, *, at: int) -> Path:
    content = bytearray(path.read_bytes())
    content[at : at + 8] = b"\xff" * 8
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("make", [an_encrypted_zip, a_spoilt_zip, a_spoilt_tar_xz])
def test_an_archive_that_can_not_be_read_is_told(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    with pytest.raises(TaskImportError, match="can't be unpacked"), unpacked(make(tmp_path / "all")):
        pass


@pytest.mark.parametrize("content", [b"no archive", b"", b"PK\x03\x04 cut off"])
def test_what_is_no_archive_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "all.zip"
    path.write_bytes(content)
    with pytest.raises(TaskImportError, match="can't be unpacked"), unpacked(path):
        pass
