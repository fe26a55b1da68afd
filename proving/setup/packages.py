"""Installs what is missing through the system's package manager, or says how to."""

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence

Progress = Callable[[str], None]


class MissingPackageError(Exception):
    """Something is missing and can't be installed from here; the message holds the command that installs it."""


def need(tools: Mapping[str, Sequence[str]], *, progress: Progress) -> None:
    """Make sure that tools are there. `tools` maps each to the Debian packages that bring it.

    Raises:
        MissingPackageError: one is missing, and this user or system can't install it.
    """
    missing = [tool for tool in tools if shutil.which(tool) is None]
    if not missing:
        return
    packages = sorted({package for tool in missing for package in tools[tool]})
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        raise MissingPackageError(
            f"{', '.join(missing)} is missing and can't be installed from here. "
            f"Install it with: sudo {' '.join(command)}"
        )
    progress(f"installing {', '.join(packages)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["apt-get", "update"], command):
        done = subprocess.run(step, env=environment, check=False, capture_output=True, text=True)
        if done.returncode != 0 and step is command:
            raise MissingPackageError(
                f"{', '.join(packages)} could not be installed. Try: {' '.join(command)}\n{done.stderr.strip()[-800:]}"
            )
