"""The agent that proposes what was proposed before."""

from dataclasses import replace

from training.agents.errors import RecordingError
from training.agents.replay.recording import Recording
from training.model.agents import Assignment, Candidate, Feedback


class ReplayAgent:
    """Proposes recorded candidates in their order; the last one is final, whatever the strategy says."""

    version = "1"

    def __init__(self, recording: Recording | None = None, *, name: str = "replay") -> None:
        self._recording = recording
        self._name = name

    @property
    def name(self) -> str:
        """`replay`, and where it replays a batch, the batch's number: its results are nobody else's."""
        return self._name

    def check(self) -> str | None:
        """Return None when there is a recording to play."""
        return None if self._recording is not None else "replay has nothing to play. Give it a folder of candidates."

    def begin(self, assignment: Assignment) -> "ReplaySession":
        """Start work on an assignment.

        Raises:
            RecordingError: nothing was recorded for it, or what was can't be read.
        """
        if self._recording is None:
            raise RecordingError("replay has nothing to play. Give it a folder of candidates.")
        candidates = self._recording.candidates(assignment)
        if not candidates:
            raise RecordingError(
                f"Nothing is recorded for task {assignment.brief.id!r} under {assignment.strategy.name!r}. "
                "Add it, or leave the task out."
            )
        return ReplaySession(candidates)


class ReplaySession:
    """One assignment's candidates."""

    def __init__(self, candidates: tuple[Candidate, ...]) -> None:
        self._candidates = candidates

    def propose(self, feedback: tuple[Feedback, ...]) -> Candidate | None:
        """Return the candidate that follows those that were run."""
        number = len(feedback)
        if number >= len(self._candidates):
            return None
        return replace(self._candidates[number], final=number == len(self._candidates) - 1)

    def close(self) -> None:
        """Nothing was started."""
