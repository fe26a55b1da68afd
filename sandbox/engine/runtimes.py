"""OCI runtimes beside the engine's own that an engine of ours offers, where they are installed."""

import json
from pathlib import Path

from sandbox.engine.privilege import which

# gVisor's: no network is wanted anyway, and it must not need control groups of its own
RUNSC_ARGUMENTS = ("--network=none", "--ignore-cgroups")


def runtimes() -> dict[str, dict[str, object]]:
    """Return the engine's setting `runtimes`: gVisor's runsc where there is one."""
    runsc = which("runsc")
    return {} if runsc is None else {"runsc": {"path": runsc, "runtimeArgs": list(RUNSC_ARGUMENTS)}}


def write_config(folder: Path) -> Path:
    """Write an engine's configuration file into a folder, and return its path."""
    path = folder / "daemon.json"
    path.write_text(json.dumps({"runtimes": runtimes()}))
    return path
