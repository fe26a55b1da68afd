"""Chains, briefs and performers that tests make."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.training.builders import NOON, a_strategy, a_task
from training.chains.content import chain_from
from training.chains.course import Course, CourseEnd, Kit
from training.chains.errors import StageFailedError
from training.chains.stage_job import Performed, StageJob, Work
from training.model.chain_runs import ChainRun, Choice, Failure, Form, RunRequest
from training.model.chains import Chain, Stage
from training.model.spending import NOTHING_TOLD, Spent
from training.model.tasks import TaskBrief
from training.store import Store

FAKE_CLAUDE = Path(__file__).parents[2] / "fixtures" / "fake_claude.py"


def a_stage(name: str, **fields: Any) -> dict[str, Any]:
    return {"name": name, "agent": "one", "instructions": f"Do {name}.", **fields}


def a_chain(*stages: dict[str, Any], **fields: Any) -> Chain:
    return chain_from({"name": "made", "stages": list(stages), **fields})


def a_row(*names: str) -> Chain:
    """Return a chain whose stages follow each other and pass on what they are given."""
    first, *others = names
    return a_chain(a_stage(first), *(a_stage(name, instructions="Go on: {{ previous }}") for name in others))


Answer = str | Performed | StageFailedError | Callable[[StageJob], str | Performed]


@dataclass
class Scripted:
    """A performer that gives the answers that it was made with, in turn; the last one for ever."""

    answers: list[Answer] = field(default_factory=lambda: ["done"])
    form: Form = Form.TEXT
    version: str = "1"
    jobs: list[StageJob] = field(default_factory=list)

    def command(self, stage: Stage, *, as_events: bool) -> tuple[str, ...]:
        return ("do", stage.name, "--events" if as_events else "--text")

    def how_to_answer(self, stage: Stage) -> str:
        return f"Answer as {stage.gives}."

    def perform(self, job: StageJob) -> Work:
        yield from ()
        self.jobs.append(job)
        answer = self.answers[0] if len(self.answers) == 1 else self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        given = answer(job) if callable(answer) else answer
        return Performed(result=given, raw=given) if isinstance(given, str) else given


def failing(
    failure: Failure = Failure.EXITED, *, retryable: bool = True, spent: Spent = NOTHING_TOLD
) -> StageFailedError:
    return StageFailedError(failure, "It broke.", retryable=retryable, spent=spent)


def a_brief() -> TaskBrief:
    return a_task().brief()


def begun(store: Store, chain: Chain, **fields: Any) -> ChainRun:
    """Return a queued run whose strategies are chosen."""
    run = store.chain_runs.queue(RunRequest(chain=chain, **fields), now=NOON)
    return chosen(store, run)


def chosen(store: Store, run: ChainRun) -> ChainRun:
    choices = tuple(
        Choice(stage=stage.name, strategy="careful", version="careful-1", reason="said so")
        for stage in run.chain.stages
    )
    journal = store.chain_runs.journal(run.id)
    journal.begin(now=NOON)
    journal.choose(choices)
    return store.chain_runs.get(run.id)


def go(
    store: Store,
    run: ChainRun,
    performers: dict[str, Any],
    *,
    is_cancelled: Callable[[], bool] = lambda: False,
    version: str | None = None,
) -> CourseEnd:
    """Go through a run whose stages want no tests run; `version` is the only one that there is of its strategies."""
    journal = store.chain_runs.journal(run.id)
    journal.begin(now=NOON)
    kit = Kit(
        performer=performers.__getitem__,
        strategy=lambda choice: a_strategy(choice.strategy, version=version or choice.version),
        clock=lambda: NOON,
        is_cancelled=is_cancelled,
    )
    course = Course(run, journal, kit, brief=a_brief(), seed=1).go()
    try:
        next(course)
    except StopIteration as stop:
        end: CourseEnd = stop.value
        return end
    raise AssertionError("a stage wanted tests run")
