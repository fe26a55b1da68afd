"""Scratch folders that name their owner: what a killed process could not remove, a later one does."""

import contextlib
import os
import shutil
import stat
import tempfile
import time
from pathlib import Path

from sandbox.instance import Owner

PREFIX = "proving-scratch-"
NEW_SECONDS = 60.0  # a folder that is being made has no owner yet
_OWNER = "owner"
_OWNER_CHARS = 200


class Scratch:
    """A folder of this process, gone after `close`. `parent` is the system's folder for such things where None."""

    def __init__(self, parent: Path | None = None) -> None:
        self._place = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
        (self._place / _OWNER).write_text(str(Owner.current()))
        self.folder = self._place / "work"
        self.folder.mkdir()

    def close(self) -> None:
        """Remove the folder. Safe to call twice."""
        remove_tree(self._place)


def remove_abandoned(parent: Path | None = None) -> int:
    """Remove the scratch folders of processes that are dead, and return how many there were.

    Another user's folders are not touched, and neither are those of processes that can't be seen from here.
    """
    places = [place for place in Path(parent or tempfile.gettempdir()).glob(f"{PREFIX}*") if _is_abandoned(place)]
    for place in places:
        remove_tree(place)
    return len(places)


def remove_tree(path: Path) -> None:
    """Remove a file, a link or a folder, also one that somebody has taken our own rights to from us."""
    if path.is_symlink() or not path.is_dir():
        path.unlink(missing_ok=True)
        return
    _open_up(path)
    for folder, folders, _ in os.walk(path):
        for name in folders:
            _open_up(Path(folder) / name)
    shutil.rmtree(path, ignore_errors=True)


def _open_up(folder: Path) -> None:
    if not folder.is_symlink():
        with contextlib.suppress(OSError):
            folder.chmod(stat.S_IRWXU)


def _is_abandoned(place: Path) -> bool:
    try:
        facts = place.lstat()
        if not stat.S_ISDIR(facts.st_mode) or facts.st_uid != os.geteuid():
            return False
        owner = Owner.parse(_named_in(place))
    except OSError:
        return False  # gone in this moment
    if owner is None:
        return time.time() - facts.st_mtime > NEW_SECONDS
    return owner.is_dead()


def _named_in(place: Path) -> str:
    """Return what stands in the file that names the owner; an agent may have put anything in its place."""
    try:
        descriptor = os.open(place / _OWNER, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return ""
    with os.fdopen(descriptor, "rb") as file:
        return file.read(_OWNER_CHARS).decode(errors="replace").strip()
