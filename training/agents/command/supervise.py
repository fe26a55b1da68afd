"""Runs one command and sees to it that nothing it started stays. Started as a program of its own, never imported.

    python supervise.py LEASH STATUS GRACE_SECONDS COMMAND...

LEASH is a descriptor that we read: when its other end closes (the deadline came, or our parent died) the command ends.
STATUS is one that we write: one line of JSON in the end. As a child subreaper this process inherits whatever the
command leaves behind, also what detached itself into a session of its own.
"""

import ctypes
import json
import os
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

PR_SET_CHILD_SUBREAPER = 36
TICK_SECONDS = 0.02
ROUNDS = 200  # of freezing and killing, before we give up on processes that can't be killed


def main(argv: list[str]) -> int:
    """Run the command, clean up behind it, and say how it ended."""
    leash, status, grace_seconds = int(argv[1]), int(argv[2]), float(argv[3])
    become_subreaper()
    try:
        child = subprocess.Popen(argv[4:], start_new_session=True)
    except OSError as error:
        report(status, start_errno=error.errno)
        return 1
    pulled = wait(child, leash)
    if pulled:
        end_politely(child, grace_seconds)
    leftovers = kill_descendants()
    report(status, exit_code=child.poll(), pulled=pulled, leftovers=leftovers)
    return 0


def become_subreaper() -> None:
    """Adopt orphaned descendants. Without it (not Linux) only the command's own group is ended."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def wait(child: "subprocess.Popen[bytes]", leash: int) -> bool:
    """Wait until the command ends by itself, or the leash is pulled; return whether it was."""
    while child.poll() is None:
        if select.select([leash], [], [], TICK_SECONDS)[0]:
            return True
    return False


def end_politely(child: "subprocess.Popen[bytes]", grace_seconds: float) -> None:
    """Ask the command's group to end, and wait a little."""
    signal_group(child.pid, signal.SIGTERM)
    deadline = time.monotonic() + grace_seconds
    while child.poll() is None and time.monotonic() < deadline:
        time.sleep(TICK_SECONDS)
    signal_group(child.pid, signal.SIGKILL)
    child.wait()


def kill_descendants() -> int:
    """End every process below us and reap it; return how many there were.

    All are stopped before any is killed: one that still runs could start another meanwhile.
    """
    seen: set[int] = set()
    for _ in range(ROUNDS):
        found = freeze_descendants()
        if not found:
            break
        seen |= found
        for pid in found:
            signal_process(pid, signal.SIGKILL)
        reap()
    return len(seen)


def freeze_descendants() -> set[int]:
    """Stop every descendant until no new one appears; return them."""
    frozen: set[int] = set()
    for _ in range(ROUNDS):
        fresh = descendants(os.getpid()) - frozen
        if not fresh:
            break
        for pid in fresh:
            signal_process(pid, signal.SIGSTOP)
        frozen |= fresh
    return frozen


def descendants(root: int) -> set[int]:
    """Return the living processes below one, from /proc."""
    parents = {pid: parent for pid in numbers("/proc") if (parent := living_parent(pid)) is not None}
    found = {root}
    grown = True
    while grown:
        below = {pid for pid, parent in parents.items() if parent in found} - found
        found |= below
        grown = bool(below)
    return found - {root}


def living_parent(pid: int) -> int | None:
    """Return a process's parent, or None when it is gone or a zombie."""
    try:
        state, parent = Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(") ")[2].split()[:2]
    except (OSError, ValueError):
        return None
    return None if state in "ZX" else int(parent)


def numbers(folder: str) -> list[int]:
    """Return the process ids in /proc; none where there is no such folder."""
    try:
        return [int(entry.name) for entry in Path(folder).iterdir() if entry.name.isdigit()]
    except OSError:
        return []


def reap() -> None:
    """Collect zombies, waiting a moment for those that were just killed."""
    time.sleep(TICK_SECONDS / 4)
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


def signal_group(pid: int, number: int) -> None:
    """Signal a process group; one that is gone is no matter."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, number)


def signal_process(pid: int, number: int) -> None:
    """Signal a process; one that is gone is no matter."""
    with suppress(ProcessLookupError, PermissionError):
        os.kill(pid, number)


def report(status: int, **values: Any) -> None:
    """Write the line that our parent reads."""
    os.write(status, json.dumps(values).encode() + b"\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv))
