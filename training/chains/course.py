"""A run of a chain from stage to stage: what is done is not done again, what fails is tried as its stage says."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from training.agents.errors import AgentStoppedError
from training.chains.errors import StageFailedError
from training.chains.graph import ancestors, befores, ordered
from training.chains.handing import Given, Passed, hand_off, joined, pass_on
from training.chains.markers import marker_job, marker_prompt
from training.chains.performers.command import user_message
from training.chains.resuming import last_failure, tries_left, why_again
from training.chains.stage_job import Files, Performed, Performer, Search, StageJob
from training.chains.templates import RESULTS, render, variables_in
from training.chains.values import values_of
from training.chains.words import full_prompt, shown
from training.model.chain_runs import (
    GAVE,
    ChainRun,
    Choice,
    Form,
    HandOff,
    RunState,
    StageEnd,
    StageRun,
    StageStart,
    StageState,
)
from training.model.chains import Gives, OnFailure, Stage
from training.model.spending import Spent
from training.model.strategies import Strategy
from training.model.tasks import TaskBrief
from training.store.chain_journal import ChainJournal

FLUSH_SECONDS = 0.25
LOG_LINES_LIMIT = 20_000
LOG_BYTES_LIMIT = 8 * 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Kit:
    """What a course works with. `performer` gives who does a stage for an agent's name.

    `strategy` gives the strategy that was chosen in the version that was chosen, or where it is gone the newest one.
    """

    performer: Callable[[str], Performer]
    strategy: Callable[[Choice], Strategy]
    clock: Callable[[], datetime]
    is_cancelled: Callable[[], bool] = field(default=lambda: False)


@dataclass(frozen=True, kw_only=True)
class CourseEnd:
    """How a run ended. `program` is the last one that was made; None where none was."""

    state: RunState
    reason: str
    program: Files | None = None
    tokens: int | None = None
    cost_usd: float | None = None


class Course:
    """One run. Its generator asks for programs to be run on the visible tests, and ends in a `CourseEnd`."""

    def __init__(self, run: ChainRun, journal: ChainJournal, kit: Kit, *, brief: TaskBrief | None, seed: int) -> None:
        self._run, self._journal, self._kit, self._brief, self._seed = run, journal, kit, brief, seed
        self._order = ordered(run.chain)
        self._given: dict[str, Given] = {}

    def go(self) -> Search[CourseEnd]:
        """Do every stage that is not done yet.

        Raises:
            AgentStoppedError: it was cancelled, or the worker ends.
            LeaseLostError: another worker has the run.
        """
        before = self._journal.stages()
        for position, stage in enumerate(self._order):
            attempts = [one for one in before if one.start.position == position]
            done = next((one for one in reversed(attempts) if one.state in GAVE), None)
            if done is not None and done.end is not None:
                self._given[stage.name] = self._as_given(stage, done.end)
                continue
            failed = yield from self._do(position, stage, attempts)
            if failed is not None:
                return self._stopped(stage, failed)
        return self._done()

    def _do(self, position: int, stage: Stage, earlier: list[StageRun]) -> Search[StageFailedError | None]:
        """Do one stage with its retries and what it falls back on; return the failure that ends the chain, if any."""
        number = len(earlier)
        counted = self._counted(earlier)
        note, failure = why_again(counted), last_failure(counted)
        for agent, tries in tries_left(self._agents(stage), 1 + stage.retries, counted):
            for _ in range(tries):
                number += 1
                self._heed()
                attempt = _Attempt(self, position, stage, agent=agent, number=number, note=note)
                failure = yield from attempt.make()
                note = ""
                if failure is None:
                    return None
                if not failure.retryable:
                    break
        if failure is not None and stage.on_failure is OnFailure.SKIP:
            self._skip(position, stage, number, failure)
            return None
        return failure

    def _counted(self, earlier: list[StageRun]) -> list[StageRun]:
        """Leave out the attempts from before somebody asked for a failed run once more."""
        begun = self._run.started_at
        return [one for one in earlier if begun is None or one.started_at >= begun]

    def _heed(self) -> None:
        if self._kit.is_cancelled() or self._journal.is_cancelled():
            raise AgentStoppedError(f"Chain run {self._run.id} was told to end.")

    def _agents(self, stage: Stage) -> tuple[str, ...]:
        return (stage.agent, stage.fall_back) if stage.on_failure is OnFailure.FALL_BACK else (stage.agent,)

    def _skip(self, position: int, stage: Stage, number: int, failure: StageFailedError) -> None:
        """Let what came in go on in the place of what the stage should have given."""
        came = [self._given[name] for name in befores(self._run.chain)[stage.name]]
        text = "\n\n".join(one.result for one in came)
        end = StageEnd(state=StageState.SKIPPED, result=text, raw=text, program=came[0].program if came else None)
        start = StageStart(
            position=position,
            stage=stage.name,
            attempt=number + 1,
            agent=stage.agent,
            agent_version="",
            strategy="",
            strategy_version="",
            command=(),
            prompt="",
            note=f"Skipped, and what came in goes on: {failure.failure.value}.",
        )
        self._journal.end(self._journal.start(start, (), now=self.now()), end, now=self.now())
        self._given[stage.name] = self._as_given(stage, end)

    def _stopped(self, stage: Stage, failure: StageFailedError) -> CourseEnd:
        reason = f"Stage {stage.name} failed: {failure.failure.value}. {failure}"
        last = StageEnd(state=StageState.FAILED, program=self._last_program())
        self._journal.finish(RunState.FAILED, now=self.now(), last=last, failure=failure.failure, reason=reason)
        return self._end(RunState.FAILED, reason)

    def _done(self) -> CourseEnd:
        given = self._given[self._order[-1].name]
        last = StageEnd(state=StageState.DONE, result=given.result, program=self._last_program())
        self._journal.finish(RunState.DONE, now=self.now(), last=last)
        return self._end(RunState.DONE, f"All {len(self._order)} stages are done.")

    def _end(self, state: RunState, reason: str) -> CourseEnd:
        if self._journal.is_cancelled():  # while its last stage ended: then it is not to be graded
            raise AgentStoppedError(f"Chain run {self._run.id} was cancelled.")
        spent = self._journal.spent()
        return CourseEnd(
            state=state,
            reason=reason,
            program=self._last_program(),
            tokens=spent.tokens,
            cost_usd=spent.cost_usd,
        )

    def _last_program(self) -> Files | None:
        made = [self._given[stage.name].program for stage in self._order if stage.name in self._given]
        return next((program for program in reversed(made) if program is not None), None)

    def _as_given(self, stage: Stage, end: StageEnd) -> Given:
        """Return what a stage gave; where it made no program, the one that it had goes on with it."""
        program = end.program if end.program is not None else next(iter(self.programs(stage)), None)
        form = self._kit.performer(stage.agent).form
        return Given(stage=stage.name, result=end.result, raw=end.raw, program=program, form=form)

    def keep(self, stage: Stage, end: StageEnd, *, redactions: int) -> None:
        """Take in what a stage gave."""
        self._given[stage.name] = replace(self._as_given(stage, end), redactions=redactions)

    def programs(self, stage: Stage) -> tuple[Files, ...]:
        """Return the programs that come in with the stages before, each once."""
        came = [self._given[name].program for name in befores(self._run.chain)[stage.name] if name in self._given]
        return tuple(dict.fromkeys(program for program in came if program is not None))

    def passed(self, stage: Stage) -> dict[str, Passed]:
        """Return the results that go into a stage's message, by the stages that gave them."""
        names = self._wanted(stage)
        limit = stage.budgets.hand_off_kib
        return {name: pass_on(self._given[name], limit_kib=limit) for name in names if name in self._given}

    def _wanted(self, stage: Stage) -> tuple[str, ...]:
        direct = befores(self._run.chain)[stage.name]
        asked = variables_in(stage.instructions)
        named = tuple(name.removeprefix(RESULTS) for name in asked if name.startswith(RESULTS))
        reached = ancestors(self._run.chain, stage.name)
        return tuple(dict.fromkeys((*direct, *(name for name in named if name in reached))))

    @property
    def run(self) -> ChainRun:
        """The run that this is the course of."""
        return self._run

    @property
    def journal(self) -> ChainJournal:
        """Where it is written."""
        return self._journal

    @property
    def kit(self) -> Kit:
        """What it works with."""
        return self._kit

    @property
    def brief(self) -> TaskBrief | None:
        """The task; None on free text."""
        return self._brief

    @property
    def seed(self) -> int:
        """What decides draws."""
        return self._seed

    def choice(self, stage: Stage) -> Choice:
        """Return the strategy that was chosen for a stage."""
        return next(choice for choice in self._run.choices if choice.stage == stage.name)

    def form_of(self, name: str) -> Form:
        """Return the form in which a stage's result comes."""
        return self._given[name].form

    def now(self) -> datetime:
        """Return the time."""
        return self._kit.clock()


