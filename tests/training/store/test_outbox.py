"""What is to be told to other programs is written with the fact that it tells of, and only to those who asked."""

import json
from datetime import timedelta

import pytest

from tests.training.builders import NOON, a_record, a_request, queue, take
from training.errors import NotFoundError
from training.model.trials import Verdict
from training.model.webhooks import MessageState, Topic, Webhook
from training.store import Store

TEAM = "default"


def a_webhook(store: Store, *topics: Topic, team: str = TEAM) -> Webhook:
    return store.outbox.add_webhook(
        team=team, url="https://example.org/hook", topics=topics, secret="whsec_eA==", created_by="ada", now=NOON
    )


def test_the_end_of_a_batch_is_told_once_with_what_it_came_to(store: Store) -> None:
    a_webhook(store, Topic.BATCH_FINISHED)
    queue(store, a_request(repeats=3))

    for verdict in (Verdict.PASSED, Verdict.FAILED, Verdict.PASSED):
        assert store.outbox.messages(team=TEAM) == ()
        store.trials.close(take(store), a_record(verdict), now=NOON)

    (message,) = store.outbox.messages(team=TEAM)
    body = json.loads(message.body)
    assert (body["type"], body["team"]) == ("batch.finished", TEAM)
    assert (body["data"]["batch_id"], body["data"]["passed"], body["data"]["failed"]) == (1, 2, 1)
    assert body["data"]["success_rate"] == pytest.approx(2 / 3)
    assert message.state is MessageState.WAITING


def test_a_cancelled_batch_is_told_once(store: Store) -> None:
    a_webhook(store, Topic.BATCH_CANCELLED, Topic.BATCH_FINISHED)
    queue(store)

    store.batches.cancel(1, now=NOON)
    store.batches.cancel(1, now=NOON)

    assert [message.topic for message in store.outbox.messages(team=TEAM)] == [Topic.BATCH_CANCELLED]


def test_only_the_own_team_and_only_the_asked_topic_are_told(store: Store) -> None:
    a_webhook(store, Topic.ALERT_RAISED, team="other")
    a_webhook(store, Topic.BATCH_FINISHED)

    assert store.outbox.publish(Topic.ALERT_RAISED, {"x": 1}, team=TEAM, now=NOON) == 0
    assert store.outbox.publish(Topic.ALERT_RAISED, {"x": 1}, team="other", now=NOON) == 1
    assert store.outbox.messages(team=TEAM) == ()


def test_a_claimed_message_is_nobody_elses_until_its_sender_is_given_up(store: Store) -> None:
    a_webhook(store, Topic.ALERT_RAISED)
    store.outbox.publish(Topic.ALERT_RAISED, {}, team=TEAM, now=NOON)

    first = store.outbox.claim(now=NOON)
    assert first is not None
    assert store.outbox.claim(now=NOON) is None
    again = store.outbox.claim(now=NOON + timedelta(minutes=5))

    assert again is not None
    assert (again.message_id, again.attempts) == (first.message_id, 2)


def test_a_removed_webhook_takes_its_messages_along(store: Store) -> None:
    hook = a_webhook(store, Topic.ALERT_RAISED)
    store.outbox.publish(Topic.ALERT_RAISED, {}, team=TEAM, now=NOON)

    with pytest.raises(NotFoundError):
        store.outbox.remove_webhook(hook.id, team="other")
    store.outbox.remove_webhook(hook.id, team=TEAM)

    assert store.outbox.claim(now=NOON) is None
    assert store.outbox.webhooks(team=TEAM) == ()


def test_old_messages_are_forgotten_but_never_those_that_wait(store: Store) -> None:
    a_webhook(store, Topic.ALERT_RAISED)
    for _ in range(2):
        store.outbox.publish(Topic.ALERT_RAISED, {}, team=TEAM, now=NOON)
    message = store.outbox.claim(now=NOON)
    assert message is not None
    store.outbox.sent(message, status=200, now=NOON)

    assert store.outbox.forget_old(now=NOON + timedelta(days=29)) == 0
    assert store.outbox.forget_old(now=NOON + timedelta(days=31)) == 1
    assert [left.state for left in store.outbox.messages(team=TEAM)] == [MessageState.WAITING]
