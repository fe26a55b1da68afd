"""Asking a model: once more after a pause where a failure may pass, never beyond the time, never after a cancel."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from dataclasses import dataclass

from training.agents.errors import AgentStoppedError, AgentTimeoutError, ModelError, RateLimitError
from training.agents.llm.failures import Failure, asked_to_wait, failure_of
from training.agents.llm.model import Answer, Model, Question
from training.errors import AgentError

_TRIES = 5
_FIRST_WAIT_SECONDS = 1.0
_SLICE_SECONDS = 0.25  # a cancel is heard this soon


@dataclass(frozen=True, kw_only=True)
class Timing:
    """The clock and the waiting, as arguments so that tests need not wait."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


class Asker:
    """Asks one model until a deadline on the clock of `timing`, in seconds, or until `is_cancelled` says yes."""

    def __init__(self, model: Model, *, deadline: float, is_cancelled: Callable[[], bool], timing: Timing) -> None:
        self._model, self._deadline, self._is_cancelled, self._timing = model, deadline, is_cancelled, timing

    @property
    def is_late(self) -> bool:
        """Whether the time is over."""
        return self._timing.clock() >= self._deadline

    def ask(self, question: Question) -> Answer:
        """Ask, and ask again after a pause where the failure may pass, as long as there is time.

        Raises:
            AgentStoppedError: it was cancelled.
            AgentTimeoutError: the model had not answered when the time was over.
            RateLimitError: the provider kept asking us to slow down.
            ModelError: the model can't be reached, or refused the request.
        """
        for count in range(_TRIES):
            try:
                return self._once(question)
            except AgentError:
                raise
            except Exception as error:
                failure = failure_of(error)
                pause = asked_to_wait(error) or _FIRST_WAIT_SECONDS * 2**count
                no_time = self._timing.clock() + pause >= self._deadline
                if not failure.may_pass or count == _TRIES - 1 or no_time:
                    raise _final(failure, error) from error
                self._pause(pause)
        raise ModelError("The model was never asked.")

    def _once(self, question: Question) -> Answer:
        self._heed()
        future = _begun(self._model, question)
        while not wait((future,), timeout=_SLICE_SECONDS).done:
            self._heed()
        return future.result()

    def _pause(self, seconds: float) -> None:
        until = self._timing.clock() + seconds
        while (left := until - self._timing.clock()) > 0:
            self._heed()
            self._timing.sleep(min(left, _SLICE_SECONDS))

    def _heed(self) -> None:
        if self._is_cancelled():
            raise AgentStoppedError("The model was no longer waited for: it was told to end.")
        if self.is_late:
            raise AgentTimeoutError("The model had not answered when the time was over.")


def _begun(model: Model, question: Question) -> Future[Answer]:
    """Ask on a thread of its own: a library's call can't be ended from outside, only left alone."""
    future: Future[Answer] = Future()

    def work() -> None:
        try:
            future.set_result(model.ask(question))
        except BaseException as error:  # noqa: BLE001 - handed to the one who waits
            future.set_exception(error)

    # a daemon, so that an answer nobody waits for keeps no process from ending
    threading.Thread(target=work, name="model", daemon=True).start()
    return future


def _final(failure: Failure, error: Exception) -> ModelError:
    detail = f" ({type(error).__name__}: {str(error)[:300]})"
    if failure is Failure.RATE_LIMIT:
        return RateLimitError(f"The model's provider kept asking us to slow down. Try again later.{detail}")
    if failure is Failure.SERVER:
        return ModelError(f"The model's server kept failing. Try again later.{detail}")
    if failure is Failure.CONNECTION:
        return ModelError(f"The model's server can't be reached. Check the network and the address.{detail}")
    return ModelError(f"The model refused the request. `llm` shows more with the same model.{detail}")
