"""A scratch folder that an agent works in, and the careful way back out of it."""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from sandbox.model import SourceFile
from sandbox.scratch import Scratch, remove_trees
from training.agents.errors import WorkspaceError

PROMPT_NAME = "TASK.md"
_FILE_BYTES_LIMIT = 256 * 1024
_TOTAL_BYTES_LIMIT = 1024 * 1024
_FILES_LIMIT = 50
_ENTRIES_LIMIT = 20_000
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}")
_SCRIPT = re.compile(r".*\.[cm]?js")
_TEST = re.compile(r".*\.(?:test|spec)\.[cm]?js")
_SKIPPED_FOLDERS = ("node_modules", "__tests__", "__mocks__")


class Workspace:
    """A folder of its own for one assignment, gone after `close`."""

    def __init__(self) -> None:
        self._scratch = Scratch()
        self.folder = self._scratch.folder
        self._tests: frozenset[str] = frozenset()

    def fill(self, files: tuple[SourceFile, ...], *, tests: tuple[SourceFile, ...] = ()) -> None:
        """Empty the folder and write these files into it, and beside them the tests with their helpers."""
        self.folder.chmod(stat.S_IRWXU)  # an agent may have taken our rights from us
        remove_trees(*self.folder.iterdir())
        self._tests = frozenset(file.path for file in tests)
        for file in (*tests, *files):
            path = self.folder / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.content)

    def collect(self, starter: tuple[SourceFile, ...]) -> tuple[SourceFile, ...]:
        """Return the starter's files as they stand now, and the other scripts beside them.

        Tests are left out, and so is all that was filled in with them, whatever became of it.

        Raises:
            WorkspaceError: one of them is no plain file, or too large, or there are too many, or none is left.
        """
        wanted = {file.path for file in starter}
        found = tuple(sorted(_found(self.folder, wanted, left_out=self._tests), key=lambda file: file.path))
        if len(found) > _FILES_LIMIT:
            raise WorkspaceError(f"The agent left {len(found)} scripts. At most {_FILES_LIMIT} are taken.")
        if sum(len(file.content) for file in found) > _TOTAL_BYTES_LIMIT:
            raise WorkspaceError(f"The agent left more than {_TOTAL_BYTES_LIMIT // 1024} KiB of scripts.")
        if not found:
            raise WorkspaceError("The agent left no script at all. Its workspace is empty.")
        return found

    def close(self) -> None:
        """Remove the folder. Safe to call twice."""
        self._scratch.close()


def _found(root: Path, wanted: set[str], *, left_out: frozenset[str]) -> Iterator[SourceFile]:
    entries = 0
    for folder, folders, names, descriptor in os.fwalk(root, follow_symlinks=False):
        entries += len(names) + len(folders)
        if entries > _ENTRIES_LIMIT:
            raise WorkspaceError(f"The agent made more than {_ENTRIES_LIMIT:,} files. Its workspace is not read.")
        folders[:] = [name for name in folders if _NAME.fullmatch(name) and name not in _SKIPPED_FOLDERS]
        for name in names:
            path = (Path(folder).relative_to(root) / name).as_posix()
            if path not in left_out and (path in wanted or _is_own_script(name)):
                yield SourceFile(path, _read(name, path=path, folder=descriptor))


def _is_own_script(name: str) -> bool:
    return bool(_NAME.fullmatch(name) and _SCRIPT.fullmatch(name) and not _TEST.fullmatch(name))


def _read(name: str, *, path: str, folder: int) -> bytes:
    """Read a plain file relative to an open folder, never through a link, never waiting for a pipe."""
    try:
        descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=folder)
    except OSError as error:
        raise WorkspaceError(f"{path} can't be taken from the workspace: {error.strerror}.") from error
    with os.fdopen(descriptor, "rb") as file:
        kind = os.fstat(file.fileno())
        if not stat.S_ISREG(kind.st_mode) or kind.st_nlink > 1:
            raise WorkspaceError(f"{path} in the workspace is no plain file of its own. It is not taken.")
        content = file.read(_FILE_BYTES_LIMIT + 1)
    if len(content) > _FILE_BYTES_LIMIT:
        raise WorkspaceError(f"{path} has more than {_FILE_BYTES_LIMIT // 1024} KiB. It is not taken.")
    return content
