"""`python -m proving.setup.with_engine COMMAND`: runs a command with a Docker engine and the sandbox image at hand."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from proving import signals
from proving.setup import steps
from proving.setup.packages import MissingPackageError
from sandbox.errors import SandboxError

INTERRUPTED = 130  # as shells do: 128 and the signal's number


def run_with_engine(command: Sequence[str]) -> int:
    """Run a command to its end and return its exit code; an engine that was started for it is stopped again."""
    begun = time.monotonic()

    def progress(text: str) -> None:
        print(f"  {time.monotonic() - begun:5.1f} s  {text}", flush=True)

    signals.on(signals.ENDING, signals.interrupt)
    with steps.engine(progress) as address:
        progress(f"the sandbox image is {steps.image(progress).tag}")
        with subprocess.Popen(command, env=_environment(address)) as process:
            # Ctrl-C reaches the command too, which ends in its own way; we wait for it
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            signals.on(signals.TERMINATING, lambda *_: process.terminate())
            return process.wait()


def _environment(address: str) -> dict[str, str]:
    path = os.pathsep.join(filter(None, [str(Path.cwd()), os.environ.get("PYTHONPATH")]))
    return {**os.environ, "DOCKER_HOST": address, "PYTHONPATH": path}


def main(command: Sequence[str]) -> int:
    """Run the command line and return the exit code; an engine or package that is missing is one sentence."""
    try:
        return run_with_engine(command)
    except (SandboxError, MissingPackageError) as error:
        print(f"proving: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
