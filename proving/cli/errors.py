"""What a person sees when something goes wrong: one sentence, and an exit code."""

import click

from proving.config import ConfigError
from sandbox.errors import SandboxError
from training.errors import TrainingError

EXIT_FAILURE = 1
EXIT_MISUSE = 2
EXIT_OURS = 3  # our own failure, where 1 already says that a program failed its tests

KNOWN = (SandboxError, TrainingError, ConfigError)


class Misuse(click.ClickException):
    """What was asked can't be done as it was asked."""

    exit_code = EXIT_MISUSE


class Failure(click.ClickException):
    """It could be asked, but it did not work."""

    exit_code = EXIT_FAILURE
