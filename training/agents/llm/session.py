"""A language model at work on one assignment."""

import json

from training.agents.llm.asking import Asker
from training.agents.llm.model import Question
from training.agents.policy import Step, best, next_step
from training.agents.prompt import task_prompt
from training.agents.replies import HOW_TO_ANSWER, files_in_reply
from training.model.agents import Assignment, Candidate, Feedback

_REPLY_TOKENS = 8_192  # more than any of our programs takes; models refuse limits beyond their own


class LlmSession:
    """Asks the model once for each attempt, until the strategy says to submit or a budget is used up."""

    def __init__(self, assignment: Assignment, *, asker: Asker) -> None:
        self._assignment, self._asker = assignment, asker
        self._tokens_left = assignment.strategy.token_budget

    def propose(self, feedback: tuple[Feedback, ...]) -> Candidate | None:
        """Return what the model made of the assignment and the feedback; the last candidate is final.

        Raises:
            AgentStoppedError: the trial is to end.
            AgentTimeoutError: the model had not answered when the time was over.
            RateLimitError: the provider kept asking us to slow down.
            ModelError: the model can't be reached, or refused the request.
        """
        step = next_step(self._assignment.strategy, feedback)
        kept = best(feedback)
        spent = self._tokens_left <= 0 or self._asker.is_late
        if kept is not None and (step is Step.SUBMIT or spent):
            return Candidate(files=kept.candidate.files, note="Submitted", final=True)
        if step is Step.CHECK_AGAIN:
            return Candidate(files=feedback[-1].candidate.files, note="The same program once more, to be sure")
        return self._attempt(feedback)

    def close(self) -> None:
        """Nothing is left open between attempts."""

    def _attempt(self, feedback: tuple[Feedback, ...]) -> Candidate:
        current = feedback[-1].candidate.files if feedback else self._assignment.brief.starter
        answer = self._asker.ask(self._question(feedback))
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
