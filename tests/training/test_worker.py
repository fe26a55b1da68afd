import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sandbox.errors import EngineUnavailableError
from sandbox.fake import FakeRunner, all_pass, judged
from sandbox.model import ExecutionResult, ExecutionSpec
from tests.training.builders import (
    NOON,
    Bench,
    Clock,
    ScriptedAgent,
    a_candidate,
    a_request,
    a_strategy,
    a_task,
    open_at,
    queue,
)
from training.model.batches import BatchState, Counts
from training.model.trials import Provenance, Verdict
from training.store import Store, WorkerFacts
from training.worker import Surroundings, Worker, WorkerSettings


def a_bench() -> Bench:
    return Bench(
        tasks={"add": a_task(), "sort": a_task("sort")},
        agents={"scripted": ScriptedAgent((a_candidate(final=True),))},
    )


def a_worker(
    database: Path,
    runner: FakeRunner,
    *,
    bench: Bench | None = None,
    settings: WorkerSettings | None = None,
    clock: Callable[..., object] | None = None,
) -> Worker:
    return Worker(
        open_at(database),
        runner=runner,
        workbench=bench or a_bench(),
        settings=settings or WorkerSettings(owner="one", image_digest="sha256:1"),
        cancel=runner.cancel,
        **({"clock": clock} if clock else {}),  # type: ignore[arg-type]
    )


def run(worker: Worker) -> None:
    worker.run(threading.Event(), until_idle=True)


@contextmanager
def at_work(worker: Worker) -> Iterator[threading.Event]:
    stop = threading.Event()
    thread = threading.Thread(target=worker.run, args=(stop,))
    thread.start()
    try:
        yield stop
    finally:
        stop.set()
        thread.join(20)
        assert not thread.is_alive()


def wait_until(condition: Callable[[], bool], *, seconds: float = 10.0) -> float:
    begun = time.monotonic()
    while not condition():
        assert time.monotonic() - begun < seconds, "it did not happen in time"
        time.sleep(0.005)
    return time.monotonic() - begun


