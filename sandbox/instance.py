"""Who owns a container: this process, among those it can see. Only what a dead owner left is reaped."""

import os
import uuid
from dataclasses import dataclass
from pathlib import Path

LABEL = "proving.sandbox"
OWNER_LABEL = "proving.owner"
RUNNER_LABEL = "proving.runner"
STAT_START_TIME = 19  # fields after the command's closing parenthesis; proc(5), starttime


@dataclass(frozen=True)
class Owner:
    """A process, told apart from a later one with the same number by its start time, the boot and its namespace.

    A worker in a container has numbers of its own: what another namespace's process does can't be seen from here.
    """

    boot: str
    pids: str
    pid: int
    started: str

    @classmethod
    def current(cls) -> "Owner":
        """Return this process."""
        pid = os.getpid()
        return cls(_boot(), _namespace(), pid, _start_time(pid) or uuid.uuid4().hex)

    @classmethod
    def parse(cls, text: str) -> "Owner | None":
        """Return the owner that a label names, or None for a label that is none of ours."""
        parts = text.split(":")
        if len(parts) == 3:  # noqa: PLR2004 - as versions wrote it that knew nothing of namespaces: boot, pid, start time
            parts.insert(1, _namespace())
        if len(parts) != 4 or not (parts[2].isascii() and parts[2].isdigit()):  # noqa: PLR2004 - boot, namespace, pid, start time
            return None
        return cls(parts[0], parts[1], int(parts[2]), parts[3])

    def __str__(self) -> str:
        return f"{self.boot}:{self.pids}:{self.pid}:{self.started}"

    def is_alive(self) -> bool:
        """Whether that process is seen to run here."""
        return self.boot == _boot() and self.pids == _namespace() and _start_time(self.pid) == self.started

    def is_of_another_boot(self) -> bool:
        """Whether that process ran before this machine was started, or on another machine."""
        return self.boot != _boot()

    def is_dead(self) -> bool:
        """Whether that process was seen from here and is no more; of one on another machine nothing is known."""
        return self.boot == _boot() and self.pids == _namespace() and _start_time(self.pid) != self.started


def _boot() -> str:
    return Path("/proc/sys/kernel/random/boot_id").read_text().strip()


def _namespace() -> str:
    return Path("/proc/self/ns/pid").readlink().name.strip("pid:[]")


def _start_time(pid: int) -> str | None:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(errors="replace")  # its name is its own choice
    except OSError:
        return None
    return stat.rpartition(")")[2].split()[STAT_START_TIME]
