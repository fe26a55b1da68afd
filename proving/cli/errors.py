"""What a person sees when something goes wrong: one sentence, and an exit code."""

from typing import IO, Any

import click

from proving.config import ConfigError
from sandbox.errors import SandboxError
from training.chains.errors import ChainFileError, InvalidChainError, UnknownChainError
from training.errors import (
    InvalidBatchError,
    InvalidLimitError,
    InvalidScheduleError,
    StrategyFileError,
    TaskFolderError,
    TrainingError,
    UnknownAgentError,
    UnknownStrategyError,
    UnknownTaskError,
)

EXIT_FAILURE = 1
EXIT_MISUSE = 2
EXIT_OURS = 3  # our own failure, where 1 already says that a program failed its tests

KNOWN = (SandboxError, TrainingError, ConfigError)
ASKED_WRONGLY = (
    ChainFileError,
    ConfigError,
    InvalidBatchError,
    InvalidChainError,
    InvalidLimitError,
    InvalidScheduleError,
    StrategyFileError,
    TaskFolderError,
    UnknownAgentError,
    UnknownChainError,
    UnknownStrategyError,
    UnknownTaskError,
)


def exit_code_of(error: Exception) -> int:
    """Return the exit code that tells a person's mistake from a failure."""
    return EXIT_MISUSE if isinstance(error, ASKED_WRONGLY) else EXIT_FAILURE


class _Told(click.ClickException):
    """Shown as every other error of ours is."""

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"proving: {self.format_message()}", file=file, err=file is None)


class Misuse(_Told):
    """What was asked can't be done as it was asked."""

    exit_code = EXIT_MISUSE


class Failure(_Told):
    """It could be asked, but it did not work."""

    exit_code = EXIT_FAILURE


class OurFailure(_Told):
    """Our own side failed, so nothing is known, where 1 would say that a program failed its tests."""

    exit_code = EXIT_OURS
