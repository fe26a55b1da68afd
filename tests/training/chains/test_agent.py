"""A chain as an agent, through the real trainer and worker."""

import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sandbox.fake import FakeRunner, judged
from sandbox.model import ExecutionResult, ExecutionSpec
from tests.training.builders import NOON, a_strategy, a_task
from tests.training.chains.makers import Scripted, a_chain, a_stage, failing
from training.agents import get_agent
from training.chains.agent import ChainAgent, Workshop, strategy_for
from training.chains.desk import Desk
from training.chains.stage_job import Performed, Performer
from training.model.agents import Agent
from training.model.chain_runs import Choice, Failure, RunRequest, RunState, StageState
from training.model.chains import Chain
from training.model.spending import Spent
from training.model.tasks import Task
from training.model.trials import Verdict
from training.planning import BatchRequest, plan_batch
from training.store import Store
from training.worker import Worker, WorkerSettings

MENDED = a_chain(
    a_stage("look", agent="tests"),
    a_stage("mend", agent="repair", gives="program"),
    a_stage("again", agent="tests"),
)


def good_ones_pass(spec: ExecutionSpec) -> ExecutionResult:
    return judged(spec, {"adds": b"starter" in spec.candidate[0].content})


@dataclass
class Bench:
    chain: Chain
    workshop: Workshop

    def task(self, _: str) -> Task:
        return a_task()

    def agent(self, _: str, *, batch_id: int) -> Agent:
        del batch_id
        return ChainAgent(self.chain, self.workshop)


@dataclass(frozen=True, kw_only=True)
class Staffed(Workshop):
    """A workshop whose stages are done by one scripted performer."""

    scripted: Scripted

    def performer(self, name: str) -> Performer:
        del name
        return self.scripted


def staffed(path: Path, *answers: Any) -> Workshop:
    return Staffed(**vars(workshop(path)), scripted=Scripted(answers=list(answers)))


def workshop(path: Path) -> Workshop:
    return Workshop(open_store=lambda: Store.open(path), agent=get_agent, strategy=lambda _team, name: a_strategy(name))


def queue(store: Store, chain: Chain) -> tuple[int, int]:
    plan = plan_batch(
        BatchRequest(agent=chain.agent_name, tasks=(a_task(),), strategies=(strategy_for(chain),), repeats=1, seed=1)
    )
    batch, numbers = store.chain_runs.queue_on_tasks(plan, RunRequest(chain=chain), now=NOON)
    return batch.id, numbers[0]


def work(path: Path, chain: Chain, shop: Workshop | None = None) -> None:
    runner = FakeRunner(good_ones_pass)
    settings = WorkerSettings(owner="tests", slots=1, image_digest="sha256:0")
    Worker(
        lambda: Store.open(path), runner=runner, workbench=Bench(chain, shop or workshop(path)), settings=settings
    ).run(threading.Event(), until_idle=True)


def test_a_chain_is_run_by_the_worker_graded_and_has_a_profile(database: Path, store: Store) -> None:
    batch_id, run_id = queue(store, MENDED)
    work(database, MENDED)
    run = store.chain_runs.get(run_id)
    (trial,) = store.batches.grid(batch_id)

    assert run.state is RunState.DONE
    assert trial.verdict is Verdict.PASSED
    assert run.verdict == "passed"
    (profile,) = store.profiles.list(agent="chain:made")
    assert profile.key.strategy_version == f"chain-{MENDED.version}"
    assert store.chain_runs.tallies(team="default") == {("made", MENDED.version): (1, 1)}
    assert store.audit.verify() == ()


def test_a_stage_that_fails_for_good_ends_the_trial_at_once_with_our_reason(database: Path, store: Store) -> None:
    broken = a_chain(a_stage("mend", agent="repair", gives="json", schema="{}"))
    batch_id, run_id = queue(store, broken)
    work(database, broken)
    (trial,) = store.batches.grid(batch_id)

    assert trial.verdict is Verdict.ERRORED
    assert trial.errors == 1
    assert "Stage mend failed" in str(trial.reason)
    assert store.chain_runs.get(run_id).failure is Failure.NOT_JSON


def test_what_a_chain_took_reaches_its_batch_once_whether_it_fails_or_not(database: Path, store: Store) -> None:
    chain = a_chain(a_stage("plan"), a_stage("mend", gives="program"))
    batch_id, run_id = queue(store, chain)
    plan = Performed(result="plan", tokens=10, cost_usd=0.5)
    work(database, chain, staffed(database, plan, failing(spent=Spent(tokens=90, cost_usd=2.5))))
    (trial,) = store.batches.grid(batch_id)

    assert trial.verdict is Verdict.ERRORED
    assert (trial.tokens, trial.cost_usd) == (100, 3.0)
    assert store.batches.get(batch_id).cost_usd == 3.0

    store.batches.retry_errored(batch_id, now=NOON)
    work(database, chain, staffed(database, Performed(result="done", program=a_task().starter, cost_usd=1.0)))

    assert store.chain_runs.get(run_id).cost_usd == 4.0
    assert store.batches.get(batch_id).cost_usd == 4.0
    assert store.rollups.check() == ()


