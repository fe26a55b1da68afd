"""What can go wrong with chains, each with a sentence for people."""

from training.errors import AgentError, TrainingError
from training.model.chain_runs import Failure
from training.model.spending import NOTHING_TOLD, Spent


class ChainFileError(TrainingError):
    """A chain's text that is not as it should be."""


class UnknownChainError(TrainingError):
    """No chain of that name."""


class InvalidChainError(TrainingError):
    """A chain that can't be run as it is; the message names the stages."""


class MissingVariableError(TrainingError):
    """A template that asks for a variable that there is none of."""


class StageFailedError(AgentError):
    """A stage failed in one of the ways that are told apart. `retryable` says whether another try may help."""

    def __init__(self, failure: Failure, message: str, *, retryable: bool = True, spent: Spent = NOTHING_TOLD) -> None:
        super().__init__(message, spent=spent)
        self.failure = failure
        self.retryable = retryable
