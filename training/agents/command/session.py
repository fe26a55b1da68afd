"""A command-line agent at work on one assignment."""

import time
from collections.abc import Callable, Mapping

from sandbox.model import SourceFile
from training.agents.command.presets import Mode, Preset, PromptBy
from training.agents.command.process import Command, Ended, run
from training.agents.command.replying import Redactor, Reply, reader_for
from training.agents.command.verdict import raise_for
from training.agents.command.workspace import PROMPT_NAME, Workspace
from training.agents.errors import AgentStoppedError, AgentTimeoutError
from training.agents.policy import Step, best, next_step
from training.agents.prompt import task_prompt
from training.agents.replies import HOW_TO_ANSWER, files_in_reply
from training.errors import AgentError
from training.model.agents import Assignment, Candidate, Feedback
from training.model.spending import Spent

_IN_WORKSPACE = (
    "Edit the files in the current folder in place. The tests stand beside them; leave the tests as they are. "
    "What counts is what the files hold when you end."
)
_LEAST_SECONDS = 1.0  # less is not worth starting for


class CommandSession:
    """Runs the command once for each attempt, until the strategy says to submit or a budget is used up."""

    def __init__(
        self,
        assignment: Assignment,
        *,
        preset: Preset,
        environment: Mapping[str, str],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._assignment, self._preset, self._environment, self._clock = assignment, preset, environment, clock
        self._deadline = clock() + assignment.strategy.time_budget_seconds
        self._workspace = Workspace()
        self._redactor = Redactor(environment[name] for name in preset.secret if environment.get(name))
        self._tokens, self._cost_usd = 0, 0.0

    def propose(self, feedback: tuple[Feedback, ...]) -> Candidate | None:
        """Return what the agent made of the assignment and the feedback; the last candidate is final.

        Raises:
            AgentError: the command could not be started, failed, or left something that can't be taken.
        """
        step = next_step(self._assignment.strategy, feedback)
        kept = best(feedback)
        if kept is not None and (step is Step.SUBMIT or self._spent()):
            return Candidate(files=kept.candidate.files, note="Submitted", final=True)
        if step is Step.CHECK_AGAIN:
            return Candidate(files=feedback[-1].candidate.files, note="The same program once more, to be sure")
        return self._attempt(feedback)

    def close(self) -> None:
        """Remove the workspace. No process outlives its attempt, so there is none to end."""
        self._workspace.close()

    def _attempt(self, feedback: tuple[Feedback, ...]) -> Candidate:
        brief = self._assignment.brief
        current = feedback[-1].candidate.files if feedback else brief.starter
        prompt = self._prompt(feedback)
        self._workspace.fill((*current, SourceFile(PROMPT_NAME, prompt.encode())), tests=brief.visible_tests)
        reply, ended = self._run(prompt, current)
        self._account(reply)
        files = self._taken(reply, ended, current)
        return Candidate(
            files=self._redactor.files(files) if files is not None else current,
            note=self._redactor.text(_note(reply, ended, held_program=files is not None)),
            tokens=reply.tokens,
            cost_usd=reply.cost_usd,
            log=reply.log,
        )

    def _run(self, prompt: str, current: tuple[SourceFile, ...]) -> tuple[Reply, Ended]:
        left = self._deadline - self._clock()
        if left < _LEAST_SECONDS:
            raise AgentTimeoutError(f"{self._preset.name} has no time left. Give the strategy a larger time budget.")
        reader = reader_for(self._preset.reply, self._redactor)
        ended = run(self._command(prompt, current, wall_seconds=left), on_output=reader.feed)
        return reader.finish(), ended

    def _taken(self, reply: Reply, ended: Ended, current: tuple[SourceFile, ...]) -> tuple[SourceFile, ...] | None:
        try:
            if ended.cancelled:
                raise AgentStoppedError(f"{self._preset.name} was told to end.")
            raise_for(self._preset, ended, reply, complaint=self._redactor.text(ended.stderr_tail))
            return self._files(reply, current)
        except AgentError as error:
            # whatever it came to, it was paid for
            error.spent = Spent(tokens=reply.tokens, cost_usd=reply.cost_usd)
            raise

    def _command(self, prompt: str, current: tuple[SourceFile, ...], *, wall_seconds: float) -> Command:
        return Command(
            argv=tuple(self._arguments(prompt, current)),
            folder=self._workspace.folder,
            environment=self._environment,
            stdin=prompt.encode() if self._preset.prompt is PromptBy.STDIN else b"",
            wall_seconds=wall_seconds,
            output_bytes=self._preset.output_mib * 1024 * 1024,
            is_cancelled=self._assignment.is_cancelled,
        )

    def _arguments(self, prompt: str, current: tuple[SourceFile, ...]) -> list[str]:
        values = {"{prompt}": [prompt], "{prompt_file}": [PROMPT_NAME], "{files}": [file.path for file in current]}
        return [word for part in self._preset.command for word in values.get(part, [part])]

    def _prompt(self, feedback: tuple[Feedback, ...]) -> str:
        how = _IN_WORKSPACE if self._preset.mode is Mode.WORKSPACE else HOW_TO_ANSWER
        return task_prompt(self._assignment, feedback=feedback, how_to_answer=how)

    def _files(self, reply: Reply, current: tuple[SourceFile, ...]) -> tuple[SourceFile, ...] | None:
        if self._preset.mode is Mode.WORKSPACE:
            return self._workspace.collect(self._assignment.brief.starter)
        return files_in_reply(reply.text, current)

    def _account(self, reply: Reply) -> None:
        self._tokens += reply.tokens or 0
        self._cost_usd += reply.cost_usd or 0.0

    def _spent(self) -> bool:
        cost_limit = self._preset.cost_usd
        over_cost = cost_limit is not None and self._cost_usd >= cost_limit
        over_time = self._deadline - self._clock() < _LEAST_SECONDS
        return over_cost or over_time or self._tokens >= self._assignment.strategy.token_budget


def _note(reply: Reply, ended: Ended, *, held_program: bool) -> str:
    said = [
        f"session {reply.session_id}" if reply.session_id else "",
        f"{reply.turns} turns" if reply.turns is not None else "",
        f"denied: {', '.join(reply.denials)}" if reply.denials else "",
        f"{ended.leftovers} processes left behind were ended" if ended.leftovers else "",
        "" if held_program else "the reply held no program",
    ]
    return "; ".join(part for part in said if part) or "done"
