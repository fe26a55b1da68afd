"""A stage done by a language model: one question, one answer."""

import json

from sandbox.model import SourceFile
from training.agents.errors import AgentMissingError, AgentStoppedError, AgentTimeoutError
from training.agents.llm.agent import LlmAgent
from training.agents.llm.failures import failure_of
from training.agents.llm.model import Answer, Question
from training.agents.replies import files_in_reply
from training.chains.errors import StageFailedError
from training.chains.stage_job import Performed, StageJob, Work
from training.chains.words import checked_result, how_to_answer
from training.errors import AgentError
from training.model.chain_runs import Failure, Form
from training.model.chains import Gives, Stage
from training.model.spending import Spent

_REPLY_TOKENS = 8_192


class ModelPerformer:
    """Asks the model once for each attempt, and again where it could not answer."""

    def __init__(self, agent: LlmAgent) -> None:
        self._agent = agent

    @property
    def version(self) -> str:
        """The model's id and its library's version."""
        return self._agent.version

    @property
    def form(self) -> Form:
        """A model is given text."""
        return Form.TEXT

    def command(self, stage: Stage, *, as_events: bool) -> tuple[str, ...]:
        """Return the same with the llm library's own program."""
        del stage, as_events
        model = self._agent.name.partition(":")[2]
        return ("llm", "prompt", *(("-m", model) if model else ()))

    def how_to_answer(self, stage: Stage) -> str:
        """Return how the answer is to look."""
        return how_to_answer(stage, in_workspace=False)

    def perform(self, job: StageJob) -> Work:
        """Ask, and read the answer."""
        yield from ()
        answer = self._ask(job)
        job.on_line(json.dumps({"type": "reply", "text": answer.text, "tokens": answer.tokens}, ensure_ascii=False))
        try:
            return self._read(job, answer)
        except StageFailedError as error:
            error.spent = Spent(turns=1, tokens=answer.tokens)  # whatever it came to, it was paid for
            raise

    def _read(self, job: StageJob, answer: Answer) -> Performed:
        budget = job.stage.budgets.tokens
        if budget is not None and answer.tokens is not None and answer.tokens > budget:
            text = f"{self._agent.name} took {answer.tokens} tokens, and the stage's budget is {budget}."
            raise StageFailedError(Failure.OVER_BUDGET, text, retryable=False)
        result = checked_result(job.stage, answer.text)
        files = None
        if job.stage.gives is Gives.PROGRAM:
            files = files_in_reply(result, job.files or (SourceFile("solution.js", b""),))
            if files is None:
                raise StageFailedError(Failure.NO_PROGRAM, "Its result holds no program: no fenced block with a file.")
        return Performed(result=result, raw=answer.text, program=files, tokens=answer.tokens, turns=1)

    def _ask(self, job: StageJob) -> Answer:
        limit = min(_REPLY_TOKENS, job.stage.budgets.tokens or _REPLY_TOKENS, job.strategy.token_budget)
        question = Question(system="", prompt=job.prompt, temperature=job.strategy.temperature, token_limit=limit)
        asker = self._agent.asker(wall_seconds=job.wall_seconds, is_cancelled=job.is_cancelled)
        try:
            return asker.ask(question)
        except AgentStoppedError:
            raise
        except AgentTimeoutError as error:
            raise StageFailedError(Failure.TIMED_OUT, str(error)) from error
        except AgentMissingError as error:
            raise StageFailedError(Failure.MISSING, str(error), retryable=False) from error
        except AgentError as error:
            raise StageFailedError(Failure.MODEL, str(error), retryable=failure_of(error).may_pass) from error
