import multiprocessing
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from tests.training.builders import NOON, a_record, a_request, a_strategy, a_task, queue, take
from training.errors import LeaseLostError
from training.model.batches import BatchState, Counts
from training.model.trials import Provenance, TrialState, Verdict
from training.store import Store

LATER = NOON + timedelta(seconds=61)


def test_trials_are_leased_in_the_batchs_order_and_batches_in_theirs(store: Store) -> None:
    first = queue(store, a_request(repeats=2))
    second = queue(store)
    leases = [take(store) for _ in range(3)]
    found = [(lease.trial.batch_id, lease.trial.ordinal) for lease in leases]
    assert found == [(first.id, 1), (first.id, 2), (second.id, 1)]


def test_a_trial_has_one_holder_until_its_lease_runs_out(store: Store) -> None:
    queue(store)
    held = take(store)
    assert store.trials.lease(owner="two", now=NOON, seconds=60) is None
    taken_over = take(store, now=LATER, owner="two")
    assert taken_over.trial.id == held.trial.id
    assert taken_over.token > held.token


def test_a_renewed_lease_does_not_run_out(store: Store) -> None:
    queue(store)
    lease = take(store)
    assert store.trials.renew(lease, now=NOON + timedelta(seconds=50), seconds=60)
    assert store.trials.lease(owner="two", now=LATER, seconds=60) is None


def test_a_worker_that_lost_its_lease_can_not_write(store: Store) -> None:
    batch = queue(store)
    lost = take(store)
    held = take(store, now=LATER, owner="two")
    with pytest.raises(LeaseLostError):
        store.trials.close(lost, a_record(), now=LATER)
    assert not store.trials.renew(lost, now=LATER, seconds=60)
    with pytest.raises(LeaseLostError):
        store.trials.release(lost, now=LATER)
    assert store.executions.list() == ()
    store.trials.close(held, a_record(), now=LATER)
    assert store.batches.get(batch.id).counts == Counts(passed=1)


def test_a_trial_is_closed_once(store: Store) -> None:
    batch = queue(store)
    lease = take(store)
    store.trials.close(lease, a_record(), now=NOON)
    with pytest.raises(LeaseLostError):
        store.trials.close(lease, a_record(Verdict.FAILED), now=NOON)
    assert store.batches.get(batch.id).counts == Counts(passed=1)
    assert store.profiles.list()[0].trials == 1


def test_our_failures_are_tried_again_later_and_later_and_then_given_up(store: Store) -> None:
    batch = queue(store)
    now, waits = NOON, []
    while (lease := store.trials.lease(owner="one", now=now, seconds=60)) is not None:
        store.trials.close(lease, a_record(Verdict.ERRORED), now=now)
        begun = now
        while store.batches.get(batch.id).counts.queued and store.trials.lease(owner="x", now=now, seconds=0) is None:
            now += timedelta(seconds=1)
        waits.append((now - begun).total_seconds())
        now += timedelta(seconds=100)
        if len(waits) > 5:
            break
    trial = store.batches.grid(batch.id)[0]
    assert waits[0] == 2
    assert (trial.state, trial.verdict, trial.errors) == (TrialState.CLOSED, Verdict.ERRORED, 3)
    assert len(store.trials.errors(trial.id)) == 3
    assert store.batches.get(batch.id).state is BatchState.DONE


def test_what_ran_in_a_failed_attempt_of_ours_stays_on_record(store: Store) -> None:
    batch = queue(store)
    store.trials.close(take(store), a_record(Verdict.ERRORED, executions=2), now=NOON)
    assert [row.verdict for row in store.executions.list()] == [Verdict.ERRORED] * 2
    store.trials.close(take(store, now=LATER), a_record(executions=1), now=LATER)
    assert store.batches.get(batch.id).executions == 3
    assert store.profiles.list()[0].executions == 1
    assert store.rollups.check() == ()


def test_a_trial_that_brings_workers_down_is_given_up_and_named(store: Store) -> None:
    batch = queue(store)
    now = NOON
    for name in ("one", "two", "three"):
        assert store.trials.lease(owner=name, now=now, seconds=60) is not None
        now += timedelta(seconds=61)
    assert store.trials.lease(owner="four", now=now, seconds=60) is None
    trial = store.batches.grid(batch.id)[0]
    assert trial.verdict is Verdict.ERRORED
    assert [error.worker for error in store.trials.errors(trial.id)] == ["one", "two", "three"]
    assert store.batches.get(batch.id).counts == Counts(errored=1)


def test_errored_trials_can_be_queued_again(store: Store) -> None:
    batch = queue(store)
    now = NOON
    for _ in range(3):
        store.trials.close(take(store, now=now), a_record(Verdict.ERRORED), now=now)
        now += timedelta(minutes=1)
    assert store.batches.retry_errored(batch.id, now=now) == 1
    assert store.batches.get(batch.id).counts == Counts(queued=1)
    store.trials.close(take(store, now=now), a_record(), now=now)
    assert store.batches.get(batch.id).counts == Counts(passed=1)
    assert store.batches.get(batch.id).state is BatchState.DONE
    assert store.profiles.check() == ()
    assert store.rollups.check() == ()


def test_cancelling_closes_what_waits_and_leaves_what_runs_to_its_worker(store: Store) -> None:
    batch = queue(store, a_request(repeats=3))
    lease = take(store)
    cancelled = store.batches.cancel(batch.id, now=NOON)
    assert (cancelled.state, cancelled.counts) == (BatchState.CANCELLED, Counts(running=1, cancelled=2))
    store.trials.close(lease, a_record(Verdict.CANCELLED), now=NOON)
    assert store.batches.get(batch.id).counts == Counts(cancelled=3)
    assert store.trials.lease(owner="one", now=LATER, seconds=60) is None


