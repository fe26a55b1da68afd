from datetime import timedelta
from random import Random

import pytest

from tests.training.builders import NOON, a_record, a_request, a_strategy, a_task, queue, take
from training.model.profiles import ALL, ProfileKey
from training.model.tasks import Difficulty
from training.model.trials import Provenance, TrialFilter, Verdict
from training.store import Store

TASKS = (a_task("one"), a_task("two", difficulty=Difficulty.HARD), a_task("three", category="strings"))
ENDINGS = (Verdict.PASSED, Verdict.FAILED, Verdict.ERRORED, Verdict.CANCELLED)


def a_mixed_history(store: Store, *, batches: int, repeats: int) -> None:
    """Close trials in every way there is, among them lost leases, retries and a cancelled batch."""
    random = Random(5)  # noqa: S311 - repeatable on purpose
    now = NOON
    strategies = (a_strategy("bold"), a_strategy("calm"))
    for _ in range(batches):
        batch = queue(store, a_request(tasks=TASKS, strategies=strategies, repeats=repeats), now=now)
        while (lease := store.trials.lease(owner="one", now=now, seconds=60)) is not None:
            now += timedelta(seconds=random.uniform(0.1, 40))
            if random.random() < 0.05:
                now += timedelta(seconds=61)  # the worker was lost
                continue
            verdict = random.choices(ENDINGS, weights=(6, 3, 1, 1))[0]
            record = a_record(verdict, score=random.uniform(0, 100), executions=random.randint(1, 3))
            store.trials.close(lease, record, now=now)
        store.batches.retry_errored(batch.id, now=now)
    store.batches.cancel(batch.id, now=now)


def test_profiles_equal_what_their_trials_give_to_the_last_bit(store: Store) -> None:
    a_mixed_history(store, batches=3, repeats=8)
    kept = store.profiles.list(scope=None)
    assert store.profiles.check() == ()
    assert store.profiles.rebuild() == len(kept)
    assert store.profiles.list(scope=None) == kept
    assert store.rollups.check() == ()
    assert store.audit.verify() == ()


@pytest.mark.parametrize(
    "sql",
    [
        "update profiles set content = json_set(content, '$.success.ema', 0.123)",
        "update profile_updates set after = json_set(after, '$.trials', 9) where id = 1",
        "delete from profile_updates where id = 2",
        "delete from profiles where scope = 'none'; update trials set score = score + 1 where verdict = 'passed'",
        "update trials set verdict = 'failed' where verdict = 'passed'",
    ],
)
def test_a_profile_that_does_not_follow_from_its_trials_is_found_and_rebuilt(store: Store, sql: str) -> None:
    a_mixed_history(store, batches=1, repeats=2)
    for statement in sql.split(";"):
        store._db.execute(statement)
    assert store.profiles.check() != ()
    store.profiles.rebuild()
    assert store.profiles.check() == ()


def test_a_trial_is_learnt_from_in_each_of_its_scopes(store: Store) -> None:
    queue(store, a_request(tasks=(TASKS[2],)))
    store.trials.close(take(store), a_record(), now=NOON)
    assert {profile.key.scope for profile in store.profiles.list(scope=None)} == {
        ALL,
        "category:strings",
        "difficulty:easy",
        "cell:strings/easy",
    }


def test_versions_of_a_strategy_have_profiles_of_their_own(store: Store) -> None:
    for version in ("1", "2"):
        queue(store, a_request(strategies=(a_strategy("bold", version=version),)))
        store.trials.close(take(store), a_record(), now=NOON)
    assert [profile.trials for profile in store.profiles.list()] == [1, 1]


def test_real_and_simulated_are_never_averaged_together(store: Store) -> None:
    for provenance, verdict in ((Provenance.REAL, Verdict.PASSED), (Provenance.SIMULATED, Verdict.FAILED)):
        queue(store, a_request(provenance=provenance))
        lease = store.trials.lease(owner="one", now=NOON, seconds=60, provenance=provenance)
        assert lease is not None
        store.trials.close(lease, a_record(verdict), now=NOON)
    by_provenance = {profile.key.provenance: profile.success.ema for profile in store.profiles.list()}
    assert by_provenance == {Provenance.REAL: 1.0, Provenance.SIMULATED: 0.0}


def test_errored_and_cancelled_trials_teach_nothing(store: Store) -> None:
    queue(store, a_request(repeats=2))
    store.trials.close(take(store), a_record(Verdict.ERRORED), now=NOON)
    store.trials.close(take(store), a_record(Verdict.CANCELLED), now=NOON)
    assert store.profiles.list() == ()


def test_a_profiles_steps_are_paged_newest_first_and_name_their_trials(store: Store) -> None:
    queue(store, a_request(repeats=5))
    for _ in range(5):
        store.trials.close(take(store), a_record(), now=NOON)
    key = ProfileKey(
        team="default",
        agent="scripted",
        strategy_name="balanced",
        strategy_version="balanced-1",
        provenance=Provenance.REAL,
    )
    profile_id = store.profiles.find_id(key)
    assert profile_id is not None
    first = store.profiles.updates(profile_id, limit=3)
    rest = store.profiles.updates(profile_id, after=first[-1].id, limit=3)
    assert [step.update.after.trials for step in (*first, *rest)] == [5, 4, 3, 2, 1]
    assert [step.trial_id for step in store.profiles.history(profile_id)] == [1, 2, 3, 4, 5]
    assert first[0].update.before == first[1].update.after
    assert store.profiles.find_by_id(profile_id) == first[0].update.after
    assert len(store.profiles.updates_of_trial(3)) == 4


def test_judged_trials_are_filtered_and_paged(store: Store) -> None:
    batch = queue(store, a_request(strategies=(a_strategy("bold"), a_strategy("calm")), repeats=3))
    for verdict in (Verdict.PASSED, Verdict.FAILED, Verdict.CANCELLED, Verdict.PASSED, Verdict.PASSED, Verdict.FAILED):
        store.trials.close(take(store), a_record(verdict), now=NOON)
    everything = store.trials.list_judged(TrialFilter(batch_id=batch.id))
    assert len(everything) == 5
    first = store.trials.list_judged(TrialFilter(), limit=2)
    assert (*first, *store.trials.list_judged(TrialFilter(), after=first[-1].id)) == everything
    names = {trial.strategy_name for trial in store.trials.list_judged(TrialFilter(strategy="bold"))}
    assert names == {"bold"}
    assert store.trials.list_judged(TrialFilter(until=NOON)) == ()
    assert store.trials.list_judged(TrialFilter(provenance=Provenance.SIMULATED)) == ()
