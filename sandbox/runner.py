"""The one method that the rest of the program needs of a sandbox."""

from typing import Protocol

from sandbox.model import ExecutionResult, ExecutionSpec


class Runner(Protocol):
    """Runs one program's tests, each time from a clean state."""

    def execute(self, spec: ExecutionSpec) -> ExecutionResult:
        """Run `spec` to its end and return what happened.

        What the program does is always a result, never an exception. What fails on our side is a result with
        `Outcome.INFRA_ERROR` where an execution had begun.

        Raises:
            InvalidSpecError: the spec can't be run as it is.
            EngineUnavailableError: no engine answered before anything began.
            ImageMissingError: the sandbox image is not there.
        """
        ...
