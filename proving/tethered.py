"""`python -m proving.tethered PARENT COMMAND...`: becomes a command that is told to end when its parent has died.

A parent that is killed can't end its children; the kernel can.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1  # prctl(2); it outlives the exec below


def main(parent: int, command: list[str]) -> None:
    """Tie this process to its parent, and become the command."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if os.getppid() != parent:  # it died before we were tied to it
        return
    os.execvp(command[0], command)  # noqa: S606 - argv is our own list, no shell


def tether(command: list[str]) -> list[str]:
    """Return the command line that runs a command tied to this process."""
    return [sys.executable, "-m", "proving.tethered", str(os.getpid()), *command]


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
