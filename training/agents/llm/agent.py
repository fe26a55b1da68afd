"""A language model as an agent: the program comes in its reply."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from training.agents.llm.model import LlmModel, Model
from training.agents.llm.session import LlmSession
from training.model.agents import Assignment


@dataclass(frozen=True, kw_only=True)
class Timing:
    """The clock and the waiting, as arguments so that tests need not wait."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


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

    @property
    def model(self) -> Model:
        """The model that is asked."""
        return self._model

    def check(self) -> str | None:
        """Return None when the library, the model and its key are there, else what is missing."""
        return self._library_model.check()

    def begin(self, assignment: Assignment) -> LlmSession:
        """Start work on an assignment."""
        return LlmSession(assignment, model=self._model, clock=self._timing.clock, sleep=self._timing.sleep)
