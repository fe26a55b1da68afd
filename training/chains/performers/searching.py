"""A stage done by an agent that works on programs: it proposes, the visible tests answer, until it submits."""

import json
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

from training.agents.errors import AgentStoppedError
from training.agents.policy import best, share
from training.chains.errors import StageFailedError
from training.chains.stage_job import Files, Performed, Search, StageJob, Work
from training.chains.words import shown, tested
from training.errors import AgentError
from training.model.agents import Agent, Assignment, Candidate, Feedback
from training.model.chain_runs import Failure, Form
from training.model.chains import Gives, Stage


class SearchingPerformer:
    """Lets an agent's session work on the program that came in; of several, on the one that passes most."""

    def __init__(self, agent: Agent, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._agent, self._clock = agent, clock

    @property
    def version(self) -> str:
        """The agent's version."""
        return self._agent.version

    @property
    def form(self) -> Form:
        """It reads programs, not words."""
        return Form.FILES

    def command(self, stage: Stage, *, as_events: bool) -> tuple[str, ...]:
        """Return nothing: it is no command."""
        del stage, as_events
        return ()

    def how_to_answer(self, stage: Stage) -> str:
        """Return nothing: it is told nothing in words."""
        del stage
        return ""

    def perform(self, job: StageJob) -> Work:
        """Search from the best program that came in, until the agent submits or the time is over."""
        if job.brief is None:
            text = f"{self._agent.name} needs a task's tests, and there is no task. Run the chain on a task."
            raise StageFailedError(Failure.OURS, text, retryable=False)
        start = yield from self._start(job)
        chosen = yield from self._search(job, start)
        if job.stage.gives is Gives.JSON:
            text = f"{self._agent.name} gives programs and no JSON. Let another agent do this stage."
            raise StageFailedError(Failure.NOT_JSON, text, retryable=False)
        result = f"{chosen.note}\n\n{shown(chosen.files)}"
        program = chosen.files if job.stage.gives is Gives.PROGRAM else None
        return Performed(
            result=result,
            raw=result,
            program=program,
            tokens=chosen.tokens,
            cost_usd=chosen.cost_usd,
            note=chosen.note,
        )

    def _start(self, job: StageJob) -> Search[Files]:
        if len(job.programs) <= 1:
            return job.files
        tried: list[Feedback] = []
        for files in job.programs:
            answer = yield Candidate(files=files, note="One of the programs that were handed over")
            job.on_line(_told(f"A program that was handed over: {tested(answer).splitlines()[0]}"))
            tried.append(answer)
        return max(tried, key=lambda answer: share(answer.result)).candidate.files

    def _search(self, job: StageJob, start: Files) -> Search[Candidate]:
        if job.brief is None:
            raise RuntimeError("asked for before")
        deadline = self._clock() + job.wall_seconds
        brief = replace(job.brief, starter=start)
        assignment = Assignment(brief=brief, strategy=job.strategy, seed=job.seed, is_cancelled=job.is_cancelled)
        feedback: list[Feedback] = []
        try:
            with closing(self._agent.begin(assignment)) as session:
                while not feedback or self._clock() < deadline:
                    self._heed(job)
                    candidate = session.propose(tuple(feedback))
                    if candidate is None or len(feedback) >= job.strategy.attempts:
                        break
                    if candidate.final:
                        job.on_line(_told(candidate.note))
                        return candidate
                    answer = yield candidate
                    feedback.append(answer)
                    job.on_line(_told(f"{candidate.note}: {tested(answer).splitlines()[0]}"))
        except AgentStoppedError:
            raise
        except AgentError as error:
            raise StageFailedError(Failure.EXITED, str(error)) from error
        found = best(tuple(feedback))
        if found is None:
            raise StageFailedError(Failure.NO_PROGRAM, f"{self._agent.name} proposed no program.")
        return found.candidate

    def _heed(self, job: StageJob) -> None:
        if job.is_cancelled():
            raise AgentStoppedError(f"{self._agent.name} was told to end.")


def _told(text: str) -> str:
    return json.dumps({"type": "note", "text": text}, ensure_ascii=False)
