"""How often each content of a task was passed is kept as verdicts come and go."""

from dataclasses import replace
from datetime import timedelta

from tests.training.builders import NOON, a_record, a_request, a_task, queue, take
from training.model.trials import Provenance, Verdict
from training.store import Store
from training.store.schema.teams import TALLIES


def close(store: Store, *verdicts: Verdict, hours: int = 0) -> None:
    for verdict in verdicts:
        store.trials.close(take(store), a_record(verdict), now=NOON + timedelta(hours=hours))


def test_a_task_is_tallied_by_strategy(store: Store) -> None:
    queue(store, a_request(repeats=2))
    close(store, Verdict.PASSED)
    close(store, Verdict.FAILED, hours=1)

    (result,) = store.task_results.list(task_id="add")
    assert (result.task_id, result.strategy_name, result.passed, result.trials) == ("add", "balanced", 1, 2)
    assert (result.first_at, result.last_at) == (NOON, NOON + timedelta(hours=1))


def test_our_own_failures_and_what_was_cancelled_do_not_count(store: Store) -> None:
    queue(store, a_request(repeats=2))
    close(store, Verdict.PASSED)
    store.batches.cancel(1, now=NOON)

    assert [result.trials for result in store.task_results.list()] == [1]


def test_contents_are_told_apart_and_the_newest_comes_first(store: Store) -> None:
    queue(store, a_request(tasks=(a_task(),)))
    close(store, Verdict.FAILED)
    queue(store, a_request(tasks=(replace(a_task(), content_hash="another"),)))
    close(store, Verdict.PASSED, hours=2)

    found = [(result.task_hash, result.passed) for result in store.task_results.list(task_id="add")]
    assert found == [("another", 1), ("hash-of-add", 0)]


def test_a_verdict_that_is_taken_back_is_not_counted(store: Store) -> None:
    queue(store, a_request(repeats=2))
    close(store, Verdict.PASSED, Verdict.PASSED)
    store._db.execute("update trials set verdict = null where id = 1")
    store._db.execute("update trials set verdict = 'failed' where id = 2")

    assert [(result.passed, result.trials) for result in store.task_results.list()] == [(0, 1)]


def test_provenances_are_never_mixed(store: Store) -> None:
    queue(store, a_request())
    close(store, Verdict.PASSED)

    assert store.task_results.list(provenance=Provenance.SIMULATED) == ()
    assert store.task_results.list(task_id="other") == ()


def test_what_was_there_before_is_counted_too(store: Store) -> None:
    queue(store, a_request(repeats=3))
    close(store, Verdict.PASSED, Verdict.FAILED, Verdict.PASSED)
    kept = store.task_results.list()
    store._db.execute("delete from task_tallies")
    store._db.execute(TALLIES.split(";")[-1])

    assert store.task_results.list() == kept