def test_a_chain_that_gives_no_program_fails_and_its_cost_is_kept(database: Path, store: Store) -> None:
    chain = a_chain(a_stage("talk"))
    batch_id, _ = queue(store, chain)
    work(database, chain, staffed(database, Performed(result="words", cost_usd=0.5)))
    (trial,) = store.batches.grid(batch_id)

    assert trial.verdict is Verdict.FAILED
    assert trial.cost_usd == 0.5


def test_a_cancelled_run_cancels_its_trial(database: Path, store: Store) -> None:
    batch_id, run_id = queue(store, MENDED)
    store.chain_runs.cancel(run_id, now=NOON)
    work(database, MENDED)

    assert store.batches.get(batch_id).counts.cancelled == 1
    assert store.chain_runs.get(run_id).state is RunState.CANCELLED
    assert store.chain_runs.stages(run_id) == ()


def test_one_cancelled_run_of_a_batch_begins_no_stage_and_the_others_go_on(database: Path, store: Store) -> None:
    plan = plan_batch(
        BatchRequest(agent=MENDED.agent_name, tasks=(a_task(),), strategies=(strategy_for(MENDED),), repeats=2, seed=1)
    )
    batch, (cancelled, other) = store.chain_runs.queue_on_tasks(plan, RunRequest(chain=MENDED), now=NOON)
    store.chain_runs.cancel(cancelled, now=NOON)
    work(database, MENDED)

    assert store.chain_runs.get(cancelled).state is RunState.CANCELLED
    assert store.chain_runs.stages(cancelled) == ()
    assert store.chain_runs.get(other).state is RunState.DONE
    assert store.batches.get(batch.id).counts.cancelled == 1


def test_a_cancelled_run_stays_cancelled_whoever_holds_its_lease(store: Store) -> None:
    run = store.chain_runs.queue(RunRequest(chain=MENDED, text="x"), now=NOON)
    assert store.chain_runs.lease(owner="one", now=NOON, seconds=60) is not None
    store.chain_runs.cancel(run.id, now=NOON)
    store.chain_runs.renew(run.id, owner="one", now=NOON, seconds=60)

    assert store.chain_runs.get(run.id).state is RunState.CANCELLED
    assert store.chain_runs.lease(owner="next", now=NOON + timedelta(hours=1), seconds=60) is None


def test_free_text_waits_for_the_desk_which_gives_it_a_right_end(database: Path, store: Store) -> None:
    run = store.chain_runs.queue(RunRequest(chain=MENDED, text="a poem"), now=NOON)
    Desk(workshop(database), owner="tests").work(threading.Event(), until_idle=True)
    done = store.chain_runs.get(run.id)

    assert done.state is RunState.FAILED
    assert "no tests to run" in done.reason
    assert store.chain_runs.stages(run.id)[0].state is StageState.FAILED


def test_a_stage_works_under_the_version_that_was_chosen_whatever_was_saved_since(database: Path, store: Store) -> None:
    shelf = store.strategies.shelf("default")
    shelf.save(a_strategy("own", version="own-1"), parent=None, by="ada", now=NOON)
    run = store.chain_runs.queue(RunRequest(chain=a_chain(a_stage("a")), text="x"), now=NOON)
    journal = store.chain_runs.journal(run.id)
    journal.begin(now=NOON)
    journal.choose((Choice(stage="a", strategy="own", version="own-1", reason="said so"),))
    shelf.save(a_strategy("own", version="own-2"), parent=None, by="ada", now=NOON)
    store.chain_runs.release(run.id)
    Desk(staffed(database, "done"), owner="tests").work(threading.Event(), until_idle=True)

    assert store.chain_runs.stages(run.id)[0].start.strategy_version == "own-1"


def test_a_run_whose_worker_was_lost_is_taken_up_by_the_next(database: Path, store: Store) -> None:
    run = store.chain_runs.queue(RunRequest(chain=a_chain(a_stage("a", agent="tests")), text="x"), now=NOON)
    assert store.chain_runs.lease(owner="lost", now=NOON, seconds=60) is not None
    store.chain_runs.journal(run.id).begin(now=NOON)

    assert store.chain_runs.lease(owner="next", now=NOON, seconds=60) is None
    Desk(workshop(database), owner="next").work(threading.Event(), until_idle=True)  # by now the lease ran out
    assert store.chain_runs.get(run.id).lease == 2


def test_who_is_bound_to_a_run_that_another_took_waits_for_its_end(database: Path, store: Store) -> None:
    run = store.chain_runs.queue(RunRequest(chain=MENDED, text="x"), now=NOON)
    store.chain_runs.lease(owner="another", now=datetime.now(UTC), seconds=60)

    class AnotherEndsIt(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            del timeout
            with Store.open(database) as own:
                own.chain_runs.journal(run.id).finish(RunState.DONE, now=NOON)
            return False

    Desk(workshop(database), owner="bound", run_id=run.id).work(AnotherEndsIt(), until_idle=True)
    assert store.chain_runs.get(run.id).state is RunState.DONE


def test_a_chain_checks_its_agents_and_names_the_stage(tmp_path: Path) -> None:
    chain = a_chain(a_stage("a", agent="replay"))

    assert "Stage a: replay has nothing to play" in str(ChainAgent(chain, workshop(tmp_path / "x.db")).check())
