from dataclasses import replace

import pytest

from tests.training.builders import NOON, a_task
from tests.training.chains.makers import Scripted, a_row, chosen, go
from training.chains.agent import strategy_for
from training.chains.errors import InvalidChainError
from training.chains.rerunning import rerun_request
from training.model.chain_runs import ChainRun, RunRequest
from training.planning import BatchRequest, plan_batch
from training.store import Store


@pytest.fixture
def old(store: Store) -> ChainRun:
    """Return a run on a task whose two stages are done."""
    chain = a_row("a", "b")
    plan = plan_batch(
        BatchRequest(agent=chain.agent_name, tasks=(a_task(),), strategies=(strategy_for(chain),), repeats=1, seed=1)
    )
    _, (number,) = store.chain_runs.queue_on_tasks(plan, RunRequest(chain=chain), now=NOON)
    run = chosen(store, store.chain_runs.get(number))
    go(store, run, {"one": Scripted()})
    return run


def test_a_run_is_asked_for_again_from_a_stage_on_the_same_task(store: Store, old: ChainRun) -> None:
    request = rerun_request(store, old, 1, task=a_task(), by="ada")

    assert (request.rerun_of, request.from_position) == (old.id, 1)


def test_results_on_a_task_that_was_changed_since_are_not_used_again(store: Store, old: ChainRun) -> None:
    changed = replace(a_task(), content_hash="another")
    with pytest.raises(InvalidChainError, match="was changed after run 1"):
        rerun_request(store, old, 1, task=changed, by="ada")

    assert rerun_request(store, old, 0, task=changed, by="ada").from_position == 0
