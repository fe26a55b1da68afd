"""Where an engine of our own keeps its things."""

import hashlib
import os
from pathlib import Path

from platformdirs import user_data_path

NAME = "proving-ground"
LONGEST_SOCKET_PATH = 100  # sockaddr_un holds 108 bytes


def state_folder() -> Path:
    """Return the folder for what can be made again.

    PROVING_STATE where it is set, else .proving in a checkout, else the user's data folder.
    """
    given = os.environ.get("PROVING_STATE")
    if given:
        return Path(given).resolve()
    checkout = Path(__file__).resolve().parents[2]
    if (checkout / "pyproject.toml").is_file() and (checkout / "Makefile").is_file():
        return checkout / ".proving"
    return user_data_path(NAME)


def engine_folder() -> Path:
    """Return the folder of our own engine's data."""
    return state_folder() / "engine"


def socket_path() -> Path:
    """Return the socket of our own engine; a short one where the state folder's path would be too long for a socket."""
    path = engine_folder() / "docker.sock"
    if len(str(path)) <= LONGEST_SOCKET_PATH:
        return path
    short = hashlib.sha256(str(path).encode()).hexdigest()[:12]
    return Path("/run") / f"{NAME}-{short}.sock"
