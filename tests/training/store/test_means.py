"""What each task came to in a profile is kept with its steps, however they are written."""

import pytest

from tests.training.builders import NOON, a_record, a_request, a_task, queue, take
from training.model.trials import Verdict
from training.store import Store


def means_by_task(store: Store, profile_id: int, quantity: str) -> tuple[float, ...]:
    return tuple(one.mean for one in store.profiles.sums_by_task(profile_id, quantity).values())


def test_a_rebuild_gives_the_same_means_by_task(store: Store) -> None:
    queue(store, a_request(tasks=(a_task("one"), a_task("two")), repeats=2))
    for verdict, score in (
        (Verdict.PASSED, 90.0),
        (Verdict.FAILED, 10.0),
        (Verdict.PASSED, 80.0),
        (Verdict.FAILED, 20.0),
    ):
        store.trials.close(take(store), a_record(verdict, score=score), now=NOON)
    profile = store.profiles.list()[0]
    number = store.profiles.find_id(profile.key) or 0
    kept = {name: means_by_task(store, number, name) for name in ("success", "score", "execution_ms")}

    assert len(kept["success"]) == 2
    assert sum(kept["success"]) == pytest.approx(1.0)
    store.profiles.rebuild()
    number = store.profiles.find_id(profile.key) or 0
    for name, means in kept.items():
        assert means_by_task(store, number, name) == pytest.approx(means)


def test_a_batch_is_told_by_task(store: Store) -> None:
    batch = queue(store, a_request(tasks=(a_task("one"), a_task("two")), repeats=2))
    other = queue(store)
    for verdict, score in ((Verdict.PASSED, 90.0), (Verdict.FAILED, 10.0), (Verdict.PASSED, 80.0)):
        store.trials.close(take(store), a_record(verdict, score=score), now=NOON)
    found = store.batches.tallies_by_task([batch.id, other.id])
    assert list(found) == [batch.id]
    assert sum(one.trials for one in found[batch.id]) == 3
    assert sum(one.passed for one in found[batch.id]) == 2
    assert sum((one.score or 0.0) * one.trials for one in found[batch.id]) == pytest.approx(180.0)
