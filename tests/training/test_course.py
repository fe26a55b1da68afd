from statistics import fmean

import pytest

from training.course import course_of, estimate_of
from training.model.profiles import CourseStep, Observation, TaskSum
from training.trends import Measure


def a_step(task: str, score: float | None, *, success: bool = True) -> CourseStep:
    seen = Observation(success=success, score=score, execution_ms=100.0, executions=1)
    return CourseStep(task_id=task, task_hash="h", seen=seen, trials=1, passed=1, learnt=None)


def sums(steps: list[CourseStep]) -> dict[str, TaskSum]:
    found: dict[str, TaskSum] = {}
    for step in steps:
        if step.seen.score is not None:
            known = found.get(step.task_id, TaskSum(n=0, total=0.0))
            found[step.task_id] = TaskSum(n=known.n + 1, total=known.total + step.seen.score)
    return found


def test_a_mean_lies_within_its_interval_however_unequal_the_repeats() -> None:
    by_task = {"one": TaskSum(n=200, total=20_000.0), **{str(n): TaskSum(n=1, total=18.0 + n % 5) for n in range(20)}}
    found = estimate_of(by_task, Measure.SCORE)
    assert found.mean == pytest.approx(fmean([100.0, *(18.0 + n % 5 for n in range(20))]))
    assert found.interval is not None
    assert found.interval.low < found.mean < found.interval.high


def test_tasks_that_all_came_to_the_same_leave_the_interval_open() -> None:
    alike = {"one": TaskSum(n=2, total=200.0), "other": TaskSum(n=1, total=100.0)}
    assert estimate_of(alike, Measure.SCORE).interval is None


def test_the_course_is_what_each_step_had_come_to() -> None:
    steps = [a_step("one", 50.0), a_step("two", 70.0), a_step("two", None), a_step("one", 100.0), a_step("three", 20.0)]
    found = course_of(steps, sums(steps), Measure.SCORE)
    assert [one.mean for one in found] == pytest.approx([50.0, 60.0, 60.0, 72.5, 55.0])
    assert [one.interval is None for one in found] == [True, False, False, False, False]
    # the newest steps alone give the same, because what came before is in the sums
    assert course_of(steps[3:], sums(steps), Measure.SCORE) == found[3:]


def test_a_profile_of_nothing_has_no_estimate() -> None:
    assert estimate_of({}, Measure.SUCCESS).mean is None
