"""A stage done by a command-line agent: one process, its output read as it comes, nothing of it left behind."""

import json
from collections.abc import Callable, Iterator
from functools import partial

from sandbox.model import SourceFile
from training.agents.command.agent import CommandAgent
from training.agents.command.claude_events import ClaudeEvents
from training.agents.command.lines import LineReader
from training.agents.command.presets import Mode, Preset, PromptBy, ReplyAs
from training.agents.command.process import Command, Ended, run
from training.agents.command.replying import Redactor
from training.agents.command.workspace import PROMPT_NAME, Workspace
from training.agents.errors import AgentStoppedError, WorkspaceError
from training.agents.replies import files_in_reply
from training.chains.errors import StageFailedError
from training.chains.stage_job import Files, Performed, StageJob, Work
from training.chains.words import checked_result, how_to_answer
from training.errors import AgentError
from training.model.chain_runs import Failure, Form
from training.model.chains import Gives, Stage
from training.model.spending import NOTHING_TOLD, Spent

_MIB = 1024 * 1024
_RESULT_BYTES_LIMIT = 4 * _MIB
_LOG_LINE_BYTES = 64 * 1024
_COMPLAINT_CHARS = 400
# what Claude Code calls the limits that it keeps itself, whether it flags them as errors or not
_BUDGET_SUBTYPES = frozenset({"error_max_budget_usd", "error_max_turns"})
_AS_EVENTS = ("--input-format", "stream-json")


class CommandPerformer:
    """Runs a preset's program once for each attempt."""

    def __init__(self, agent: CommandAgent) -> None:
        self._agent, self._preset = agent, agent.preset

    @property
    def version(self) -> str:
        """The program's own version, as it tells it, and the preset's."""
        return self._agent.version

    @property
    def form(self) -> Form:
        """Events where the program writes them and reads its prompt from stdin."""
        both = self._preset.reply is ReplyAs.CLAUDE_EVENTS and self._preset.prompt is PromptBy.STDIN
        return Form.EVENTS if both else Form.TEXT

    def command(self, stage: Stage, *, as_events: bool) -> tuple[str, ...]:
        """Return the preset's command with what this stage adds to it."""
        return command_of(self._preset, stage, as_events=as_events)

    def how_to_answer(self, stage: Stage) -> str:
        """Return how the answer is to look."""
        return how_to_answer(stage, in_workspace=self._preset.mode is Mode.WORKSPACE)

    def perform(self, job: StageJob) -> Work:
        """Run the program to its end, its deadline or its turns."""
        yield from ()
        environment = self._agent.environment
        redactor = Redactor(environment[name] for name in self._preset.secret if environment.get(name))
        workspace = Workspace()
        try:
            return self._run(job, workspace, redactor)
        except WorkspaceError as error:
            raise StageFailedError(Failure.WORKSPACE, str(error), spent=error.spent) from error
        finally:
            workspace.close()

    def _run(self, job: StageJob, workspace: Workspace, redactor: Redactor) -> Performed:
        tests = job.brief.visible_tests if job.brief else ()
        workspace.fill((*job.files, SourceFile(PROMPT_NAME, job.prompt.encode())), tests=tests)
        reading = _Reading(self._preset, job, redactor)
        ended = run(self._process(job, workspace, reading.is_over), on_output=reading.feed)
        reading.finish()
        try:
            if job.is_cancelled():
                raise AgentStoppedError(f"{self._preset.name} was told to end.")
            reading.raise_for(ended)
            result = checked_result(job.stage, reading.text)
            program = self._program(job, result, workspace, redactor)
        except AgentError as error:
            error.spent = reading.spent  # whatever it came to, it was paid for
            raise
        spent = reading.spent
        return Performed(
            result=result,
            raw=reading.raw,
            program=program,
            turns=spent.turns,
            tokens=spent.tokens,
            cost_usd=spent.cost_usd,
            session_id=spent.session_id,
            note=_note(ended, reading.events),
            redactions=reading.redactions,
        )

    def _process(self, job: StageJob, workspace: Workspace, is_over: Callable[[], bool]) -> Command:
        prompt = job.prompt if not job.as_events else user_message(job.prompt)
        values = {"{prompt}": [job.prompt], "{prompt_file}": [PROMPT_NAME], "{files}": [f.path for f in job.files]}
        words = self.command(job.stage, as_events=job.as_events)
        return Command(
            argv=tuple(word for part in words for word in values.get(part, [part])),
            folder=workspace.folder,
            environment=self._agent.environment,
            stdin=prompt.encode() if self._preset.prompt is PromptBy.STDIN else b"",
            wall_seconds=job.wall_seconds,
            output_bytes=self._preset.output_mib * _MIB,
            is_cancelled=is_over,
        )

    def _program(self, job: StageJob, result: str, workspace: Workspace, redactor: Redactor) -> Files | None:
        if job.stage.gives is not Gives.PROGRAM:
            return None
        if self._preset.mode is Mode.WORKSPACE:
            return redactor.files(workspace.collect(job.files))
        files = files_in_reply(result, job.files or (SourceFile("solution.js", b""),))
        if files is None:
            raise StageFailedError(
                Failure.NO_PROGRAM, "Its result holds no program: no fenced block with a file in it."
            )
        return redactor.files(files)


