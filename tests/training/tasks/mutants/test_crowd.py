"""Many programs in one container, and what becomes of those that break it."""

from dataclasses import replace

import pytest

from sandbox.docker_runner import DockerRunner
from sandbox.fake import FakeRunner, ended, judged
from sandbox.model import ExecutionResult, ExecutionSpec, Limits, Outcome, SourceFile
from training.errors import TaskCheckError
from training.tasks.mutants.crowd import MEMBERS, Member, Pace, try_all
from training.tasks.mutants.guarding import guarded, hurried

PACE = Pace(limits=Limits(), wall_ms=100.0, cpu_ms=50.0)
ENDLESS, WRONG = b"endless", b"wrong"


def member(program: bytes = b"right") -> Member:
    return Member(
        program=(SourceFile("solution.js", program),), tests=(SourceFile("a.test.js", b"import './solution.js';"),)
    )


def run(spec: ExecutionSpec) -> ExecutionResult:
    """Judge each folder by what its program is; one that is endless ends the container there."""
    programs = {file.path.split("/")[0]: file.content for file in spec.candidate}
    done = []
    for test in spec.tests:
        folder = test.path.split("/")[0]
        if programs[folder] == ENDLESS:
            reached = judged(spec, {}).tests + tuple(done)
            return replace(ended(spec, Outcome.CPU_TIMEOUT), tests=reached)
        one = judged(spec, {"works": programs[folder] != WRONG}).tests[0]
        done.append(replace(one, file=test.path))
    return replace(judged(spec, {}), tests=tuple(done))


def passed(*programs: bytes) -> list[bool]:
    return [verdict.passed for verdict in try_all([member(p) for p in programs], pace=PACE, runner=FakeRunner(run))]


def test_each_is_judged_by_its_own_tests() -> None:
    assert passed(b"right", WRONG, b"right") == [True, False, True]


def test_all_share_a_container() -> None:
    runner = FakeRunner(run)
    try_all([member()] * MEMBERS, pace=PACE, runner=runner)
    assert len(runner.executed) == 1


def test_more_than_fit_go_into_another() -> None:
    runner = FakeRunner(run)
    assert len(try_all([member()] * (MEMBERS + 1), pace=PACE, runner=runner)) == MEMBERS + 1
    assert len(runner.executed) == 2


def test_one_that_breaks_the_container_fails_alone() -> None:
    assert passed(b"right", ENDLESS, b"right", WRONG) == [True, False, True, False]


def test_one_that_ends_the_program_does_not_fail_those_behind_it() -> None:
    def run_or_end(spec: ExecutionSpec) -> ExecutionResult:
        if any(file.content == ENDLESS for file in spec.candidate):
            return replace(judged(spec, {"works": False}), outcome=Outcome.NO_REPORT)
        return run(spec)

    members = [member(program) for program in (b"right", ENDLESS, b"right", WRONG, b"right")]
    verdicts = try_all(members, pace=PACE, runner=FakeRunner(run_or_end))
    assert [verdict.passed for verdict in verdicts] == [True, False, True, False, True]


def test_a_failure_says_which_test_and_why() -> None:
    verdict, _ = try_all([member(WRONG), member()], pace=PACE, runner=FakeRunner(run))
    assert verdict.failed is not None
    assert "works" in verdict.failed


def test_our_own_failure_is_no_verdict() -> None:
    runner = FakeRunner(lambda spec: ended(spec, Outcome.INFRA_ERROR))
    with pytest.raises(TaskCheckError, match="no result"):
        try_all([member()], pace=PACE, runner=runner)


def test_loops_get_a_counter_and_lines_stay() -> None:
    source = b"for (const a of b) c();\nwhile (d) {\n  e();\n}\n"
    lines = guarded(SourceFile("solution.js", source)).content.decode().split("\n")
    assert "proving_turns" in lines[0]
    assert "proving_turns" in lines[1]
    assert lines[2] == "  e();"
    assert guarded(SourceFile("data.json", b"{}")).content == b"{}"


@pytest.mark.parametrize(
    ("source", "way"), [(b"import './solution.js';", "import {"), (b"require('./a')", "require('@jest")]
)
def test_tests_are_hurried_in_their_own_kind_of_module(source: bytes, way: str) -> None:
    text = hurried(SourceFile("a.test.js", source), suite_ms=1200).content.decode()
    assert way in text
    assert "1200" in text
    assert hurried(SourceFile("helper.js", source), suite_ms=1200).content == source


@pytest.mark.docker
def test_real_programs_that_hang_loop_crash_or_work(sandbox: DockerRunner) -> None:
    programs = {
        b"export const f = () => 1;": True,
        b"export const f = () => { for (;;) {} };": False,
        b"export const f = () => new Promise(() => {});": False,
        b"export const f = () => process.exit(0);": False,
        b"export const f = () => { throw new Error('no'); };": False,
        b"export const g = 1;": False,
        b"export const f = async () => 1;": True,
    }
    test = b"import { f } from './solution.js';\ntest('gives one', async () => { expect(await f()).toBe(1); });\n"
    members = [
        Member(program=(SourceFile("solution.js", source),), tests=(SourceFile("a.test.js", test),))
        for source in programs
    ]
    verdicts = try_all(members, pace=replace(PACE, wall_ms=500.0, cpu_ms=300.0), runner=sandbox)
    assert [verdict.passed for verdict in verdicts] == list(programs.values())
