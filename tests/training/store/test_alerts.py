import json
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.training.builders import NOON, a_record, a_score, queue, take
from training.alerts import InvalidRuleError
from training.errors import NotFoundError
from training.model.alerts import AlertRule, Watched
from training.model.batches import DEFAULT_TEAM
from training.model.scores import Weights
from training.model.trials import Verdict
from training.model.webhooks import Topic
from training.scoring import weighed
from training.store import Store


def a_rule(**changes: object) -> AlertRule:
    usual: dict[str, object] = {
        "team": DEFAULT_TEAM,
        "agent": "scripted",
        "strategy_name": "balanced",
        "threshold": 0.6,
        "window": 20,
    }
    return AlertRule(**{**usual, **changes})  # type: ignore[arg-type]


def run(store: Store, *verdicts: Verdict, score: float = 80.0) -> None:
    for verdict in verdicts:
        queue(store)
        store.trials.close(take(store), a_record(verdict, score=score), now=NOON)


PASSED, FAILED = Verdict.PASSED, Verdict.FAILED


def test_an_alert_is_raised_by_the_whole_interval_and_not_by_a_point(store: Store) -> None:
    store.alerts.add(a_rule(), now=NOON)
    run(store, *[FAILED] * 2, *[PASSED] * 2, FAILED)
    assert store.alerts.list(team=DEFAULT_TEAM) == ()  # 40 % of 5, which may well be 60 %
    run(store, *[FAILED] * 13)
    (alert,) = store.alerts.list(team=DEFAULT_TEAM)
    assert alert.raised
    assert "it lies below the threshold of 60 %" in alert.words
    assert alert.trial_id is not None
    assert store.alerts.rules(team=DEFAULT_TEAM)[0].raised


def test_it_is_said_once_and_cleared_when_it_no_longer_holds(store: Store) -> None:
    store.alerts.add(a_rule(), now=NOON)
    run(store, *[FAILED] * 12)
    run(store, *[PASSED] * 10)
    assert [alert.raised for alert in store.alerts.list(team=DEFAULT_TEAM)] == [False, True]


def test_an_alert_is_a_link_of_the_chain_and_a_message_to_the_webhooks(store: Store) -> None:
    store.outbox.add_webhook(
        team=DEFAULT_TEAM, url="https://e.test", topics=(Topic.ALERT_RAISED,), secret="s", created_by="a", now=NOON
    )
    store.alerts.add(a_rule(), now=NOON)
    run(store, *[FAILED] * 11)
    (message,) = store.outbox.messages(team=DEFAULT_TEAM)
    assert message.topic is Topic.ALERT_RAISED
    assert json.loads(message.body)["data"]["strategy_name"] == "balanced"
    assert "alert.raised" in [link.kind for link in store.audit.links()]
    assert store.audit.verify() == ()


def test_a_baseline_counts_with_its_own_uncertainty_and_only_what_came_after_it(store: Store) -> None:
    run(store, *[PASSED] * 12)
    known = store.profiles.list(scope=None)
    store.promotions.promote("good", known, team=DEFAULT_TEAM, agent="scripted", by="a", note="", now=NOON)
    rule = store.alerts.add(a_rule(threshold=None, baseline="good"), now=NOON)
    assert store.alerts.judged(rule).n == 0
    run(store, PASSED, FAILED, PASSED, PASSED, PASSED)
    assert not store.alerts.judged(rule).raised
    run(store, *[FAILED] * 20)
    assert store.alerts.rules(team=DEFAULT_TEAM)[0].raised


def test_a_score_can_be_watched(store: Store) -> None:
    rule = store.alerts.add(a_rule(measure=Watched.SCORE, threshold=60.0, window=30), now=NOON)
    run(store, *[FAILED] * 5, score=10.0)
    assert not store.alerts.judged(rule).raised  # five that are alike say little of those to come
    run(store, *[FAILED] * 15, score=10.0)
    assert store.alerts.judged(rule).raised
    assert store.alerts.judged(rule).mean == pytest.approx(10)


def promote(store: Store, name: str = "good") -> None:
    known = store.profiles.list(scope=None)
    store.promotions.promote(name, known, team=DEFAULT_TEAM, agent="scripted", by="a", note="", now=NOON)


def run_scored(store: Store, *, correctness: float, speed: float, times: int) -> None:
    """Close trials whose speed scatters a little around the given one."""
    weights = store.scores.active(DEFAULT_TEAM)
    for number in range(times):
        found = replace(a_score(0), correctness=correctness, speed=speed + 0.1 * (-1) ** number)
        queue(store)
        record = replace(a_record(PASSED, executions=0), score=weighed(found, weights), told_ms=1.0)
        store.trials.close(take(store), record, now=NOON)


