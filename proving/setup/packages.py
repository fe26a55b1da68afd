"""Installs what is missing through the system's package manager, or says how to."""

import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from sandbox.engine.privilege import as_root, can_be_root, run_as_root, which

Progress = Callable[[str], None]
LAST_CHARACTERS = 800
SERVICES_POLICY = Path("/usr/sbin/policy-rc.d")
START_NOTHING = "#!/bin/sh\nexit 101\n"


class MissingPackageError(Exception):
    """Something is missing and can't be installed from here; the message holds the command that installs it."""


def say(text: str) -> None:
    """Print what is being done, at once."""
    print(f"  {text}", flush=True)


def need(tools: Mapping[str, Sequence[str]], *, progress: Progress) -> None:
    """Make sure that tools are there. `tools` maps each to the Debian packages that bring it.

    Raises:
        MissingPackageError: one is missing, and this user or system can't install it.
    """
    missing = [tool for tool in tools if which(tool) is None]
    if not missing:
        return
    packages = sorted({package for tool in missing for package in tools[tool]})
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if which("apt-get") is None or not can_be_root():
        raise MissingPackageError(
            f"{', '.join(missing)} is missing and can't be installed from here. "
            f"Install it with: sudo {' '.join(command)}"
        )
    _install(command, packages, progress)


def _install(command: Sequence[str], packages: Sequence[str], progress: Progress) -> None:
    names, begun = ", ".join(packages), time.monotonic()
    progress(f"installing {names} (a minute or two)")
    _apt(["apt-get", "update"])  # where this fails, the lists of last time may do
    with _services_stay_off():
        done = _apt(command)
    if done.returncode != 0:
        raise MissingPackageError(
            f"{names} could not be installed. Try: sudo {' '.join(command)}\n{done.stderr.strip()[-LAST_CHARACTERS:]}"
        )
    progress(f"installed {names} in {time.monotonic() - begun:.0f} s")


def _apt(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        as_root(["env", "DEBIAN_FRONTEND=noninteractive", *command]),
        stdin=subprocess.DEVNULL,
        check=False,
        capture_output=True,
        text=True,
        start_new_session=True,  # Ctrl-C in the middle of this would leave a half-installed system
    )


@contextmanager
def _services_stay_off() -> Iterator[None]:
    """Let packages start no service: it would go on after us."""
    if SERVICES_POLICY.exists():
        yield
        return
    write = as_root(["install", "-m", "755", "/dev/stdin", str(SERVICES_POLICY)])
    subprocess.run(write, input=START_NOTHING, text=True, check=False)
    try:
        yield
    finally:
        run_as_root(["rm", "-f", str(SERVICES_POLICY)])
