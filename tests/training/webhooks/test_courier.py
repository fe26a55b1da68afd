"""Messages are signed, handed over, tried again later each time, and in the end given up."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.training.builders import NOON, Clock
from training.model.webhooks import MessageState, Topic
from training.store import Store
from training.webhooks.courier import PAUSES_SECONDS, Courier
from training.webhooks.posting import PostError
from training.webhooks.signing import new_secret, sign

TEAM = "default"
URL = "https://example.org/hook"


@dataclass
class Receiver:
    """Stands at the other end, and answers as it is told."""

    answers: list[int | PostError] = field(default_factory=list)
    got: list[tuple[str, dict[str, str], str]] = field(default_factory=list)

    def __call__(self, url: str, *, headers: Mapping[str, str], body: str) -> int:
        self.got.append((url, dict(headers), body))
        answer = self.answers.pop(0) if self.answers else 204
        if isinstance(answer, PostError):
            raise answer
        return answer


@pytest.fixture
def open_store(database: Path) -> Callable[[], Store]:
    return lambda: Store.open(database)


@pytest.fixture
def secret(store: Store) -> str:
    made = new_secret()
    store.outbox.add_webhook(team=TEAM, url=URL, topics=(Topic.ALERT_RAISED,), secret=made, created_by="ada", now=NOON)
    store.outbox.publish(Topic.ALERT_RAISED, {"text": "it fell – below"}, team=TEAM, now=NOON)
    return made


def test_a_message_arrives_signed_over_its_id_its_time_and_its_body(
    store: Store, secret: str, open_store: Callable[[], Store]
) -> None:
    receiver = Receiver()
    assert Courier(open_store, receiver, clock=Clock()).send_due() == 1

    ((url, headers, body),) = receiver.got
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.{body}".encode()
    key = base64.b64decode(secret.removeprefix("whsec_"))
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert url == URL
    assert headers["webhook-signature"] == f"v1,{expected}"
    assert int(headers["webhook-timestamp"]) == int(NOON.timestamp())
    assert json.loads(body)["data"] == {"text": "it fell – below"}
    (message,) = store.outbox.messages(team=TEAM)
    assert (message.state, message.status) == (MessageState.SENT, 204)


def test_the_signature_is_that_of_the_specifications_own_example() -> None:
    headers = sign(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        message_id="msg_p5jXN8AQM9LWM0D4loKWxJek",
        at=NOON.fromtimestamp(1614265330, tz=NOON.tzinfo),
        body='{"test": 2432232314}',
    )

    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.usefixtures("secret")
def test_what_is_not_taken_is_tried_again_later_each_time_and_then_given_up(
    store: Store, open_store: Callable[[], Store]
) -> None:
    clock, receiver = Clock(), Receiver([500, PostError("nobody is there"), 302] + [503] * 20)
    courier = Courier(open_store, receiver, clock=clock)

    for pause in PAUSES_SECONDS:
        assert courier.send_due() == 1
        clock.advance(pause - 1)
        assert courier.send_due() == 0
        clock.advance(1)
    assert courier.send_due() == 1

    (message,) = store.outbox.messages(team=TEAM)
    assert (message.state, message.attempts) == (MessageState.GIVEN_UP, 1 + len(PAUSES_SECONDS))
    assert message.problem == "It answered 503."
    assert len({headers["webhook-id"] for _, headers, _ in receiver.got}) == 1


@pytest.mark.usefixtures("secret")
def test_an_address_that_says_it_is_gone_is_not_tried_again(store: Store, open_store: Callable[[], Store]) -> None:
    Courier(open_store, Receiver([410]), clock=Clock()).send_due()

    (message,) = store.outbox.messages(team=TEAM)
    assert message.state is MessageState.GIVEN_UP
