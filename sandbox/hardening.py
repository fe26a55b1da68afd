"""What a sandbox container may and may not do, as Docker's arguments: a pure function from limits to a dictionary.

Each setting takes something away from the program under test; the comment beside it says what.
"""

from dataclasses import dataclass
from importlib import resources
from typing import Any

from sandbox.model import Limits

# Measured: both processes, Jest loaded and one small suite run, with no program to speak of, peak at 54 MiB.
JUDGE_MEMORY_MIB = 64
LINTER_MEMORY_MIB = 256
JUDGE_ID = 1001
CANDIDATE_ID = 1002
NOFILE = 1024
MIB = 1024 * 1024
MOST_PROCESSORS = 2.0
CPU_PERIOD_US = 10_000  # short, so that a burst takes the processors from others for some milliseconds only


@dataclass(frozen=True, kw_only=True)
class Shape:
    """The part of the limits that is fixed when a container is created; the rest is told to it with the job."""

    memory_mib: int
    pids: int
    disk_mib: int
    inodes: int

    @classmethod
    def of(cls, limits: Limits) -> "Shape":
        """Return the shape that these limits need."""
        return cls(memory_mib=limits.memory_mib, pids=limits.pids, disk_mib=limits.disk_mib, inodes=limits.inodes)


def seccomp_profile() -> str:
    """Return our list of the system calls that Node needs, as JSON text; every other call is refused."""
    return resources.files("sandbox").joinpath("seccomp.json").read_text()


def processors_for_one(processors: int) -> float:
    """Return how many of a machine's processors one container may use: half of them, at least one, at most two."""
    return min(MOST_PROCESSORS, max(1.0, processors / 2))


def host_config_arguments(
    shape: Shape, *, runtime: str | None, seccomp: str, processors: float = MOST_PROCESSORS
) -> dict[str, Any]:
    """Return the arguments for `APIClient.create_host_config`.

    `seccomp` is a profile's JSON text. `runtime` names an OCI runtime, None the engine's own. `processors` is how many
    processors' time it may use.
    """
    memory = (shape.memory_mib + JUDGE_MEMORY_MIB) * MIB
    return {
        "network_mode": "none",  # loopback only
        "read_only": True,  # nothing in the image can be changed
        "cap_drop": ["ALL"],
        # PID 1 alone: to become the two unprivileged users, and to end them
        "cap_add": ["SETUID", "SETGID", "KILL"],
        "security_opt": [
            "no-new-privileges",  # a set-uid file gives nothing
            f"seccomp={seccomp}",  # no tracing, no namespaces, no mounts, no io_uring, no sockets but plain ones
        ],
        "mem_limit": memory,
        "memswap_limit": memory,  # equal to memory: no swap
        "pids_limit": shape.pids,
        "cpu_period": CPU_PERIOD_US,
        "cpu_quota": int(processors * CPU_PERIOD_US),
        "ipc_mode": "private",
        "shm_size": 1 * MIB,
        "tmpfs": _tmpfs(shape),
        "ulimits": _ulimits(shape),
        "log_config": {"type": "none", "config": {}},  # a flood of output must not fill the host's disk
        "runtime": runtime,
        "init": False,  # our own PID 1 reaps
    }


def linter_arguments(*, runtime: str | None, seccomp: str) -> dict[str, Any]:
    """Return the arguments for the container that lints: it runs no program, and needs next to nothing."""
    memory = LINTER_MEMORY_MIB * MIB
    return {
        "network_mode": "none",
        "read_only": True,
        "cap_drop": ["ALL"],
        "security_opt": ["no-new-privileges", f"seccomp={seccomp}"],
        "mem_limit": memory,
        "memswap_limit": memory,
        "pids_limit": 32,
        "nano_cpus": int(1e9),
        "ipc_mode": "private",
        "shm_size": 1 * MIB,
        "ulimits": [{"Name": "core", "Soft": 0, "Hard": 0}],
        "log_config": {"type": "none", "config": {}},
        "runtime": runtime,
        "init": False,  # it starts no process of its own
    }


def _tmpfs(shape: Shape) -> dict[str, str]:
    # noexec: a program can bring no binary of its own
    common = f"rw,noexec,nosuid,nodev,size={shape.disk_mib}m,nr_inodes={shape.inodes}"
    return {
        "/work": f"{common},uid={CANDIDATE_ID},gid={CANDIDATE_ID},mode=0755",
        "/judge": f"{common},uid={JUDGE_ID},gid={JUDGE_ID},mode=0700",  # the tests: nobody else reads them
        "/tmp": f"{common},uid={CANDIDATE_ID},gid={CANDIDATE_ID},mode=0700",  # noqa: S108 - a mount in the container
    }


def _ulimits(shape: Shape) -> list[dict[str, Any]]:
    return [
        {"Name": "nofile", "Soft": NOFILE, "Hard": NOFILE},
        {"Name": "fsize", "Soft": shape.disk_mib * MIB, "Hard": shape.disk_mib * MIB},
        {"Name": "core", "Soft": 0, "Hard": 0},
    ]
