import json

import pytest

from tests.training.builders import NOON, a_record, queue, take
from training.alerts import InvalidRuleError
from training.errors import NotFoundError
from training.model.alerts import AlertRule, Watched
from training.model.batches import DEFAULT_TEAM
from training.model.trials import Verdict
from training.model.webhooks import Topic
from training.store import Store


def a_rule(**changes: object) -> AlertRule:
    usual: dict[str, object] = {
        "team": DEFAULT_TEAM,
        "agent": "scripted",
        "strategy_name": "balanced",
        "threshold": 0.6,
        "window": 10,
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
    run(store, *[FAILED] * 6)
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
    run(store, *[FAILED] * 6)
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
    run(store, *[FAILED] * 7)
    assert store.alerts.rules(team=DEFAULT_TEAM)[0].raised


def test_a_score_can_be_watched(store: Store) -> None:
    rule = store.alerts.add(a_rule(measure=Watched.SCORE, threshold=60.0), now=NOON)
    run(store, *[FAILED] * 5, score=30.0)
    assert store.alerts.judged(rule).raised
    assert store.alerts.judged(rule).mean == pytest.approx(30)


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
    run(store, *[FAILED] * 6)
    store.alerts.remove(rule.id, team=DEFAULT_TEAM)
    run(store, *[PASSED] * 12)
    assert len(store.alerts.list(team=DEFAULT_TEAM)) == 1
    with pytest.raises(NotFoundError):
        store.alerts.remove(rule.id, team=DEFAULT_TEAM)
