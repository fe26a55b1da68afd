"""The command-line performer on a stand-in of Claude Code: real processes."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sandbox.fake import judged
from sandbox.model import ExecutionSpec, SourceFile
from tests.training.builders import a_strategy
from tests.training.chains.makers import FAKE_CLAUDE, a_brief, a_chain, a_stage
from training.agents.command.agent import CommandAgent
from training.agents.command.presets import Mode, Preset, PromptBy, ReplyAs
from training.agents.errors import AgentStoppedError
from training.agents.repair.agent import RepairAgent
from training.chains.errors import StageFailedError
from training.chains.performers import TestingPerformer, performer_of
from training.chains.stage_job import Performed, Performer, StageJob
from training.chains.words import checked_result
from training.model.agents import Feedback
from training.model.chain_runs import Failure
from training.model.chains import Stage
from training.model.spending import Spent

Perform = Callable[..., Performed]
SECRET = "a-key-of-great-value"
SESSION = "11111111-2222-3333-4444-555555555555"


def the_preset(*, reply: ReplyAs = ReplyAs.CLAUDE_EVENTS, mode: Mode = Mode.TEXT) -> Preset:
    return Preset(
        name="fake",
        version="1",
        title="Fake",
        install="Nothing to install.",
        command=(sys.executable, str(FAKE_CLAUDE)),
        version_command=(sys.executable, str(FAKE_CLAUDE), "--version"),
        prompt=PromptBy.STDIN,
        reply=reply,
        mode=mode,
        output_mib=64,
        passed=("FAKE_CLAUDE", "PATH"),
        secret=("ANTHROPIC_API_KEY",),
    )


def a_job(prompt: str = "fenced code block", *, lines: list[str] | None = None, **fields: Any) -> StageJob:
    taken = lines if lines is not None else []
    given = {"brief": a_brief(), "strategy": a_strategy(), **fields}
    stage: Stage = given.pop("stage", a_chain(a_stage("a")).stages[0])
    return StageJob(stage=stage, prompt=prompt, on_line=taken.append, **given)


def outcome(performer: Performer, job: StageJob) -> Performed:
    work = performer.perform(job)
    try:
        next(work)
    except StopIteration as stop:
        performed: Performed = stop.value
        return performed
    raise AssertionError("it wanted tests run")


@pytest.fixture
def perform() -> Iterator[Perform]:
    def run(behaviour: str, job: StageJob | None = None, **preset: Any) -> Performed:
        environment = {"FAKE_CLAUDE": behaviour, "ANTHROPIC_API_KEY": SECRET}
        agent = CommandAgent(the_preset(**preset), environment=environment)
        return outcome(performer_of(agent), job or a_job())

    return run


def program_stage(**fields: Any) -> Stage:
    return a_chain(a_stage("a", gives="program", **fields)).stages[0]


def test_a_good_answer_gives_its_result_its_program_and_what_it_cost(perform: Perform) -> None:
    performed = perform("relay", a_job(stage=program_stage()))

    assert performed.program is not None
    assert b"return n * 2" in performed.program[0].content
    assert (performed.turns, performed.tokens, performed.cost_usd) == (1, 120, 0.25)
    assert json.loads(performed.raw)["type"] == "result"


def test_a_prompt_as_an_event_reaches_a_program_that_speaks_events(perform: Perform) -> None:
    assert perform("relay", a_job("It says MARKER-ABC2, ünd\nmore", as_events=True)).result == "MARKER-ABC2"


def test_half_a_character_in_an_answer_leaves_everything_well_formed(perform: Perform) -> None:
    performed = perform("half_a_character", a_job(stage=program_stage()))

    assert performed.program is not None
    assert performed.program[0].content.startswith("// \ufffd\n".encode())
    assert f"{performed.result}{performed.session_id}{performed.note}".encode()


def test_shell_code_in_a_prompt_is_run_by_nothing(perform: Perform, tmp_path: Path) -> None:
    file = tmp_path / "made"
    perform("relay", a_job(f"$(touch {file}); `touch {file}`; touch {file}\n'; touch {file}"))

    assert not file.exists()


@pytest.mark.parametrize(
    ("behaviour", "failure"),
    [
        ("nothing", Failure.SILENT),
        ("no_result", Failure.NO_RESULT),
        ("half_line", Failure.NO_RESULT),
        ("is_error", Failure.REPORTED),
        ("empty_result", Failure.EMPTY_RESULT),
        ("refusal", Failure.REFUSED),
        ("huge_result", Failure.TOO_LARGE),
        ("flood", Failure.FLOODED),
        ("killed", Failure.EXITED),
        ("exit_1_after_result", Failure.EXITED),
    ],
)
def test_each_way_to_fail_is_told_apart(perform: Perform, behaviour: str, failure: Failure) -> None:
    with pytest.raises(StageFailedError) as caught:
        perform(behaviour)

    assert caught.value.failure is failure


@pytest.mark.parametrize(
    ("stage", "failure"),
    [
        (a_chain(a_stage("a", gives="json", schema='{"type": "object"}')).stages[0], Failure.NOT_JSON),
        (program_stage(), Failure.NO_PROGRAM),
        (a_chain(a_stage("a", budgets={"tokens": 100})).stages[0], Failure.OVER_BUDGET),
        (a_chain(a_stage("a", budgets={"cost_usd": 0.1})).stages[0], Failure.OVER_BUDGET),
    ],
)
def test_a_result_that_is_not_what_the_stage_gives_fails(perform: Perform, stage: Stage, failure: Failure) -> None:
    with pytest.raises(StageFailedError) as caught:
        perform("no_program", a_job(stage=stage))

    assert caught.value.failure is failure
    assert caught.value.spent == Spent(turns=3, tokens=120, cost_usd=0.25, session_id=SESSION)


def test_a_result_that_does_not_meet_its_schema_fails(perform: Perform) -> None:
    schema = '{"type": "object", "required": ["verdict"]}'
    stage = a_chain(a_stage("a", gives="json", schema=schema)).stages[0]
    with pytest.raises(StageFailedError) as caught:
        perform("relay", a_job("JSON schema", stage=stage))

    assert caught.value.failure is Failure.SCHEMA


def test_half_a_character_in_an_answer_of_json_is_replaced() -> None:
    stage = a_chain(a_stage("a", gives="json", schema="{}")).stages[0]

    assert json.loads(checked_result(stage, r'{"a": "\ud83d"}')) == {"a": "\ufffd"}


@pytest.mark.parametrize("answer", ["[" * 100_000, "```json\n" + "[" * 100_000 + "\n```"])
def test_json_that_is_nested_too_deeply_fails(answer: str) -> None:
    stage = a_chain(a_stage("a", gives="json", schema="{}")).stages[0]
    with pytest.raises(StageFailedError) as caught:
        checked_result(stage, answer)

    assert caught.value.failure is Failure.NOT_JSON


def test_json_of_a_depth_that_can_be_read_but_not_written_fails_too() -> None:
    stage = a_chain(a_stage("a", gives="json", schema="{}")).stages[0]
    for depth in range(900, 1000):  # Python 3.12 and newer read deeper than they write
        with suppress(StageFailedError):
            assert json.loads(checked_result(stage, "[" * depth + "]" * depth))


def test_a_stage_that_hangs_is_ended_at_its_deadline(perform: Perform) -> None:
    stage = a_chain(a_stage("a", budgets={"seconds": 1})).stages[0]
    with pytest.raises(StageFailedError) as caught:
        perform("silence", a_job(stage=stage))

    assert caught.value.failure is Failure.TIMED_OUT


def test_a_stage_that_takes_more_turns_than_it_may_is_ended(perform: Perform) -> None:
    stage = a_chain(a_stage("a", budgets={"turns": 3})).stages[0]
    with pytest.raises(StageFailedError) as caught:
        perform("many_turns", a_job(stage=stage))

    assert caught.value.failure is Failure.OVER_BUDGET
    assert not caught.value.retryable
    assert caught.value.spent.turns is not None
    assert caught.value.spent.turns > 3


@pytest.mark.parametrize("behaviour", ["max_budget", "max_turns"])
def test_a_limit_that_the_program_kept_itself_is_not_bought_again(perform: Perform, behaviour: str) -> None:
    with pytest.raises(StageFailedError) as caught:
        perform(behaviour)

    assert caught.value.failure is Failure.OVER_BUDGET
    assert not caught.value.retryable
    assert caught.value.spent.cost_usd == 0.25


def test_what_was_taken_before_its_files_were_refused_is_told(perform: Perform) -> None:
    with pytest.raises(StageFailedError) as caught:
        perform("huge_file", a_job(stage=program_stage()), mode=Mode.WORKSPACE)

    assert caught.value.failure is Failure.WORKSPACE
    assert caught.value.spent.cost_usd == 0.25


def test_a_cancelled_stage_is_ended(perform: Perform) -> None:
    with pytest.raises(AgentStoppedError):
        perform("silence", a_job(is_cancelled=lambda: True))


def test_secrets_are_taken_out_of_results_and_lines_and_counted(perform: Perform) -> None:
    lines: list[str] = []
    performed = perform("leak", a_job(lines=lines))

    assert SECRET not in performed.result + performed.raw + "".join(lines)
    assert performed.redactions > 0


def test_text_is_taken_as_it_comes_and_a_program_that_is_not_there_is_said_to_be_missing(perform: Perform) -> None:
    assert "weather" in perform("no_program", reply=ReplyAs.TEXT).result

    gone = CommandAgent(Preset(**{**vars(the_preset()), "command": ("no-such-program",)}), environment={})
    with pytest.raises(StageFailedError) as caught:
        outcome(performer_of(gone), a_job())
    assert caught.value.failure is Failure.MISSING


def test_files_count_where_an_agent_works_in_its_folder(perform: Perform) -> None:
    performed = perform("good", a_job(stage=program_stage()), mode=Mode.WORKSPACE)

    assert performed.program is not None
    assert {file.path for file in performed.program} >= {"solution.js"}


def test_helpers_of_the_tests_are_no_part_of_the_program(perform: Perform) -> None:
    tests = (*a_brief().visible_tests, SourceFile("helper.js", b""))
    brief = replace(a_brief(), visible_tests=tests)
    performed = perform("own_tests", a_job(stage=program_stage(), brief=brief), mode=Mode.WORKSPACE)

    assert performed.program is not None
    assert "helper.js" not in {file.path for file in performed.program}


def test_the_tests_themselves_may_be_a_stage() -> None:
    work = TestingPerformer().perform(a_job())
    candidate = next(work)
    spec = ExecutionSpec(execution_id="x", candidate=candidate.files, tests=a_brief().visible_tests)
    with pytest.raises(StopIteration) as stop:
        work.send(Feedback(candidate=candidate, result=judged(spec, {"adds": False})))

    assert "0 of 1 tests passed" in stop.value.value.result
    assert "solution.js" in stop.value.value.result


def test_of_several_programs_the_repair_starts_from_the_one_that_passes_most() -> None:
    programs = tuple((SourceFile("solution.js", f"export const n = {n};\n".encode()),) for n in (1, 2))
    job = a_job(stage=program_stage(agent="repair"), programs=programs)
    work = performer_of(RepairAgent()).perform(job)
    candidate = next(work)
    try:
        while True:
            good = candidate.files == programs[1]
            spec = ExecutionSpec(execution_id="x", candidate=candidate.files, tests=a_brief().visible_tests)
            candidate = work.send(Feedback(candidate=candidate, result=judged(spec, {"adds": good, "more": good})))
    except StopIteration as stop:
        performed: Performed = stop.value

    assert performed.program == programs[1]
