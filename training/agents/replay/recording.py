"""Where recorded candidates come from."""

from pathlib import Path
from typing import Protocol

from sandbox.model import SourceFile
from training.agents.errors import RecordingError
from training.model.agents import Assignment, Candidate

_FILE_BYTES_LIMIT = 1024 * 1024
_FILES_LIMIT = 200


class Recording(Protocol):
    """Candidates by assignment."""

    def candidates(self, assignment: Assignment) -> tuple[Candidate, ...]:
        """Return what was proposed for an assignment, oldest first; empty when nothing was recorded."""
        ...


class FolderRecording:
    """A folder per task, and in it either the files of one candidate or a folder per attempt, in order of name.

    `TASK/STRATEGY` is looked at before `TASK`, so that candidates may differ by strategy.
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    def candidates(self, assignment: Assignment) -> tuple[Candidate, ...]:
        """Return what the folder holds for an assignment's task and strategy.

        Raises:
            RecordingError: a file can't be read or is too large, or there are too many.
        """
        for folder in (self._root / assignment.brief.id / assignment.strategy.name, self._root / assignment.brief.id):
            found = _candidates(folder) if folder.is_dir() else ()
            if found:
                return found
        return ()


def _candidates(folder: Path) -> tuple[Candidate, ...]:
    inside = sorted(folder.iterdir())
    if any(path.is_file() for path in inside):
        return (_candidate(folder),)
    return tuple(_candidate(path) for path in inside if path.is_dir() and any(p.is_file() for p in path.rglob("*")))


def _candidate(folder: Path) -> Candidate:
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    if len(paths) > _FILES_LIMIT:
        raise RecordingError(f"{folder} holds {len(paths)} files. A candidate has at most {_FILES_LIMIT}.")
    return Candidate(files=tuple(_file(path, folder) for path in paths), note=f"Recorded in {folder.name}")


def _file(path: Path, folder: Path) -> SourceFile:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise RecordingError(f"{path} can't be read: {error.strerror}. Check that you may read it.") from error
    if len(content) > _FILE_BYTES_LIMIT:
        raise RecordingError(f"{path} has more than {_FILE_BYTES_LIMIT // 1024} KiB. It can't be a candidate's file.")
    return SourceFile(path.relative_to(folder).as_posix(), content)
