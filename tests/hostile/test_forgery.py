"""No program gets a pass for wrong code, and each ends with the outcome that it should."""

import pytest

from sandbox.model import Outcome, TestStatus, Trust
from sandbox.runner import Runner
from tests.hostile.programs import Program, forged_tests, forgeries, honest

pytestmark = pytest.mark.docker


def test_the_suite_can_be_passed_by_a_program_that_does_the_work(hostile_runner: Runner) -> None:
    result = hostile_runner.execute(honest().spec())

    assert result.outcome is Outcome.EXITED
    assert result.trust is Trust.ISOLATED
    failed = [test.name for test in result.tests if test.status is not TestStatus.PASSED]
    assert failed == ["a secret that stands only here"], result


def test_there_are_at_least_forty_forgeries() -> None:
    assert len(forgeries()) >= 40


@pytest.mark.parametrize("program", forgeries(), ids=lambda program: program.name)
def test_a_forgery_passes_no_test(hostile_runner: Runner, program: Program) -> None:
    result = hostile_runner.execute(program.spec())

    assert not result.all_passed
    assert forged_tests(result) == ()
    assert result.outcome in program.expected, result.reason
    assert result.reason
