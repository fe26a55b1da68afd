from dataclasses import replace

import pytest

from sandbox.fake import FakeRunner, judged
from sandbox.model import ExecutionResult, ExecutionSpec, SourceFile
from tests.training.agents.repair.bench import CHECKS, SPEC, STARTER
from tests.training.builders import a_task
from training.curves import CurveRequest, measure_curve
from training.curves.caching import CachingRunner
from training.curves.folds import folds_of
from training.errors import InvalidBatchError
from training.model.tasks import Task
from training.strategies import StrategyBook
from training.tasks.mutants.fixing import VARIANT


def tasks(count: int) -> tuple[Task, ...]:
    return tuple(
        replace(
            a_task(f"task-{number}"),
            starter=(SourceFile("solution.js", STARTER),),
            visible_tests=(SourceFile("solution.spec.js", SPEC),),
        )
        for number in range(count)
    )


def by_text(spec: ExecutionSpec) -> ExecutionResult:
    source = spec.candidate[0].content.decode()
    return judged(spec, {name: check(source) for name, check in CHECKS.items()})


def test_every_task_is_held_out_once_and_never_learnt_from_in_that_fold() -> None:
    folds = folds_of(tasks(7), count=3, seed=1)
    held_out = [task.id for fold in folds for task in fold.held_out]
    assert sorted(held_out) == sorted(task.id for task in tasks(7))
    for fold in folds:
        assert not {task.id for task in fold.held_out} & {task.id for task in fold.learnt_from}


def test_tasks_made_of_the_same_one_are_never_parted() -> None:
    made = tuple(replace(a_task(), id=f"{name}{VARIANT}{number}") for name in "abcd" for number in range(3))
    for fold in folds_of(made, count=4, seed=3):
        families = {task.id[0] for task in fold.held_out}
        assert len(fold.held_out) == 3 * len(families)
        assert not families & {task.id[0] for task in fold.learnt_from}


def test_too_few_tasks_are_refused() -> None:
    with pytest.raises(InvalidBatchError, match="can't be split into 4 folds"):
        folds_of(tasks(3), count=4, seed=1)


def test_a_program_is_run_once_however_often_it_is_asked_for() -> None:
    behind = FakeRunner(by_text)
    runner = CachingRunner(behind)
    spec = ExecutionSpec(
        execution_id="a", candidate=(SourceFile("solution.js", STARTER),), tests=tasks(1)[0].hidden_tests
    )
    first, second = runner.execute(spec), runner.execute(replace(spec, execution_id="b"))
    assert len(behind.executed) == runner.executed == 1
    assert (first.execution_id, second.execution_id) == ("a", "b")
    assert second.tests == first.tests


def test_a_curve_has_a_first_point_and_one_for_each_step_all_on_held_out_tasks() -> None:
    request = CurveRequest(
        tasks=tasks(4), strategy=StrategyBook().get("balanced"), folds=2, seeds=(1, 2), steps=2, passes=2, slots=1
    )
    curve = measure_curve(request, FakeRunner(by_text))
    assert [point.learnt_from for point in curve.points] == [0, 2, 4]
    assert curve.trials == 4 * 2 * 3
    assert curve.points[0].gain == 0
    assert all(0 <= point.success <= 1 for point in curve.points)


def test_the_same_request_gives_the_same_curve() -> None:
    request = CurveRequest(tasks=tasks(4), strategy=StrategyBook().get("balanced"), folds=2, seeds=(1,), steps=1)
    assert measure_curve(request, FakeRunner(by_text)) == measure_curve(request, FakeRunner(by_text))
