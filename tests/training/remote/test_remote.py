"""Trials sent out and brought back: the executor here is threads, behind the shape that Dask's has too."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from sandbox.fake import FakeRunner, all_pass
from sandbox.model import ExecutionResult, ExecutionSpec
from tests.training.builders import (
    Bench,
    Clock,
    ScriptedAgent,
    a_candidate,
    a_request,
    a_task,
    open_at,
    queue,
)
from training.agents.repair.agent import RepairAgent
from training.agents.repair.weights import InMemoryWeightStore, Lesson, OperatorRecord, OperatorWeights
from training.model.batches import BatchState, Counts
from training.remote.crew import RemoteCrew, RemoteRunner
from training.remote.node import Node, NodeFacts, cancel_here, settle_here
from training.remote.parcel import Notebook
from training.store import Store
from training.worker import Surroundings, Worker, WorkerSettings


def a_node(runner: FakeRunner, *, program: str = "1") -> Node:
    agent = ScriptedAgent((a_candidate(final=True),))
    facts = NodeFacts(name="there", program=program, image_digest="sha256:1", slots=2, facts={})
    return Node(runner, facts=facts, agent=lambda _: agent, cancel=runner.cancel)


def a_worker(database: Path, executor: Callable[[], Executor], **changes: Any) -> Worker:
    runner = RemoteRunner(executor)
    return Worker(
        open_at(database),
        runner=runner,
        workbench=Bench(tasks={"add": a_task()}, agents={"scripted": ScriptedAgent()}),
        settings=WorkerSettings(owner="one", slots=4, image_digest="sha256:1"),
        around=Surroundings(
            crew=RemoteCrew(executor, cancel=cancel_here, weights=InMemoryWeightStore(), program="1"),
            **changes.pop("around", {}),
        ),
        **changes,
    )


@pytest.fixture
def executor() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as pool:
        yield pool
    settle_here(None)


def test_trials_that_run_elsewhere_are_written_here(database: Path, store: Store, executor: ThreadPoolExecutor) -> None:
    batch = queue(store, a_request(repeats=6))
    settle_here(a_node(FakeRunner()))
    a_worker(database, lambda: executor).run(threading.Event(), until_idle=True)
    assert store.batches.get(batch.id).counts == Counts(passed=6)
    assert store.audit.verify() == ()
    assert store.profiles.check() == ()


def test_no_more_is_leased_than_the_nodes_can_take(database: Path, store: Store, executor: ThreadPoolExecutor) -> None:
    batch = queue(store, a_request(repeats=6))
    most, lock, now = [0], threading.Lock(), [0]

    def script(spec: ExecutionSpec) -> ExecutionResult:
        if spec.candidate[0].content == b"reference":
            return all_pass(spec)
        with Store.open(database) as looking:
            running = looking.batches.get(batch.id).counts.running
        with lock:
            most[0] = max(most[0], running)
            now[0] += 1
        return all_pass(spec)

    settle_here(a_node(FakeRunner(script)))
    a_worker(database, lambda: executor, around={"capacity": lambda: 1}).run(threading.Event(), until_idle=True)
    assert (most[0], now[0]) == (1, 6)


class Gate:
    """Holds executions until they are cancelled."""

    def __init__(self) -> None:
        self.arrived = threading.Event()
        self.open = threading.Event()

    def __call__(self, spec: ExecutionSpec) -> ExecutionResult:
        if spec.candidate[0].content != b"reference":
            self.arrived.set()
            assert self.open.wait(20)
        return all_pass(spec)


class GatedRunner(FakeRunner):
    def __init__(self, gate: Gate) -> None:
        super().__init__(gate)
        self._gate = gate

    def cancel(self, execution_id: str) -> bool:
        cancelled = super().cancel(execution_id)
        self._gate.open.set()
        return cancelled


def test_a_cancel_reaches_the_node(database: Path, store: Store, executor: ThreadPoolExecutor) -> None:
    batch = queue(store)
    gate = Gate()
    settle_here(a_node(GatedRunner(gate)))
    worker = threading.Thread(
        target=a_worker(database, lambda: executor).run, args=(threading.Event(),), kwargs={"until_idle": True}
    )
    worker.start()
    assert gate.arrived.wait(20)
    store.batches.cancel(batch.id, now=Clock()())
    worker.join(20)
    assert not worker.is_alive()
    assert store.batches.get(batch.id).counts == Counts(cancelled=1)


class Losing(Executor):
    """Loses the first calls, as a cluster does whose node or scheduler went away."""

    def __init__(self, behind: Executor, error: BaseException, *, times: int) -> None:
        self._behind = behind
        self._error = error
        self._left = times

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> "Future[Any]":
        if self._left and fn.__name__ == "run_here":
            self._left -= 1
            lost: Future[Any] = Future()
            lost.set_exception(self._error)
            return lost
        return self._behind.submit(fn, *args, **kwargs)


@pytest.mark.parametrize("error", [CancelledError(), OSError("connection lost"), RuntimeError("killed worker")])
def test_a_trial_whose_node_was_lost_is_run_again_and_counted_once(
    database: Path, store: Store, executor: ThreadPoolExecutor, error: BaseException
) -> None:
    batch = queue(store, a_request(repeats=2))
    settle_here(a_node(FakeRunner()))
    losing = Losing(executor, error, times=2)
    a_worker(database, lambda: losing, clock=Clock(step_seconds=1.0)).run(threading.Event(), until_idle=True)
    assert store.batches.get(batch.id).counts == Counts(passed=2)
    assert [profile.trials for profile in store.profiles.list()] == [2]
    assert sum(trial.errors for trial in store.batches.grid(batch.id)) == 2


def test_a_node_of_another_version_runs_nothing_and_says_so(
    database: Path, store: Store, executor: ThreadPoolExecutor
) -> None:
    batch = queue(store)
    settle_here(a_node(FakeRunner(), program="2"))
    a_worker(database, lambda: executor, clock=Clock(step_seconds=1.0)).run(threading.Event(), until_idle=True)
    trial = store.batches.grid(batch.id)[0]
    assert store.batches.get(batch.id).state is BatchState.DONE
    assert "this node runs version 2, and the worker 1" in (trial.reason or "")


def test_what_the_embedded_agent_learns_elsewhere_comes_back() -> None:
    lesson = Lesson("operator")
    notebook = Notebook({lesson: OperatorRecord(tries=3, gains=1)})
    assert RepairAgent(notebook).weights is notebook
    notebook.add("balanced", OperatorWeights({lesson: OperatorRecord(tries=1, gains=1)}))
    notebook.add("balanced", OperatorWeights({lesson: OperatorRecord(tries=2, gains=0)}))
    assert notebook.load("balanced").record(lesson).tries == 3
    assert notebook.learnt() == {"balanced": {lesson: OperatorRecord(tries=3, gains=1)}}
