from dataclasses import replace

import pytest

from tests.training.builders import a_request, a_strategy, a_task
from training.errors import InvalidBatchError
from training.planning import plan_batch, trial_seed

TASKS = (a_task("one"), a_task("two"), a_task("three"))
STRATEGIES = (a_strategy("bold"), a_strategy("calm"))
ASKED = a_request(tasks=TASKS, strategies=STRATEGIES, repeats=4)


def test_every_task_meets_every_strategy_as_often_as_asked() -> None:
    plan = plan_batch(ASKED)
    cells = {(trial.task_id, trial.strategy_name, trial.repeat) for trial in plan.trials}
    assert len(plan.trials) == len(cells) == 24
    assert [trial.ordinal for trial in plan.trials] == list(range(1, 25))


def test_a_seed_gives_the_same_batch_again_and_another_seed_another_order() -> None:
    assert plan_batch(ASKED) == plan_batch(ASKED)
    assert plan_batch(ASKED).trials != plan_batch(replace(ASKED, seed=8)).trials


def test_the_order_is_shuffled() -> None:
    names = [trial.strategy_name for trial in plan_batch(ASKED).trials]
    assert names != sorted(names)


def test_repeats_of_a_task_draw_differently() -> None:
    seeds = {trial_seed(7, task_id="one", repeat=repeat) for repeat in range(100)}
    assert len(seeds) == 100


@pytest.mark.parametrize("repeats", [0, -1, 101])
def test_repeats_out_of_range_are_refused_with_the_range(repeats: int) -> None:
    with pytest.raises(InvalidBatchError, match="Ask for 1 to 100"):
        plan_batch(replace(ASKED, repeats=repeats))


def test_a_batch_of_nothing_is_refused() -> None:
    with pytest.raises(InvalidBatchError, match="No task was chosen"):
        plan_batch(replace(ASKED, tasks=()))
    with pytest.raises(InvalidBatchError, match="No strategy was chosen"):
        plan_batch(replace(ASKED, strategies=()))


def test_a_batch_that_names_something_twice_is_refused() -> None:
    with pytest.raises(InvalidBatchError, match="one was chosen twice"):
        plan_batch(replace(ASKED, tasks=(TASKS[0], TASKS[0])))


def test_a_batch_that_is_too_large_is_refused_with_the_limit() -> None:
    many = tuple(a_task(f"task-{number}") for number in range(201))
    with pytest.raises(InvalidBatchError, match="at most 20000"):
        plan_batch(replace(ASKED, tasks=many, repeats=100))


@pytest.mark.parametrize("seed", [-1, 2**31])
def test_a_seed_out_of_range_is_refused(seed: int) -> None:
    with pytest.raises(InvalidBatchError, match="seed"):
        plan_batch(replace(ASKED, seed=seed))
