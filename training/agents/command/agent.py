"""Any command-line agent, as its preset describes it."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from contextlib import closing
from functools import cached_property

from sandbox.scratch import Scratch
from training.agents.command.presets import Preset
from training.agents.command.session import CommandSession
from training.model.agents import Assignment

_PROBE_SECONDS = 20.0
_VERSION_CHARS = 80


class CommandAgent:
    """Starts a program for every attempt, in a scratch workspace. `environment` is ours, of which it sees a part."""

    def __init__(self, preset: Preset, *, environment: Mapping[str, str] | None = None) -> None:
        self.preset = preset
        self._environment = preset.environment(os.environ if environment is None else environment)

    @property
    def environment(self) -> Mapping[str, str]:
        """What the program sees of our environment."""
        return self._environment

    @property
    def name(self) -> str:
        """The preset's name."""
        return self.preset.name

    @cached_property
    def version(self) -> str:
        """The program's own version, as it tells it, and the preset's."""
        return f"{self._probe() or 'unknown'} (preset {self.preset.version})"

    def check(self) -> str | None:
        """Return None when the program is there and tells its version, else what is missing."""
        program = self.preset.command[0]
        if shutil.which(program, path=self._environment.get("PATH")) is None:
            return f"{program} is not installed. Install it: {self.preset.install}"
        if self._probe() is None:
            return f"{program} is there but does not tell its version. Try `{' '.join(self.preset.version_command)}`."
        return None

    def begin(self, assignment: Assignment) -> CommandSession:
        """Start work on an assignment."""
        return CommandSession(assignment, preset=self.preset, environment=self._environment)

    def _probe(self) -> str | None:
        """Return the first line that the program tells of its version, or None when it fails or takes too long."""
        try:
            with closing(Scratch()) as scratch:
                done = subprocess.run(
                    self.preset.version_command,
                    cwd=scratch.folder,
                    env=self._environment,
                    stdin=subprocess.DEVNULL,
                    capture_output=True,
                    timeout=_PROBE_SECONDS,
                    check=True,
                )
        except (OSError, subprocess.SubprocessError):
            return None
        lines = done.stdout.decode(errors="replace").strip().splitlines()
        return lines[0][:_VERSION_CHARS] if lines else None
