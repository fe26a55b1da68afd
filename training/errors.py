"""What can go wrong in training, each with a sentence for people."""

from training.model.spending import NOTHING_TOLD, Spent


class TrainingError(Exception):
    """The base of what this package raises."""


class TaskFolderError(TrainingError):
    """A task folder that is not as it should be; the message names the file and what is wrong in it."""


class TaskImportError(TrainingError):
    """Exercises of another format that can't be read, or can't be written as tasks."""


class TaskCheckError(TrainingError):
    """A task of which nothing could be proved, because the sandbox gave no result."""


class UnknownTaskError(TrainingError):
    """No task of that id."""


class UnknownStrategyError(TrainingError):
    """No strategy of that name."""


class StrategyFileError(TrainingError):
    """A strategy file that is not as it should be."""


class UnknownAgentError(TrainingError):
    """No agent of that name."""


class AgentError(TrainingError):
    """The agent itself failed: our side or its own, but nothing that was tested. `spent` is what it took until then."""

    def __init__(self, message: str, *, spent: Spent = NOTHING_TOLD) -> None:
        super().__init__(message)
        self.spent = spent


class AgentFaultError(AgentError):
    """The agent broke a limit that it was given. That is evidence about it: such a trial is failed, not errored."""


class InvalidBatchError(TrainingError):
    """A batch that can't be queued as it was asked for."""


class InvalidLimitError(TrainingError):
    """A limit that can't be set as it was asked for."""


class InvalidScheduleError(TrainingError):
    """A timetable that can't be kept as it was asked for."""


class InvalidWeightsError(TrainingError):
    """Weights that can't be meant as they were given."""


class SigningError(TrainingError):
    """A key or a signed head that can't be used."""


class StoreError(TrainingError):
    """The base of what the store raises."""


class NotFoundError(StoreError):
    """No row of that id."""


class ConflictError(StoreError):
    """What is there already does not allow it; the message says what to do instead."""


class NewerDatabaseError(StoreError):
    """The database was written by a newer version of this program."""


class QueueFullError(ConflictError):
    """As many trials wait as may; nothing was queued."""


class LeaseLostError(StoreError):
    """Another worker holds the trial now; nothing was written."""