@pytest.mark.parametrize("ending", ["errored", "released", "lost"])
def test_nothing_of_a_cancelled_batch_is_queued_again(store: Store, ending: str) -> None:
    batch = queue(store)
    lease = take(store)
    store.batches.cancel(batch.id, now=NOON)
    if ending == "errored":
        store.trials.close(lease, a_record(Verdict.ERRORED), now=NOON)
    elif ending == "released":
        store.trials.release(lease, now=NOON)
    assert store.trials.lease(owner="two", now=LATER, seconds=60) is None
    assert store.batches.get(batch.id).counts == Counts(cancelled=1)


def test_a_released_trial_is_leased_again_at_once_and_counts_no_failure(store: Store) -> None:
    batch = queue(store)
    store.trials.release(take(store), now=NOON)
    assert store.batches.get(batch.id).counts == Counts(queued=1)
    assert take(store).trial.errors == 0


def test_a_worker_gets_only_trials_of_its_provenance(store: Store) -> None:
    queue(store, a_request(provenance=Provenance.SIMULATED))
    assert store.trials.lease(owner="real", now=NOON, seconds=60) is None
    lease = store.trials.lease(owner="made up", now=NOON, seconds=60, provenance=Provenance.SIMULATED)
    assert lease is not None
    store.trials.close(lease, a_record(), now=NOON)
    assert store.profiles.list(provenance=Provenance.REAL) == ()
    assert len(store.profiles.list(provenance=Provenance.SIMULATED)) == 1


def _work_through(path: Path, owner: str) -> int:
    closed = 0
    with Store.open(path) as store:
        while (lease := store.trials.lease(owner=owner, now=NOON, seconds=60)) is not None:
            store.trials.close(lease, a_record(), now=NOON)
            closed += 1
    return closed


def test_threads_that_work_at_once_close_each_trial_once(database: Path, store: Store) -> None:
    batch = queue(store, a_request(repeats=20, strategies=(a_strategy(), a_strategy("bold"))))
    with ThreadPoolExecutor(4) as pool:
        closed = list(pool.map(lambda name: _work_through(database, name), "abcd"))
    assert sum(closed) == 40
    assert store.batches.get(batch.id).counts == Counts(passed=40)
    assert store.profiles.check() == ()
    assert store.audit.verify() == ()


def test_processes_that_work_at_once_close_each_trial_once(database: Path, store: Store) -> None:
    batch = queue(store, a_request(repeats=20))
    context = multiprocessing.get_context("spawn")
    with context.Pool(2) as pool:
        closed = pool.starmap(_work_through, [(database, "a"), (database, "b")])
    assert sum(closed) == 20
    assert store.batches.get(batch.id).counts == Counts(passed=20)
    assert store.profiles.check() == ()


def _die_while_writing(path: Path) -> None:
    import os  # noqa: PLC0415 - runs in a process of its own

    from training.store.closing import Closing  # noqa: PLC0415

    def die(*_: object, **__: object) -> None:
        os._exit(9)

    Closing._roll_up = die  # type: ignore[method-assign]
    with Store.open(path) as store:
        store.trials.close(take(store), a_record(), now=NOON)


def test_a_worker_that_dies_in_the_middle_of_a_close_leaves_nothing_of_it(database: Path, store: Store) -> None:
    batch = queue(store)
    process = multiprocessing.get_context("spawn").Process(target=_die_while_writing, args=(database,))
    process.start()
    process.join(60)
    assert process.exitcode == 9
    assert store.executions.list() == ()
    assert store.profiles.list() == ()
    assert store.batches.get(batch.id).counts == Counts(running=1)
    store.trials.close(take(store, now=LATER), a_record(), now=LATER)
    assert store.batches.get(batch.id).counts == Counts(passed=1)
    assert store.audit.verify() == ()


def test_a_copy_of_the_files_taken_at_any_moment_opens_and_agrees_with_itself(database: Path, store: Store) -> None:
    queue(store, a_request(repeats=30))
    copies = []
    worker = threading.Thread(target=_work_through, args=(database, "one"))
    worker.start()
    while worker.is_alive():
        folder = database.parent / f"copy-{len(copies)}"
        folder.mkdir()
        # the log first: what a power cut leaves can lack the last commits, but has no log that is newer than the file
        for suffix in ("-wal", ""):
            source = database.with_name(database.name + suffix)
            if source.exists():
                (folder / source.name).write_bytes(source.read_bytes())
        copies.append(folder / database.name)
        worker.join(0.02)
    assert copies
    for copy in copies[:10]:
        with Store.open(copy) as found:
            assert found.profiles.check() == ()
            assert found.audit.verify() == ()
            assert found.rollups.check() == ()


def test_the_same_task_and_repeat_draws_the_same_seed_under_every_strategy(store: Store) -> None:
    tasks = (a_task("one"), a_task("two"))
    batch = queue(store, a_request(tasks=tasks, strategies=(a_strategy("a"), a_strategy("b")), repeats=2))
    seeds = {(trial.task_id, trial.repeat): trial.seed for trial in store.batches.grid(batch.id)}
    assert all(trial.seed == seeds[trial.task_id, trial.repeat] for trial in store.batches.grid(batch.id))
    assert len(set(seeds.values())) == 4
