from tests.training.agents.helpers import assignment, tried
from training.agents.policy import Step, best, next_step

CAREFUL = assignment("conservative", attempts=5).strategy
HASTY = assignment("aggressive", attempts=5, submit_at=0.5).strategy


def test_work_goes_on_until_something_passes() -> None:
    assert next_step(CAREFUL, ()) is Step.WORK
    assert next_step(CAREFUL, (tried("a", True, False),)) is Step.WORK
    assert next_step(HASTY, (tried("a", True, False, False),)) is Step.WORK


def test_with_self_check_a_pass_is_checked_again_and_then_submitted() -> None:
    once = (tried("a", True, True),)
    assert next_step(CAREFUL, once) is Step.CHECK_AGAIN
    assert next_step(CAREFUL, (*once, tried("a", True, True))) is Step.SUBMIT


def test_a_pass_that_the_second_look_does_not_confirm_is_no_pass() -> None:
    assert next_step(CAREFUL, (tried("a", True, True), tried("a", True, False))) is Step.WORK


def test_a_pass_of_another_program_is_checked_for_itself() -> None:
    assert next_step(CAREFUL, (tried("a", True, True), tried("b", True, True))) is Step.CHECK_AGAIN


def test_without_self_check_enough_is_enough() -> None:
    assert next_step(HASTY, (tried("a", True, False),)) is Step.SUBMIT
    assert next_step(HASTY, (tried("a", True, True),)) is Step.SUBMIT


def test_a_spent_budget_submits_whatever_there_is() -> None:
    assert next_step(CAREFUL, (tried("a", False),) * 5) is Step.SUBMIT


def test_the_best_attempt_is_the_earliest_with_most_tests_passed() -> None:
    attempts = (tried("a", False, False), tried("b", True, False), tried("c", False, True))
    found = best(attempts)
    assert found is not None
    assert found.candidate.files[0].content == b"b"
    assert best(()) is None
