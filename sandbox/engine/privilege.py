"""Runs a command as root: at once where we are root, else through sudo where that asks for no password."""

import os
import shutil
import subprocess
from collections.abc import Sequence

# a user's PATH may lack the folders where administration's programs are
SYSTEM_FOLDERS = ("/usr/local/sbin", "/usr/sbin", "/sbin")


def which(tool: str) -> str | None:
    """Return the path of a program, looked for where root would look too; None where it is not installed."""
    return shutil.which(tool, path=os.pathsep.join([os.environ.get("PATH", os.defpath), *SYSTEM_FOLDERS]))


def can_be_root() -> bool:
    """Return whether commands can be run as root without asking anybody."""
    if os.geteuid() == 0:
        return True
    return which("sudo") is not None and _works(["sudo", "-n", "true"])


def as_root(command: Sequence[str]) -> list[str]:
    """Return the command line that runs a command as root."""
    return [*command] if os.geteuid() == 0 else ["sudo", "-n", *command]


def run_as_root(command: Sequence[str]) -> bool:
    """Run a command as root, quietly, and return whether it worked."""
    return _works(as_root(command))


def _works(command: Sequence[str]) -> bool:
    done = subprocess.run(command, check=False, stdin=subprocess.DEVNULL, capture_output=True)
    return done.returncode == 0
