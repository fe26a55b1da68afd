"""The full proof of a task."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from sandbox.fake import FakeRunner, judged
from sandbox.model import ExecutionResult, ExecutionSpec, SourceFile
from tests.training.builders import a_task
from training.model.tasks import AcceptedMutant, Task
from training.tasks.proof import ORDERS, REPEATS, prove_task

REFERENCE = b"export const f = (a, b) => a < b;\n"
TEST = b"import { f } from './solution.js';\ntest('one', () => {});\ntest('two', () => {});\n"
Judge = Callable[[bytes, bytes], bool]


def a_real_task(**changes: object) -> Task:
    task = replace(
        a_task(),
        starter=(SourceFile("solution.js", b"export const f = () => {};\n"),),
        reference=(SourceFile("solution.js", REFERENCE),),
        visible_tests=(SourceFile("a.test.js", TEST),),
        hidden_tests=(SourceFile("a.test.js", TEST),),
    )
    return replace(task, **changes)  # type: ignore[arg-type]


def judging(judge: Judge) -> FakeRunner:
    """Judge each program with its tests, in whatever folder they are."""

    def run(spec: ExecutionSpec) -> ExecutionResult:
        programs = {file.path.removesuffix("solution.js"): file.content for file in spec.candidate}
        results = []
        for test in spec.tests:
            program = programs[test.path.removesuffix("a.test.js")]
            one = judged(spec, {"works": judge(program, test.content)}).tests[0]
            results.append(replace(one, file=test.path))
        return replace(judged(spec, {}), tests=tuple(results))

    return FakeRunner(run)


def test_files_that_the_reference_leaves_as_they_are_get_no_bugs() -> None:
    old = SourceFile("old.js", REFERENCE)
    task = a_real_task()
    task = replace(task, starter=(*task.starter, old), reference=(*task.reference, old))
    proof = prove_task(task, judging(lambda program, _: program == REFERENCE))
    assert proof.strength.tried == 3
    assert proof.strength.share == 1.0


def test_a_strong_task_is_sound() -> None:
    proof = prove_task(a_real_task(), judging(lambda program, _: program == REFERENCE))
    assert proof.valid
    assert (proof.repeats, proof.orders) == (REPEATS, ORDERS)
    assert proof.strength.share == 1.0
    assert proof.strength.tried == 3
    assert proof.strength.survivors == ()


def test_survivors_are_listed_with_line_and_edit() -> None:
    proof = prove_task(a_real_task(), judging(lambda program, _: b"{}" not in program and b">" in program))
    assert not proof.valid
    assert "it must be 90%" in proof.problems[0]
    edits = {survivor.edit: survivor.line for survivor in proof.strength.survivors}
    assert edits["export const f = (a, b) => a < b; -> export const f = (a, b) => a <= b;"] == 1


def test_an_accepted_survivor_does_not_count() -> None:
    edit = "export const f = (a, b) => a < b; -> export const f = (a, b) => a <= b;"
    runner = judging(lambda program, _: program == REFERENCE or b"<=" in program)
    weak = prove_task(a_real_task(), runner)
    proof = prove_task(a_real_task(accepted=(AcceptedMutant(edit=edit, reason="a is never b"),)), runner)
    assert [survivor.accepted for survivor in proof.strength.survivors] == ["a is never b"]
    assert proof.strength.tried == weak.strength.tried - 1
    assert proof.strength.share == 1.0


def test_the_same_seed_tries_the_same_and_no_more_than_asked_for() -> None:
    runner = judging(lambda program, _: b"=> a" in program)
    one, other = (prove_task(a_real_task(), runner, mutants=3, seed=7) for _ in range(2))
    assert one.strength == other.strength
    assert one.strength.tried == 3


def test_tests_that_depend_on_their_order_are_told() -> None:
    proof = prove_task(
        a_real_task(), judging(lambda program, test: program == REFERENCE and test.index(b"one") < test.index(b"two"))
    )
    assert any("in every order" in problem for problem in proof.problems)


def test_tests_that_pass_only_sometimes_are_told() -> None:
    turns = iter(range(10_000))
    runner = judging(lambda program, _: program == REFERENCE and next(turns) != 5)
    proof = prove_task(a_real_task(), runner)
    assert any("each time" in problem for problem in proof.problems)


@pytest.mark.parametrize("reference_passes", [True, False])
def test_an_unsound_task_is_tried_no_further(*, reference_passes: bool) -> None:
    runner = judging(lambda _, __: reference_passes)
    proof = prove_task(a_real_task(), runner)
    assert not proof.valid
    assert proof.strength.tried == 0
    assert len(runner.executed) == 4
