"""What every Runner promises, whichever it is."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from sandbox.errors import InvalidSpecError
from sandbox.model import ExecutionSpec, Limits, Outcome, SourceFile, TestStatus, Trust
from sandbox.runner import Runner

RIGHT = "module.exports.add = (a, b) => a + b;"
WRONG = "module.exports.add = (a, b) => a - b;"
ENDLESS = "for (;;) ;"
LEAVING = "process.exit(0);"
TESTS = """
const { add } = require('./solution');
describe('answers', () => {
  test('with the sum', () => { expect(add(1, 2)).toBe(3); });
  test('with the sum of more', () => { expect(add(20, 22)).toBe(42); });
});
"""


def spec_of(program: str, *, path: str = "solution.js", limits: Limits | None = None) -> ExecutionSpec:
    return ExecutionSpec(
        execution_id=f"contract-{uuid.uuid4().hex}",
        candidate=(SourceFile(path, program.encode()),),
        tests=(SourceFile("solution.spec.js", TESTS.encode()),),
        limits=limits or Limits(),
    )


def test_a_right_program_passes_every_test(runner: Runner) -> None:
    result = runner.execute(spec_of(RIGHT))

    assert result.outcome is Outcome.EXITED
    assert result.all_passed
    assert result.trust is Trust.ISOLATED
    assert [test.name for test in result.tests] == ["answers > with the sum", "answers > with the sum of more"]


def test_a_wrong_program_fails_with_a_message_for_each_test(runner: Runner) -> None:
    result = runner.execute(spec_of(WRONG))

    assert result.outcome is Outcome.EXITED
    assert not result.all_passed
    assert all(test.status is TestStatus.FAILED and test.message for test in result.tests)


def test_a_result_carries_the_id_that_it_was_asked_under(runner: Runner) -> None:
    spec = spec_of(RIGHT)

    assert runner.execute(spec).execution_id == spec.execution_id


def test_usage_is_measured(runner: Runner) -> None:
    usage = runner.execute(spec_of(RIGHT)).usage

    assert usage is not None
    assert usage.wall_ms > 0
    assert usage.cpu_ms > 0
    assert usage.peak_memory_mib > 0


def test_a_program_that_ends_itself_is_no_pass_and_its_reason_is_a_sentence(runner: Runner) -> None:
    result = runner.execute(spec_of(LEAVING))

    assert result.outcome is Outcome.NO_REPORT
    assert not result.all_passed
    assert result.reason.endswith(".")


def test_an_endless_program_is_ended_by_its_cpu_limit(runner: Runner) -> None:
    result = runner.execute(spec_of(ENDLESS, limits=Limits(cpu_seconds=0.5)))

    assert result.outcome is Outcome.CPU_TIMEOUT
    assert result.reason.endswith(".")


@pytest.mark.parametrize(
    "path", ["../solution.js", "/solution.js", "a//b.js", "", ".", "a/../b.js", "solution.spec.js"]
)
def test_a_file_that_cannot_be_placed_is_refused_before_anything_runs(runner: Runner, path: str) -> None:
    with pytest.raises(InvalidSpecError):
        runner.execute(spec_of(RIGHT, path=path))


@pytest.mark.parametrize("limits", [Limits(wall_seconds=0), Limits(memory_mib=-1), Limits(cpu_seconds=float("nan"))])
def test_a_limit_that_is_none_is_refused(runner: Runner, limits: Limits) -> None:
    with pytest.raises(InvalidSpecError):
        runner.execute(spec_of(RIGHT, limits=limits))


def test_executions_at_the_same_time_keep_apart(runner: Runner) -> None:
    specs = [spec_of(RIGHT if at % 2 == 0 else WRONG) for at in range(6)]

    with ThreadPoolExecutor(3) as pool:
        results = list(pool.map(runner.execute, specs))

    assert [result.execution_id for result in results] == [spec.execution_id for spec in specs]
    assert [result.all_passed for result in results] == [True, False] * 3
