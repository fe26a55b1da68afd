"""Where an engine of our own keeps its things."""

import hashlib
import os
from pathlib import Path

from platformdirs import user_data_path

NAME = "proving-ground"
LONGEST_SOCKET_PATH = 100  # sockaddr_un holds 108 bytes
DEEPEST_SOCKET = "containerd/containerd-debug.sock.ttrpc"  # what the engine's own helper listens on, below its folder


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
    return path if _fits(path) else _short().with_suffix(".sock")


def exec_folder() -> Path:
    """Return the folder of what our own engine keeps while it runs, short enough for the sockets in it."""
    path = engine_folder() / "exec"
    return path if _fits(path / DEEPEST_SOCKET) else _short()


def _fits(socket: Path) -> bool:
    return len(str(socket)) <= LONGEST_SOCKET_PATH


def _short() -> Path:
    mark = hashlib.sha256(str(engine_folder()).encode()).hexdigest()[:12]
    return Path("/run") / f"{NAME}-{mark}"
