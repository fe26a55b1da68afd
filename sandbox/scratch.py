"""Scratch folders that name their owner: what a killed process could not remove, a later one does.

An agent works in such a folder and may do to it, and to what stands beside it, whatever its user may.
"""

import contextlib
import logging
import os
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from sandbox.instance import Owner

PREFIX = "proving-scratch-"
NEW_SECONDS = 60.0  # a folder that is being made has no owner yet
_OWNER = "owner"
_OWNER_CHARS = 200
_AT_ONCE = 200  # names on one command line

_log = logging.getLogger(__name__)


class Scratch:
    """A folder of this process, gone after `close`. `parent` is the system's folder for such things where None."""

    def __init__(self, parent: Path | None = None) -> None:
        self._place = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
        (self._place / _OWNER).write_text(str(Owner.current()))
        self.folder = self._place / "work"
        self.folder.mkdir()

    def close(self) -> None:
        """Remove the folder. Safe to call twice."""
        remove_trees(self.folder, self._place)  # in this order: the owner is named to the last


def scratch_folders(parent: Path | None = None) -> Iterator[tuple[Path, Owner | None]]:
    """Yield this user's scratch folders, each with its owner, or None where nobody is named."""
    for place in Path(parent or tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with contextlib.suppress(FileNotFoundError):
            facts = place.lstat()
            if stat.S_ISDIR(facts.st_mode) and facts.st_uid == os.geteuid():
                yield place, _owner_of(place)


def remove_abandoned(parent: Path | None = None) -> int:
    """Remove the scratch folders of processes that are dead, and return how many there were.

    Another user's folders are not touched, and neither are those of processes that can't be seen from here.
    """
    places = [place for place, owner in scratch_folders(parent) if _is_abandoned(place, owner)]
    remove_trees(*places)
    return len(places)


def remove_trees(*paths: Path) -> None:
    """Remove files, links and folders, also those that somebody has taken our own rights to from us.

    By programs of the system: folders may lie in each other too deep for a function that calls itself.
    """
    for at in range(0, len(paths), _AT_ONCE):
        _remove(paths[at : at + _AT_ONCE])


def _remove(paths: tuple[Path, ...]) -> None:
    names = [str(path) for path in paths]
    if _run("rm", "-rf", "--", *names):
        return
    _run("chmod", "-R", "u+rwx", "--", *(name for name in names if _is_folder(name)))
    if not _run("rm", "-rf", "--", *names):
        _log.warning("some of %s scratch files could not be removed", len(names))


def _is_folder(name: str) -> bool:
    try:
        return stat.S_ISDIR(os.lstat(name).st_mode)
    except OSError:
        return False


def _run(*command: str) -> bool:
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def _is_abandoned(place: Path, owner: Owner | None) -> bool:
    try:
        changed_at = place.lstat().st_ctime  # an agent can set the other times
    except FileNotFoundError:
        return False
    if owner is None:
        return time.time() - changed_at > NEW_SECONDS
    booted_at = time.time() - time.clock_gettime(time.CLOCK_BOOTTIME)
    return owner.is_dead() or (owner.is_of_another_boot() and changed_at < booted_at)


def _owner_of(place: Path) -> Owner | None:
    """Return who is named as the owner; an agent may have put anything there."""
    try:
        descriptor = os.open(place / _OWNER, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        return Owner.parse(os.read(descriptor, _OWNER_CHARS).decode(errors="replace").strip())
    finally:
        os.close(descriptor)
