"""A language model as an agent: the program comes in its reply."""

from collections.abc import Callable

from training.agents.llm.asking import Asker, Timing
from training.agents.llm.model import LlmModel, Model
from training.agents.llm.session import LlmSession
from training.model.agents import Assignment


class LlmAgent:
    """Asks a model for every attempt. Its name holds the model's, so that two models never share a profile."""

    def __init__(
        self, model_id: str | None = None, *, model: Model | None = None, timing: Timing | None = None
    ) -> None:
        self._library_model = LlmModel(model_id)
        self._model = model if model is not None else self._library_model
        self._timing = timing if timing is not None else Timing()
        self._id = model_id

    @property
    def name(self) -> str:
        """`llm`, or `llm:` and the model's id."""
        return f"llm:{self._id}" if self._id else "llm"

    @property
    def version(self) -> str:
        """The model's id and the library's version."""
        return self._library_model.version()

    def check(self) -> str | None:
        """Return None when the library, the model and its key are there, else what is missing."""
        return self._library_model.check()

    def asker(self, *, wall_seconds: float, is_cancelled: Callable[[], bool]) -> Asker:
        """Return who asks the model, from now on and for so long."""
        deadline = self._timing.clock() + wall_seconds
        return Asker(self._model, deadline=deadline, is_cancelled=is_cancelled, timing=self._timing)

    def begin(self, assignment: Assignment) -> LlmSession:
        """Start work on an assignment."""
        seconds = assignment.strategy.time_budget_seconds
        return LlmSession(assignment, asker=self.asker(wall_seconds=seconds, is_cancelled=assignment.is_cancelled))
