from tests.training.builders import NOON, a_record, a_request, queue, take
from training.calibration import calibrate
from training.model.batches import DEFAULT_TEAM
from training.model.trials import Verdict
from training.store import Store


def test_the_newest_trials_are_predicted_from_all_that_closed_before_them(store: Store) -> None:
    queue(store, a_request(repeats=60))
    for number in range(60):
        store.trials.close(take(store), a_record(Verdict.FAILED if number == 50 else Verdict.PASSED), now=NOON)
    found = calibrate(*store.reporting.replay(team=DEFAULT_TEAM, agent="scripted", newest=25))
    assert found.n == 25
    assert [one.low for one in found.bins] == [0.9]  # 35 had passed before the first of them
    whole = calibrate(*store.reporting.replay(team=DEFAULT_TEAM, agent="scripted", newest=1000))
    assert whole.n == 60
    assert whole.bins[0].low == 0.5  # of the very first nothing was known
    assert calibrate((), ()).brier is None


def test_trials_are_replayed_in_the_order_they_closed(store: Store) -> None:
    queue(store, a_request(repeats=3))
    leases = [take(store, owner=owner) for owner in "abc"]
    for lease in (leases[2], leases[0], leases[1]):
        store.trials.close(lease, a_record(), now=NOON)
    trials, profiles = store.reporting.replay(team=DEFAULT_TEAM, agent="scripted", newest=2)
    assert [trial.id for trial in trials] == [1, 2]
    assert {profile.trials for profile in profiles} == {3}
