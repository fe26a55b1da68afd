"""A language model at work on one assignment."""

import json
from collections.abc import Callable

from training.agents.errors import ModelError, RateLimitError
from training.agents.llm.failures import Failure, asked_to_wait, failure_of
from training.agents.llm.model import Answer, Model, Question
from training.agents.policy import Step, best, next_step
from training.agents.prompt import task_prompt
from training.agents.replies import HOW_TO_ANSWER, files_in_reply
from training.errors import AgentError
from training.model.agents import Assignment, Candidate, Feedback

_TRIES = 5
_FIRST_WAIT_SECONDS = 1.0
_REPLY_TOKENS = 8_192  # more than any of our programs takes; models refuse limits beyond their own


class LlmSession:
    """Asks the model once for each attempt, until the strategy says to submit or a budget is used up."""

    def __init__(
        self, assignment: Assignment, *, model: Model, clock: Callable[[], float], sleep: Callable[[float], None]
    ) -> None:
        self._assignment, self._model, self._clock, self._sleep = assignment, model, clock, sleep
        self._deadline = clock() + assignment.strategy.time_budget_seconds
        self._tokens_left = assignment.strategy.token_budget

    def propose(self, feedback: tuple[Feedback, ...]) -> Candidate | None:
        """Return what the model made of the assignment and the feedback; the last candidate is final.

        Raises:
            RateLimitError: the provider kept asking us to slow down.
            ModelError: the model can't be reached, or refused the request.
        """
        step = next_step(self._assignment.strategy, feedback)
        kept = best(feedback)
        spent = self._tokens_left <= 0 or self._clock() >= self._deadline
        if kept is not None and (step is Step.SUBMIT or spent):
            return Candidate(files=kept.candidate.files, note="Submitted", final=True)
        if step is Step.CHECK_AGAIN:
            return Candidate(files=feedback[-1].candidate.files, note="The same program once more, to be sure")
        return self._attempt(feedback)

    def close(self) -> None:
        """Nothing is left open between attempts."""

    def _attempt(self, feedback: tuple[Feedback, ...]) -> Candidate:
        current = feedback[-1].candidate.files if feedback else self._assignment.brief.starter
        answer = self._ask(self._question(feedback))
        self._tokens_left -= answer.tokens or 0
        files = files_in_reply(answer.text, current)
        return Candidate(
            files=files if files is not None else current,
            note="done" if files is not None else "the reply held no program",
            tokens=answer.tokens,
            log=json.dumps({"type": "reply", "text": answer.text, "tokens": answer.tokens}, ensure_ascii=False) + "\n",
        )

    def _question(self, feedback: tuple[Feedback, ...]) -> Question:
        strategy = self._assignment.strategy
        return Question(
            system=strategy.instructions,
            prompt=task_prompt(self._assignment, feedback=feedback, how_to_answer=HOW_TO_ANSWER, instructed=False),
            temperature=strategy.temperature,
            token_limit=max(1, min(self._tokens_left, _REPLY_TOKENS)),
        )

    def _ask(self, question: Question) -> Answer:
        """Ask, and ask again after a pause where the failure may pass, as long as there is time."""
        for count in range(_TRIES):
            try:
                return self._model.ask(question)
            except AgentError:
                raise
            except Exception as error:
                failure = failure_of(error)
                wait = asked_to_wait(error) or _FIRST_WAIT_SECONDS * 2**count
                no_time = self._clock() + wait >= self._deadline
                if not failure.may_pass or count == _TRIES - 1 or no_time:
                    raise _final(failure, error) from error
                self._sleep(wait)
        raise ModelError("The model was never asked.")


def _final(failure: Failure, error: Exception) -> ModelError:
    detail = f" ({type(error).__name__}: {str(error)[:300]})"
    if failure is Failure.RATE_LIMIT:
        return RateLimitError(f"The model's provider kept asking us to slow down. Try again later.{detail}")
    if failure is Failure.SERVER:
        return ModelError(f"The model's server kept failing. Try again later.{detail}")
    if failure is Failure.CONNECTION:
        return ModelError(f"The model's server can't be reached. Check the network and the address.{detail}")
    return ModelError(f"The model refused the request. `llm` shows more with the same model.{detail}")
