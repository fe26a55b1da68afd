from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from sandbox.model import SourceFile
from tests.training.agents.helpers import assignment
from tests.training.builders import NOON, a_record, a_request, a_strategy, an_execution, open_at, queue, take
from training.agents.replay.agent import ReplayAgent
from training.agents.replay.recorded import BatchRecording, regraded_batch, regrader_of
from training.errors import AgentError, InvalidBatchError
from training.model.trials import Verdict
from training.planning import plan_batch
from training.regrading import regrade_request, verdict_changes
from training.store import Store
from training.tasks import Catalogue

TASK = "ledger-line"
PROGRAM = (SourceFile("solution.js", b"handed in"),)


@pytest.fixture
def batch_id(store: Store) -> int:
    tasks = [Catalogue().get(TASK)]
    batch = queue(store, a_request(tasks=tasks, strategies=[a_strategy("one"), a_strategy("other")]))
    for number in range(2):
        lease = take(store, now=NOON + timedelta(seconds=number))
        graded = replace(an_execution(), files=PROGRAM)
        passed = lease.trial.strategy_name == "one"
        verdict = Verdict.PASSED if passed else Verdict.ERRORED
        store.trials.close(lease, replace(a_record(verdict), executions=(graded,) if passed else ()), now=NOON)
    return batch.id


def test_a_batch_is_planned_again_with_what_was_judged_and_the_same_seeds(store: Store, batch_id: int) -> None:
    plan = plan_batch(regrade_request(store, Catalogue(), batch_id, created_by="ada"))
    [before] = [trial for trial in store.batches.grid(batch_id) if trial.strategy_name == "one"]
    [trial] = plan.trials
    assert plan.agent == f"replay:{batch_id}"
    assert (trial.task_id, trial.strategy_name, trial.seed) == (TASK, "one", before.seed)


def test_the_program_that_was_handed_in_is_handed_in_again(store: Store, batch_id: int, database: Path) -> None:
    [before] = [trial for trial in store.batches.grid(batch_id) if trial.strategy_name == "one"]
    given = assignment()
    work = replace(
        given,
        brief=replace(given.brief, id=TASK),
        strategy=replace(given.strategy, name="one"),
        seed=before.seed,
    )
    agent = ReplayAgent(BatchRecording(open_at(database), batch_id), name=regrader_of(batch_id))
    candidate = agent.begin(work).propose(())
    assert candidate is not None
    assert candidate.final
    assert candidate.files == PROGRAM
    with pytest.raises(AgentError, match="Nothing is recorded"):
        agent.begin(replace(work, seed=before.seed + 1))


def test_a_batch_without_a_graded_program_is_refused(store: Store) -> None:
    batch = queue(store)
    with pytest.raises(InvalidBatchError, match="no graded program"):
        regrade_request(store, Catalogue(), batch.id, created_by="ada")


def test_only_verdicts_that_changed_are_told(store: Store, batch_id: int) -> None:
    before = store.batches.grid(batch_id)
    after = [replace(trial, verdict=Verdict.FAILED) for trial in before if trial.strategy_name == "one"]
    [change] = verdict_changes(before, after)
    assert (change.strategy, change.before, change.after) == ("one", Verdict.PASSED, Verdict.FAILED)
    assert verdict_changes(before, before) == ()


def test_only_a_regraders_name_names_a_batch() -> None:
    assert regraded_batch(regrader_of(12)) == 12
    assert [regraded_batch(name) for name in ("replay", "replay:", "replay:x", "repair")] == [None] * 4
