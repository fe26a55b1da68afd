"""Sends what waits in the outbox, and tries again what was not taken, later each time."""

import logging
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Protocol

from training.errors import StoreError
from training.model.webhooks import Message
from training.store import Store
from training.webhooks.posting import PostError
from training.webhooks.signing import sign

# seven more tries after the first, over about a day
PAUSES_SECONDS = (10, 60, 300, 1800, 7200, 21_600, 43_200)
IDLE_SECONDS = 2.0
GONE = 410
_SUCCESS = range(200, 300)

_log = logging.getLogger(__name__)


class Post(Protocol):
    """Hands a message over."""

    def __call__(self, url: str, *, headers: Mapping[str, str], body: str) -> int:
        """Send, and return the answer's status; raises PostError where nothing answered."""
        ...


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Courier:
    """Empties the outbox. A message is handed over at least once; its id lets a receiver drop a second copy."""

    def __init__(
        self, open_store: Callable[[], Store], post: Post, *, clock: Callable[[], datetime] = _utc_now
    ) -> None:
        self._open_store = open_store
        self._post = post
        self._clock = clock

    def run(self, stop: threading.Event) -> None:
        """Send what is due until told to stop."""
        while not stop.is_set():
            try:
                self.send_due(stop)
            except StoreError as error:
                _log.warning("the outbox could not be read: %s", error)
            stop.wait(IDLE_SECONDS)

    def send_due(self, stop: threading.Event | None = None) -> int:
        """Send everything that is due now, and return how many messages were tried."""
        tried = 0
        with self._open_store() as store:
            store.outbox.forget_old(now=self._clock())
            while not (stop and stop.is_set()) and (message := store.outbox.claim(now=self._clock())):
                self._send(store, message)
                tried += 1
        return tried

    def _send(self, store: Store, message: Message) -> None:
        try:
            status: int | None = self._post(message.webhook.url, headers=self._headers(message), body=message.body)
            problem = f"It answered {status}."
        except PostError as error:
            status, problem = None, str(error)
        if status in _SUCCESS:
            store.outbox.sent(message, status=status or 0, now=self._clock())
        elif status == GONE or message.attempts > len(PAUSES_SECONDS):
            store.outbox.give_up(message, problem=problem, status=status)
        else:
            pause = timedelta(seconds=PAUSES_SECONDS[message.attempts - 1])
            store.outbox.put_off(message, problem=problem, status=status, due_at=self._clock() + pause)

    def _headers(self, message: Message) -> dict[str, str]:
        signed = sign(message.webhook.secret, message_id=message.message_id, at=self._clock(), body=message.body)
        return {**signed, "Content-Type": "application/json", "User-Agent": "proving-ground"}
