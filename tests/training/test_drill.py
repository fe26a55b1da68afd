"""Ends workers with SIGKILL at random moments and looks at what they leave behind."""

import multiprocessing
import threading
import time
from pathlib import Path
from random import Random

from sandbox.fake import FakeRunner, all_pass
from sandbox.model import ExecutionResult, ExecutionSpec
from tests.training.builders import Bench, ScriptedAgent, a_candidate, a_request, a_task, open_at, queue
from training.model.batches import BatchState
from training.store import Store
from training.worker import Worker, WorkerSettings

KILLS = 12
TRIALS = 60


def _slowly(spec: ExecutionSpec) -> ExecutionResult:
    time.sleep(0.02)
    return all_pass(spec)


def _work(path: Path, name: str) -> None:
    runner = FakeRunner(_slowly)
    Worker(
        open_at(path),
        runner=runner,
        workbench=Bench(
            tasks={"add": a_task()}, agents={"scripted": ScriptedAgent((a_candidate(), a_candidate(final=True)))}
        ),
        settings=WorkerSettings(owner=name, slots=2, lease_seconds=1.0),
        cancel=runner.cancel,
    ).run(threading.Event(), until_idle=True)


def _agrees_with_itself(path: Path) -> None:
    # opened anew each time: a connection must not be carried into a process that is forked
    with Store.open(path) as store:
        assert store.profiles.check() == ()
        assert store.rollups.check() == ()
        assert store.audit.verify() == ()


def test_workers_killed_at_random_moments_lose_nothing_and_count_nothing_twice(database: Path) -> None:
    random = Random(11)  # noqa: S311 - repeatable on purpose
    with Store.open(database) as store:
        queue(store, a_request(repeats=TRIALS))
    context = multiprocessing.get_context("fork")
    for number in range(KILLS):
        worker = context.Process(target=_work, args=(database, f"doomed-{number}"))
        worker.start()
        worker.join(random.uniform(0.05, 0.5))
        worker.kill()
        worker.join()
        _agrees_with_itself(database)
    _work(database, "last")
    _agrees_with_itself(database)
    with Store.open(database) as store:
        found = store.batches.get(1)
        assert (found.state, found.counts.closed) == (BatchState.DONE, TRIALS)
        assert found.counts.passed >= TRIALS - KILLS
        assert [profile.trials for profile in store.profiles.list()] == [found.counts.passed]
        assert len(store.executions.list(limit=1000)) == found.counts.passed * 2