def test_a_baseline_is_held_against_scores_under_the_same_weights(store: Store) -> None:
    run_scored(store, correctness=1.0, speed=0.2, times=40)
    promote(store)
    store.scores.adopt(Weights(correctness=20, speed=80, quality=0), team=DEFAULT_TEAM, by="ada", now=NOON)
    rule = store.alerts.add(a_rule(measure=Watched.SCORE, threshold=None, baseline="good", window=50), now=NOON)
    run_scored(store, correctness=1.0, speed=0.2, times=50)
    # as good as before, though 80 of 100 then are 36 of 100 now
    assert not store.alerts.judged(rule).raised
    assert "does not lie below the baseline good" in store.alerts.judged(rule).words
    run_scored(store, correctness=0.0, speed=0.1, times=50)
    assert store.alerts.rules(team=DEFAULT_TEAM)[0].raised


def test_a_baseline_from_elsewhere_is_not_compared_under_other_weights(store: Store) -> None:
    run_scored(store, correctness=1.0, speed=0.2, times=6)
    foreign = tuple(replace(one, updated_at=NOON - timedelta(days=1)) for one in store.profiles.list(scope=None))
    store.promotions.promote("far", foreign, team=DEFAULT_TEAM, agent="scripted", by="a", note="", now=NOON)
    store.scores.adopt(Weights(correctness=20, speed=80, quality=0), team=DEFAULT_TEAM, by="ada", now=NOON)
    rule = store.alerts.add(a_rule(measure=Watched.SCORE, threshold=None, baseline="far"), now=NOON)
    run_scored(store, correctness=0.0, speed=0.1, times=20)
    judgement = store.alerts.judged(rule)
    assert "promoted under weights 1, and weights 2 count now" in judgement.words
    assert judgement.interval is None
    assert store.alerts.list(team=DEFAULT_TEAM) == ()


def test_a_baseline_without_scatter_is_not_compared(store: Store) -> None:
    run(store, *[PASSED] * 6, score=80.0)
    promote(store)
    rule = store.alerts.add(a_rule(measure=Watched.SCORE, threshold=None, baseline="good"), now=NOON)
    run(store, *[FAILED] * 12, score=0.0)
    assert "do not say how far they scatter" in store.alerts.judged(rule).words


def test_what_is_said_now_and_what_stands_agree_where_too_little_is_known(store: Store) -> None:
    run(store, *[PASSED] * 30)
    promote(store)
    store.alerts.add(a_rule(threshold=None, baseline="good", window=30), now=NOON)
    run(store, *[FAILED] * 25)
    assert store.alerts.rules(team=DEFAULT_TEAM)[0].raised
    promote(store)  # nothing has come after this one
    ((rule, judgement),) = store.alerts.consider_all(team=DEFAULT_TEAM, now=NOON)
    assert judgement.raised
    assert rule.raised
    assert "Too few trials to say: 0. The rule stays raised until then." in judgement.words
    run(store, *[PASSED] * 5)
    ((_, judgement),) = store.alerts.consider_all(team=DEFAULT_TEAM, now=NOON)
    assert (judgement.raised, store.alerts.rules(team=DEFAULT_TEAM)[0].raised) == (False, False)


def test_a_rule_concerns_its_own_strategy_and_scope_alone(store: Store) -> None:
    store.alerts.add(a_rule(strategy_name="other"), now=NOON)
    store.alerts.add(a_rule(scope="category:strings"), now=NOON)
    store.alerts.add(a_rule(team="others"), now=NOON)
    run(store, *[FAILED] * 6)
    assert store.alerts.list(team=DEFAULT_TEAM) == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"threshold": None},
        {"baseline": "x"},
        {"threshold": float("nan")},
        {"threshold": 1.5},
        {"threshold": 0.0},
        {"measure": Watched.SCORE, "threshold": 101.0},
        {"window": 4},
        {"window": 10},
        {"measure": Watched.SCORE, "threshold": 60.0, "window": 10},
        {"window": 10_000},
    ],
)
def test_a_rule_that_can_not_be_meant_is_refused(store: Store, changes: dict[str, object]) -> None:
    with pytest.raises(InvalidRuleError):
        store.alerts.add(a_rule(**changes), now=NOON)
    assert store.alerts.rules(team=DEFAULT_TEAM) == ()


def test_a_baseline_must_have_been_promoted(store: Store) -> None:
    with pytest.raises(NotFoundError):
        store.alerts.add(a_rule(threshold=None, baseline="never"), now=NOON)


def test_a_removed_rule_is_silent_and_what_it_said_stays(store: Store) -> None:
    rule = store.alerts.add(a_rule(), now=NOON)
    run(store, *[FAILED] * 11)
    store.alerts.remove(rule.id, team=DEFAULT_TEAM)
    run(store, *[PASSED] * 12)
    assert len(store.alerts.list(team=DEFAULT_TEAM)) == 1
    with pytest.raises(NotFoundError):
        store.alerts.remove(rule.id, team=DEFAULT_TEAM)
