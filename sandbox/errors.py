"""What can go wrong on our side of an execution. None of these says anything about the program under test."""


class SandboxError(Exception):
    """Our own failure: the trial is errored and retried, and no profile learns from it."""


class EngineUnavailableError(SandboxError):
    """No Docker engine answers."""


class ImageMissingError(SandboxError):
    """The engine answers, but the sandbox image is not there."""


class ImageBuildError(SandboxError):
    """The sandbox image could not be built."""


class InvalidSpecError(SandboxError):
    """An ExecutionSpec that can't be run as it is: a path that escapes, two files of one name, a limit below 1."""