class Gate:
    """A script that holds every execution of an agent's program until it is opened or cancelled."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.arrived = threading.Semaphore(0)

    def __call__(self, spec: ExecutionSpec) -> ExecutionResult:
        if spec.candidate[0].content != b"reference":
            self.arrived.release()
            assert self.open.wait(20)
        return all_pass(spec)


class GatedRunner(FakeRunner):
    """Lets a cancel open the gate, as a kill ends a container."""

    def __init__(self, gate: Gate) -> None:
        super().__init__(gate)
        self._gate = gate

    def cancel(self, execution_id: str) -> bool:
        cancelled = super().cancel(execution_id)
        self._gate.open.set()
        return cancelled


def test_a_worker_runs_what_is_queued_and_returns_when_idle(database: Path, store: Store) -> None:
    batch = queue(store, a_request(tasks=(a_task(), a_task("sort")), repeats=3))
    run(a_worker(database, FakeRunner()))
    found = store.batches.get(batch.id)
    assert (found.state, found.counts) == (BatchState.DONE, Counts(passed=6))
    assert store.profiles.list()[0].trials == 6
    assert store.system.workers(since=NOON) == ()


def test_the_reference_is_measured_once_for_each_task_before_its_first_trial(database: Path, store: Store) -> None:
    queue(store, a_request(tasks=(a_task(), a_task("sort")), repeats=4))
    runner = FakeRunner()
    run(a_worker(database, runner))
    measured = [spec for spec in runner.executed if spec.candidate[0].content == b"reference"]
    assert len(measured) == 6
    assert store.system.find_baseline(content_hash="hash-of-add", image_digest="sha256:1") == 50.0
    assert store.executions.get(1).score is not None
    assert store.executions.get(1).score.speed == 1.0  # type: ignore[union-attr]


def test_a_reference_that_does_not_pass_leaves_speed_unmeasured(database: Path, store: Store) -> None:
    queue(store)

    def script(spec: ExecutionSpec) -> ExecutionResult:
        return judged(spec, {"works": spec.candidate[0].content != b"reference"})

    run(a_worker(database, FakeRunner(script)))
    score = store.executions.get(1).score
    assert score is not None
    assert (score.speed, score.total) == (None, 100.0)


def test_no_more_trials_run_at_once_than_there_are_slots(database: Path, store: Store) -> None:
    queue(store, a_request(repeats=6))
    now, most, lock, all_at_work = [0], [0], threading.Lock(), threading.Event()

    def script(spec: ExecutionSpec) -> ExecutionResult:
        if spec.candidate[0].content == b"reference":
            return all_pass(spec)
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
            if now[0] == 3:
                all_at_work.set()
        all_at_work.wait(60)
        with lock:
            now[0] -= 1
        return all_pass(spec)

    run(a_worker(database, FakeRunner(script), settings=WorkerSettings(owner="one", slots=3)))
    assert most[0] == 3


def test_a_cancelled_batch_ends_in_under_a_second(database: Path, store: Store) -> None:
    batch = queue(store, a_request(repeats=4))
    gate = Gate()
    with at_work(a_worker(database, GatedRunner(gate))):
        assert gate.arrived.acquire(timeout=10)
        store.batches.cancel(batch.id, now=NOON)
        took = wait_until(lambda: store.batches.get(batch.id).counts.running == 0)
    assert took < 1.0
    assert store.batches.get(batch.id).counts.cancelled == 4
    assert store.profiles.list() == ()


def test_a_worker_that_is_stopped_gives_its_trials_back_unharmed(database: Path, store: Store) -> None:
    batch = queue(store, a_request(repeats=3))
    gate = Gate()
    with at_work(a_worker(database, GatedRunner(gate))):
        assert gate.arrived.acquire(timeout=10)
    assert store.batches.get(batch.id).counts == Counts(queued=3)
    gate.open.set()
    run(a_worker(database, FakeRunner()))
    assert store.batches.get(batch.id).counts == Counts(passed=3)
    assert all(trial.errors == 0 for trial in store.batches.grid(batch.id))


def test_two_workers_started_by_mistake_close_each_trial_once(database: Path, store: Store) -> None:
    batch = queue(store, a_request(repeats=20))
    workers = [
        threading.Thread(target=run, args=(a_worker(database, FakeRunner(), settings=WorkerSettings(owner=name)),))
        for name in "ab"
    ]
    for thread in workers:
        thread.start()
    for thread in workers:
        thread.join(60)
    assert store.batches.get(batch.id).counts == Counts(passed=20)
    assert store.profiles.check() == ()
    assert store.audit.verify() == ()


def test_a_worker_whose_lease_was_taken_writes_nothing_and_works_on(database: Path, store: Store) -> None:
    queue(store)
    gate = Gate()
    with at_work(a_worker(database, FakeRunner(gate), settings=WorkerSettings(owner="slow", slots=1))):
        assert gate.arrived.acquire(timeout=10)
        # as if another machine, whose clock is an hour ahead, had taken the trial for lost
        with Store.open(database) as other:
            ahead = Clock()()
            ahead = ahead.replace(year=ahead.year + 50)
            lease = other.trials.lease(owner="other", now=ahead, seconds=60)
            assert lease is not None
            gate.open.set()
            time.sleep(0.2)
            assert other.executions.list() == ()
            other.trials.release(lease, now=NOON)
        wait_until(lambda: store.batches.get(1).state is BatchState.DONE)
    assert store.batches.get(1).counts == Counts(passed=1)


def test_an_engine_that_is_gone_for_a_while_costs_time_and_nothing_else(database: Path, store: Store) -> None:
    batch = queue(store)
    failures = [EngineUnavailableError("No Docker engine answers."), EngineUnavailableError("Still none.")]

    def script(spec: ExecutionSpec) -> ExecutionResult:
        if failures:
            raise failures.pop()
        return all_pass(spec)

    clock = Clock(step_seconds=1.0)
    run(a_worker(database, FakeRunner(script), clock=clock))
    trial = store.batches.grid(batch.id)[0]
    assert (trial.verdict, trial.errors) == (Verdict.PASSED, 2)
    assert store.profiles.list()[0].trials == 1


def test_a_task_that_changed_since_the_batch_was_queued_is_not_run(database: Path, store: Store) -> None:
    batch = queue(store)
    changed = Bench(tasks={"add": replace(a_task(), content_hash="other")}, agents=a_bench().agents)
    runner = FakeRunner()
    run(a_worker(database, runner, bench=changed, clock=Clock(step_seconds=1.0)))
    trial = store.batches.grid(batch.id)[0]
    assert trial.verdict is Verdict.ERRORED
    assert "changed after its batch was queued" in (trial.reason or "")
    assert runner.executed == ()


def test_a_trial_works_under_the_strategy_that_it_was_planned_with(database: Path, store: Store) -> None:
    bench = a_bench()
    queue(store, a_request(strategies=(a_strategy(attempts=9),)))
    run(a_worker(database, FakeRunner(), bench=bench))
    agent = bench.agents["scripted"]
    assert isinstance(agent, ScriptedAgent)
    assert agent.assignments[0].strategy == a_strategy(attempts=9)


def test_a_defect_of_ours_ends_one_trial_and_not_the_worker(database: Path, store: Store) -> None:
    queue(store, a_request(agent="missing"))
    second = queue(store)
    run(a_worker(database, FakeRunner(), clock=Clock(step_seconds=1.0)))
    trial = store.batches.grid(1)[0]
    assert trial.verdict is Verdict.ERRORED
    assert "A defect of ours: KeyError" in (trial.reason or "")
    assert store.batches.get(second.id).counts == Counts(passed=1)


@pytest.mark.parametrize("tokens", [10**30, -1])
def test_a_result_that_can_not_be_kept_is_given_up_in_the_end(database: Path, store: Store, tokens: int) -> None:
    batch = queue(store)
    bench = Bench(tasks=a_bench().tasks, agents={"scripted": ScriptedAgent((a_candidate(final=True, tokens=tokens),))})
    run(a_worker(database, FakeRunner(), bench=bench, clock=Clock(step_seconds=1.0)))
    trial = store.batches.grid(batch.id)[0]
    assert trial.verdict is Verdict.ERRORED
    assert "can't be kept" in (trial.reason or "")


def test_a_worker_bound_to_a_batch_leaves_others_alone(database: Path, store: Store) -> None:
    first, second = queue(store), queue(store)
    run(a_worker(database, FakeRunner(), settings=WorkerSettings(owner="one", batch_id=second.id)))
    assert store.batches.get(first.id).counts == Counts(queued=1)
    assert store.batches.get(second.id).counts == Counts(passed=1)


def test_a_worker_with_a_simulated_runner_leaves_real_batches_alone(database: Path, store: Store) -> None:
    real, made_up = queue(store), queue(store, a_request(provenance=Provenance.SIMULATED))
    run(a_worker(database, FakeRunner(), settings=WorkerSettings(owner="one", provenance=Provenance.SIMULATED)))
    assert store.batches.get(real.id).counts == Counts(queued=1)
    assert store.batches.get(made_up.id).counts == Counts(passed=1)


def test_a_worker_says_of_itself_what_the_site_shows(database: Path, store: Store) -> None:
    queue(store)
    gate = Gate()
    settings = WorkerSettings(owner="one", slots=2, facts={"image": "node-jest"})
    with at_work(a_worker(database, GatedRunner(gate), settings=settings)):
        assert gate.arrived.acquire(timeout=10)
        wait_until(lambda: any(worker.running for worker in store.system.workers(since=NOON)))
        (found,) = store.system.workers(since=NOON)
        gate.open.set()
    assert (found.owner, found.slots, found.running, found.facts) == (
        "one",
        2,
        1,
        {"image": "node-jest", "obstacle": None},
    )
    assert store.system.workers(since=NOON) == ()


def test_while_the_engine_is_gone_nothing_is_leased_and_no_trial_loses_a_try(database: Path, store: Store) -> None:
    batch = queue(store, a_request(repeats=4))
    gone = threading.Event()
    looked = threading.Semaphore(0)
    gone.set()

    def look() -> str | None:
        looked.release()
        return "No Docker engine answers." if gone.is_set() else None

    worker = Worker(
        open_at(database),
        runner=FakeRunner(),
        workbench=a_bench(),
        settings=WorkerSettings(owner="one", slots=1),
        around=Surroundings(look=look),
    )
    with at_work(worker):
        assert looked.acquire(timeout=10)
        assert looked.acquire(timeout=10)
        assert store.batches.get(batch.id).counts == Counts(queued=4)
        gone.clear()
        wait_until(lambda: store.batches.get(batch.id).state is BatchState.DONE)
    assert all(trial.errors == 0 for trial in store.batches.grid(batch.id))


def test_a_worker_takes_over_at_once_from_one_that_is_known_to_have_ended(database: Path, store: Store) -> None:
    batch = queue(store, a_request(repeats=2))
    store.system.report_worker(WorkerFacts(owner="dead", slots=2, running=1, facts={}, started_at=NOON, seen_at=NOON))
    store.trials.lease(owner="dead", now=datetime.now(UTC), seconds=3600)
    worker = Worker(
        open_at(database),
        runner=FakeRunner(),
        workbench=a_bench(),
        settings=WorkerSettings(owner="one", slots=1),
        around=Surroundings(has_ended=lambda facts: facts.owner == "dead"),
    )
    run(worker)
    assert store.batches.get(batch.id).counts == Counts(passed=2)
    assert [error.worker for error in store.trials.errors(1)] == ["dead"]
    assert store.system.all_workers() == ()


def test_a_worker_that_drains_finishes_what_runs_and_begins_nothing_more(database: Path, store: Store) -> None:
    batch = queue(store, a_request(repeats=4))
    gate, drain = Gate(), threading.Event()
    worker = a_worker(database, FakeRunner(gate), settings=WorkerSettings(owner="old", slots=1))
    thread = threading.Thread(target=worker.run, args=(threading.Event(),), kwargs={"drain": drain})
    thread.start()
    assert gate.arrived.acquire(timeout=10)
    drain.set()
    gate.open.set()
    thread.join(20)
    assert not thread.is_alive()
    assert store.batches.get(batch.id).counts == Counts(passed=1, queued=3)


def test_workers_can_be_replaced_one_by_one_while_a_batch_runs(database: Path, store: Store) -> None:
    batch = queue(store, a_request(repeats=40))
    runners = [a_worker(database, FakeRunner(_shortly), settings=WorkerSettings(owner=name)) for name in "abc"]
    drains = [threading.Event() for _ in runners]
    threads = [
        threading.Thread(target=worker.run, args=(threading.Event(),), kwargs={"drain": drain})
        for worker, drain in zip(runners, drains, strict=True)
    ]
    for number, thread in enumerate(threads):
        thread.start()
        wait_until(lambda done=10 * (number + 1): store.batches.get(batch.id).counts.passed >= done, seconds=30)  # type: ignore[misc]
        if number:
            drains[number - 1].set()
            threads[number - 1].join(20)
    wait_until(lambda: store.batches.get(batch.id).state is BatchState.DONE, seconds=30)
    drains[-1].set()
    threads[-1].join(20)
    assert store.batches.get(batch.id).counts == Counts(passed=40)
    assert all(trial.errors == 0 for trial in store.batches.grid(batch.id))


def _shortly(spec: ExecutionSpec) -> ExecutionResult:
    time.sleep(0.01)
    return all_pass(spec)
