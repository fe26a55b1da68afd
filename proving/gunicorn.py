"""What gunicorn does beside serving the site; it reads this as its configuration."""

import os
from pathlib import Path

from sandbox.scratch import PREFIX, Scratch, remove_abandoned, remove_trees

COUNTERS = "PROMETHEUS_MULTIPROC_DIR"
_SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own in it


def on_starting(_: object) -> None:
    """Make an empty folder, off the disk, where the site's processes keep their counts for each other."""
    parent = _SHARED_MEMORY if _SHARED_MEMORY.is_dir() else None
    remove_abandoned(parent)
    os.environ[COUNTERS] = str(Scratch(parent).folder)  # the processes that read it are forked from this one


def on_exit(_: object) -> None:
    """Remove that folder."""
    place = Path(os.environ.get(COUNTERS, "")).parent
    if place.name.startswith(PREFIX):
        remove_trees(place)