class _Attempt:
    """One attempt at a stage by one agent."""

    def __init__(self, course: Course, position: int, stage: Stage, *, agent: str, number: int, note: str) -> None:
        self._course, self._position, self._stage = course, position, stage
        self._agent, self._number = agent, number
        self._performer = course.kit.performer(agent)
        choice = course.choice(stage)
        self._strategy = course.kit.strategy(choice)
        self._note = f"{note} {_replaced(choice, self._strategy)}".strip()
        self._lines: list[str] = []
        self._flushed = time.monotonic()
        self._asked = time.monotonic()
        self._logged_bytes = self._logged = 0
        self._cancelled = False
        self._stage_run_id = 0

    def make(self) -> Search[StageFailedError | None]:
        """Do the stage once and write it down; return the failure, or None when it gave its result."""
        passed = self._course.passed(self._stage)
        # both must speak events: whoever gives the first result of a chain speaks to nobody before it
        events = self._performer.form is Form.EVENTS and bool(passed)
        as_events = events and all(self._course.form_of(name) is Form.EVENTS for name in passed)
        job = self._job(passed, as_events=as_events)
        self._stage_run_id = self._begin(job, passed)
        try:
            performed = yield from self._perform(job)
        except StageFailedError as error:
            end = StageEnd(state=StageState.FAILED, failure=error.failure, reason=str(error))
            self._finish(_charged(end, error.spent))
            return error
        except AgentStoppedError as error:
            self._finish(_charged(self._told_to_end(), error.spent))
            raise
        except GeneratorExit:
            self._finish(self._told_to_end())
            raise
        self._finish(_end_of(performed))
        self._course.keep(self._stage, _end_of(performed), redactions=performed.redactions)
        return None

    def _told_to_end(self) -> StageEnd:
        # a lost lease leaves it to the one who has the run now
        state = StageState.INTERRUPTED if not self._course.journal.is_cancelled() else StageState.CANCELLED
        return StageEnd(state=state, reason="It was told to end while it ran.")

    def _perform(self, job: StageJob) -> Search[Performed]:
        if self._course.run.marker:
            return marker_job(self._course.run.marker, job, self._performer) or (
                yield from self._performer.perform(job)
            )
        return (yield from self._performer.perform(job))

    def _job(self, passed: dict[str, Passed], *, as_events: bool) -> StageJob:
        programs = self._course.programs(self._stage)
        return StageJob(
            stage=self._told(),
            strategy=self._strategy,
            prompt=self._prompt(passed, programs),
            as_events=as_events,
            brief=self._course.brief,
            programs=programs,
            seed=self._course.seed,
            on_line=self._take,
            is_cancelled=self._is_cancelled,
        )

    def _told(self) -> Stage:
        # a test of the connection sends words; no stage is asked for a program or for JSON
        return replace(self._stage, gives=Gives.TEXT, schema="") if self._course.run.marker else self._stage

    def _prompt(self, passed: dict[str, Passed], programs: tuple[Files, ...]) -> str:
        run, stage = self._course.run, self._stage
        if run.marker:
            return marker_prompt(run.marker, joined(passed) if passed else "")
        files = programs[0] if programs else (self._course.brief.starter if self._course.brief else ())
        direct = {name: passed[name] for name in befores(run.chain)[stage.name] if name in passed}
        values = values_of(
            run,
            brief=self._course.brief,
            files=files,
            previous=joined(direct) if direct else "",
            results={name: one.text for name, one in passed.items()},
            strategy=self._strategy.instructions,
        )
        own = "strategy" in variables_in(stage.instructions)
        return full_prompt(
            render(stage.instructions, values),
            strategy="" if own else self._strategy.instructions,
            answer=self._performer.how_to_answer(stage),
        )

    def _begin(self, job: StageJob, passed: dict[str, Passed]) -> int:
        start = StageStart(
            position=self._position,
            stage=self._stage.name,
            attempt=self._number,
            agent=self._agent,
            agent_version=self._performer.version,
            strategy=self._strategy.name,
            strategy_version=self._strategy.version,
            command=self._performer.command(self._stage, as_events=job.as_events),
            prompt=job.prompt,
            note=self._note,
        )
        return self._course.journal.start(start, self._hand_offs(job, passed), now=self._course.now())

    def _hand_offs(self, job: StageJob, passed: dict[str, Passed]) -> Iterator[HandOff]:
        form = Form.EVENTS if job.as_events else self._performer.form
        received = user_message(job.prompt) if job.as_events else job.prompt
        if form is Form.EVENTS and not job.as_events:
            form = Form.TEXT
        if form is Form.FILES:
            received = shown(job.files)
        for one in passed.values():
            yield hand_off(one, to_stage=self._stage.name, to_position=self._position, form=form, received=received)

    def _finish(self, end: StageEnd) -> None:
        self._flush()
        self._course.journal.end(self._stage_run_id, end, now=self._course.now())

    def _take(self, line: str) -> None:
        self._logged += 1
        self._logged_bytes += len(line)
        if self._logged > LOG_LINES_LIMIT or self._logged_bytes > LOG_BYTES_LIMIT:
            if self._logged_bytes - len(line) <= LOG_BYTES_LIMIT and self._logged <= LOG_LINES_LIMIT + 1:
                self._lines.append("[the log is full: what follows is left out]")
            return
        self._lines.append(line)
        self._flush_in_time()

    def _is_cancelled(self) -> bool:
        self._flush_in_time()
        moment = time.monotonic()
        if not self._cancelled and moment - self._asked > FLUSH_SECONDS:
            self._asked = moment
            self._cancelled = self._course.journal.is_cancelled()
        return self._cancelled or self._course.kit.is_cancelled()

    def _flush_in_time(self) -> None:
        if self._lines and time.monotonic() - self._flushed > FLUSH_SECONDS:
            self._flush()

    def _flush(self) -> None:
        lines, self._lines = self._lines, []
        self._flushed = time.monotonic()
        if lines:
            self._course.journal.tell(self._stage_run_id, lines, now=self._course.now())


def _replaced(choice: Choice, used: Strategy) -> str:
    if used.version == choice.version:
        return ""
    return f"{choice.strategy} was chosen as {choice.version}, which is gone: this is {used.version}."


def _charged(end: StageEnd, spent: Spent) -> StageEnd:
    return replace(end, turns=spent.turns, tokens=spent.tokens, cost_usd=spent.cost_usd, session_id=spent.session_id)


def _end_of(performed: Performed) -> StageEnd:
    return StageEnd(
        state=StageState.DONE,
        result=performed.result,
        raw=performed.raw,
        program=performed.program,
        turns=performed.turns,
        tokens=performed.tokens,
        cost_usd=performed.cost_usd,
        session_id=performed.session_id,
        note=performed.note,
    )
