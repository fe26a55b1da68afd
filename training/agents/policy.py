"""When to submit: the part of a strategy that every agent follows alike."""

from enum import StrEnum

from sandbox.model import ExecutionResult, TestStatus
from training.model.agents import Feedback
from training.model.strategies import Strategy


class Step(StrEnum):
    """What to do next."""

    WORK = "work"
    CHECK_AGAIN = "check_again"
    SUBMIT = "submit"


def share(result: ExecutionResult) -> float:
    """Return the share of the tests that passed, 0..1; 0 when none reported."""
    return result.count(TestStatus.PASSED) / len(result.tests) if result.tests else 0.0


def best(feedback: tuple[Feedback, ...]) -> Feedback | None:
    """Return the attempt with most tests passed, the earliest of equals."""
    return max(feedback, key=lambda entry: share(entry.result), default=None)


def next_step(strategy: Strategy, feedback: tuple[Feedback, ...]) -> Step:
    """Decide after the attempts so far.

    With self-check, a program that passes is run once more before it is submitted. Without, the first one that
    passes enough is, as long as it is no worse than what came before it.
    """
    if len(feedback) >= strategy.attempts:
        return Step.SUBMIT
    if not feedback:
        return Step.WORK
    latest = feedback[-1]
    if strategy.self_check:
        return _checked(feedback)
    enough = share(latest.result) >= strategy.submit_at and latest is best(feedback)
    return Step.SUBMIT if latest.result.all_passed or enough else Step.WORK


def _checked(feedback: tuple[Feedback, ...]) -> Step:
    latest = feedback[-1]
    if not latest.result.all_passed:
        return Step.WORK
    before = feedback[-2] if len(feedback) > 1 else None
    same = before is not None and before.candidate.files == latest.candidate.files
    return Step.SUBMIT if same and before is not None and before.result.all_passed else Step.CHECK_AGAIN