def command_of(preset: Preset, stage: Stage, *, as_events: bool) -> tuple[str, ...]:
    """Return a preset's command line for a stage. Where a place waits for the prompt, its name stands in braces."""
    speaks = preset.reply is ReplyAs.CLAUDE_EVENTS
    cost = ("--max-budget-usd", f"{stage.budgets.cost_usd:g}") if speaks and stage.budgets.cost_usd else ()
    return (*preset.command, *(_AS_EVENTS if as_events and speaks else ()), *cost)


def user_message(text: str) -> str:
    """Return a user message as the one JSON line that a program with `--input-format stream-json` reads."""
    message = {"type": "user", "message": {"role": "user", "content": text}}
    return json.dumps(message, ensure_ascii=False) + "\n"


class _Reading:
    """One process's output: the log's lines, and the result."""

    def __init__(self, preset: Preset, job: StageJob, redactor: Redactor) -> None:
        self._preset, self._job, self._redactor = preset, job, redactor
        self.events = ClaudeEvents() if preset.reply is ReplyAs.CLAUDE_EVENTS else None
        self._lines = LineReader(limit_bytes=_LOG_LINE_BYTES)
        self._left_out = 0
        self._chunks: list[bytes] = []
        self._size = 0
        self.redactions = 0

    def feed(self, chunk: bytes) -> None:
        """Take in some output."""
        self._log(self._lines.feed(chunk))
        if self.events is not None:
            self.events.feed(chunk)
        else:
            self._chunks.append(chunk[: max(0, _RESULT_BYTES_LIMIT - self._size)])
        self._size += len(chunk)

    def finish(self) -> None:
        """Take in a last line that has no end."""
        self._log(self._lines.finish())
        if self.events is not None:
            self.events.finish()

    def is_over(self) -> bool:
        """Whether the process is to end now: cancelled, or at the end of its turns."""
        return self._job.is_cancelled() or self._over_turns()

    @property
    def spent(self) -> Spent:
        """What it took, as far as it told; turns are counted where no result says them."""
        events = self.events
        if events is None:
            return NOTHING_TOLD
        result = events.result
        return Spent(
            turns=result.turns if result else events.turns,
            tokens=result.tokens if result else None,
            cost_usd=result.cost_usd if result else None,
            session_id=events.session_id,
        )

    @property
    def text(self) -> str:
        """The result, without secrets."""
        return self._clean(self._raw_text())

    @property
    def raw(self) -> str:
        """The result as it was written, without secrets."""
        return self._clean(self.events.result_line if self.events is not None else self._raw_text())

    def raise_for(self, ended: Ended) -> None:
        """Raise the failure that a run was; return when it was none. The nearest cause goes first."""
        name = self._preset.name
        complaint = self._clean(ended.stderr_tail).strip()[-_COMPLAINT_CHARS:]
        said = f" It complained: {complaint}" if complaint else ""
        if ended.start_errno is not None:
            text = f"{self._preset.command[0]} can't be started. Install it: {self._preset.install}"
            raise StageFailedError(Failure.MISSING, text, retryable=False)
        for failure, text in self._limits(ended):
            # a budget that was spent once would be spent again
            retryable = failure is not Failure.OVER_BUDGET
            raise StageFailedError(failure, f"{name} {text}{said}", retryable=retryable)
        self._raise_for_events(name)
        if ended.exit_code != 0:
            raise StageFailedError(Failure.EXITED, f"{name} {_exit(ended.exit_code)}.{said}")
        for failure, text in self._lacks():
            raise StageFailedError(failure, f"{name} {text}{said}")
        self._raise_for_costs(name)

    def _limits(self, ended: Ended) -> Iterator[tuple[Failure, str]]:
        if ended.flooded:
            yield Failure.FLOODED, f"wrote more than {self._preset.output_mib} MiB of output and was ended."
        if ended.timed_out:
            yield Failure.TIMED_OUT, f"was still at work after {self._job.wall_seconds:g} s and was ended."
        if self._over_turns():
            yield Failure.OVER_BUDGET, f"took more than its {self._job.stage.budgets.turns} turns and was ended."

    def _raise_for_events(self, name: str) -> None:
        events = self.events
        if events is None:
            return
        if events.refused:
            raise StageFailedError(Failure.REFUSED, f"{name} refused: {self.text[:_COMPLAINT_CHARS]}", retryable=False)
        if events.result is not None and events.result.subtype in _BUDGET_SUBTYPES:
            text = f"{name} ended at the limit that it was given ({events.result.subtype})."
            raise StageFailedError(Failure.OVER_BUDGET, text, retryable=False)
        if events.result is not None and events.result.is_error:
            said = self._clean(events.result.text)[:_COMPLAINT_CHARS]
            raise StageFailedError(Failure.REPORTED, f"{name} reported {events.result.subtype or 'an error'}: {said}")

    def _lacks(self) -> Iterator[tuple[Failure, str]]:
        events = self.events
        oversized = events.oversized > 0 if events is not None else self._size > _RESULT_BYTES_LIMIT
        if oversized and (events is None or events.result is None):
            yield Failure.TOO_LARGE, f"gave a result of more than {_RESULT_BYTES_LIMIT // _MIB} MiB."
        if self._size == 0 and self._preset.reply is not ReplyAs.NONE:
            yield Failure.SILENT, "ended without an error and without a word."
        if events is not None and events.result is None:
            yield Failure.NO_RESULT, "ended without a result event, so nobody knows how it went."

    def _raise_for_costs(self, name: str) -> None:
        result, budgets = self.events.result if self.events else None, self._job.stage.budgets
        if result is None:
            return
        over = partial(_over, name)
        over("tokens", result.tokens, budgets.tokens)
        over("US dollars", result.cost_usd, budgets.cost_usd)
        over("turns", result.turns, budgets.turns)

    def _over_turns(self) -> bool:
        most = self._job.stage.budgets.turns
        return self.events is not None and most is not None and self.events.turns > most

    def _raw_text(self) -> str:
        if self.events is not None:
            return self.events.result.text if self.events.result else ""
        if self._preset.reply is ReplyAs.NONE:
            return "Done. What it made is in the files."
        return b"".join(self._chunks).decode(errors="replace")

    def _clean(self, text: str) -> str:
        cleaned = self._redactor.text(text)
        self.redactions = max(self.redactions, self._redactor.count(text))
        return cleaned

    def _log(self, lines: Iterator[bytes]) -> None:
        for line in lines:
            self._job.on_line(self._redactor.text(line.decode(errors="replace")))
        for _ in range(self._lines.oversized - self._left_out):
            self._job.on_line(f"[a line of more than {_LOG_LINE_BYTES // 1024} KiB is left out here]")
        self._left_out = self._lines.oversized


def _over(name: str, what: str, spent: float | None, budget: float | None) -> None:
    if spent is not None and budget is not None and spent > budget:
        text = f"{name} took {spent:g} {what}, and the stage's budget is {budget:g}."
        raise StageFailedError(Failure.OVER_BUDGET, text, retryable=False)


def _exit(code: int | None) -> str:
    if code is None:
        return "ended in a way that nobody saw"
    return f"ended with exit code {code}" if code >= 0 else f"was ended by signal {-code}"


def _note(ended: Ended, events: ClaudeEvents | None) -> str:
    denials = events.result.denials if events and events.result else ()
    said = [
        f"{ended.leftovers} processes left behind were ended" if ended.leftovers else "",
        f"denied: {', '.join(denials)}" if denials else "",
    ]
    return "; ".join(part for part in said if part)
