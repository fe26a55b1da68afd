"""Webhooks, and the outbox: what is to be sent is written with the fact that it tells of, and sent by the worker."""

import json
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from training.errors import NotFoundError
from training.model.webhooks import Message, MessageState, Topic, Webhook
from training.store.connection import change, first, known_moment, moment, rows, stamp, storable, writing

CLAIM = timedelta(minutes=2)  # a sender that dies leaves its message to the next after this
KEPT = timedelta(days=30)


class Outbox:
    """Where to send, and what still waits."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add_webhook(
        self, *, team: str, url: str, topics: tuple[Topic, ...], secret: str, created_by: str, now: datetime
    ) -> Webhook:
        """Keep an address that is told of some topics."""
        row = {
            "team": team,
            "url": url,
            "topics": json.dumps([topic.value for topic in topics]),
            "secret": secret,
            "created_by": created_by,
            "created_at": stamp(now),
        }
        with writing(self._db):
            self._db.table("webhooks").insert(row)
            found = first(self._db, "select * from webhooks order by id desc limit 1")
        if found is None:
            raise NotFoundError("The webhook was not kept. Try again.")
        return _webhook(found)

    def webhooks(self, *, team: str) -> tuple[Webhook, ...]:
        """Return a team's addresses, oldest first."""
        found = rows(self._db, "select * from webhooks where team = :team order by id", team=team)
        return tuple(_webhook(row) for row in found)

    def remove_webhook(self, webhook_id: int, *, team: str) -> None:
        """Forget an address and what waits for it.

        Raises:
            NotFoundError: the team has none of that id.
        """
        with writing(self._db):
            gone = change(self._db, "delete from webhooks where id = :id and team = :team", id=webhook_id, team=team)
        if not gone:
            raise NotFoundError(f"There is no webhook {webhook_id}.")

    def publish(self, topic: Topic, content: Mapping[str, Any], *, team: str, now: datetime) -> int:
        """Queue a message for each of the team's addresses that asked for the topic; return how many."""
        with writing(self._db):
            return self.add(topic, content, team=team, now=now)

    def add(self, topic: Topic, content: Mapping[str, Any], *, team: str, now: datetime) -> int:
        """Queue messages, inside the transaction that makes what they tell of true."""
        wanting = [hook for hook in self.webhooks(team=team) if topic in hook.topics]
        for hook in wanting:
            self.add_to(hook, topic, content, now=now)
        return len(wanting)

    def add_to(self, hook: Webhook, topic: Topic, content: Mapping[str, Any], *, now: datetime) -> None:
        """Queue one message to one address, inside a transaction."""
        body = {"type": topic.value, "timestamp": stamp(now), "team": hook.team, "data": dict(content)}
        self._db.table("outbox").insert(
            {
                "message_id": f"msg_{uuid.uuid4().hex}",
                "webhook_id": hook.id,
                "topic": topic.value,
                "body": json.dumps(body, ensure_ascii=True),
                "state": MessageState.WAITING.value,
                "created_at": stamp(now),
                "due_at": stamp(now),
            }
        )

    def test(self, webhook_id: int, *, team: str, now: datetime) -> None:
        """Queue a message that only says that it arrived.

        Raises:
            NotFoundError: the team has no webhook of that id.
        """
        hook = next((one for one in self.webhooks(team=team) if one.id == webhook_id), None)
        if hook is None:
            raise NotFoundError(f"There is no webhook {webhook_id}.")
        with writing(self._db):
            self.add_to(hook, Topic.TEST, {"message": "This webhook works."}, now=now)

    def claim(self, *, now: datetime) -> Message | None:
        """Take the message that is due longest, so that no other sender takes it for a while; None when none is due."""
        with writing(self._db):
            row = first(
                self._db,
                f"{_MESSAGES} where state = 'waiting' and due_at <= :now order by due_at, outbox.id limit 1",
                now=stamp(now),
            )
            if row is None:
                return None
            change(
                self._db,
                "update outbox set due_at = :later, attempts = attempts + 1 where id = :id",
                id=row["id"],
                later=stamp(now + CLAIM),
            )
        return _message({**row, "attempts": row["attempts"] + 1})

    def sent(self, message: Message, *, status: int, now: datetime) -> None:
        """Note that a message was taken."""
        self._settle(message, state=MessageState.SENT, due_at=None, status=status, problem="", sent_at=now)

    def put_off(self, message: Message, *, problem: str, status: int | None, due_at: datetime) -> None:
        """Note that a try failed, and when to try again."""
        self._settle(message, state=MessageState.WAITING, due_at=due_at, status=status, problem=problem, sent_at=None)

    def give_up(self, message: Message, *, problem: str, status: int | None) -> None:
        """Note that a message was tried to the end."""
        self._settle(message, state=MessageState.GIVEN_UP, due_at=None, status=status, problem=problem, sent_at=None)

    def messages(self, *, team: str, after: int | None = None, limit: int = 50) -> tuple[Message, ...]:
        """Return a team's messages, newest first; `after` is the last id already seen."""
        found = rows(
            self._db,
            f"""{_MESSAGES} where webhooks.team = :team and (:after is null or outbox.id < :after)
                order by outbox.id desc limit :limit""",
            team=team,
            after=after,
            limit=limit,
        )
        return tuple(_message(row) for row in found)

    def forget_old(self, *, now: datetime) -> int:
        """Forget what was sent or given up long ago, and return how many messages that were."""
        with writing(self._db):
            return change(
                self._db,
                "delete from outbox where state != 'waiting' and created_at < :before",
                before=stamp(now - KEPT),
            )

    def _settle(
        self,
        message: Message,
        *,
        state: MessageState,
        due_at: datetime | None,
        status: int | None,
        problem: str,
        sent_at: datetime | None,
    ) -> None:
        with writing(self._db):
            change(
                self._db,
                """update outbox set state = :state, due_at = :due, status = :status, problem = :problem,
                   sent_at = :sent where id = :id""",
                id=message.id,
                state=state.value,
                due=stamp(due_at) if due_at else None,
                status=status,
                problem=storable(problem),
                sent=stamp(sent_at) if sent_at else None,
            )


_MESSAGES = """
select outbox.*, webhooks.team, webhooks.url, webhooks.topics, webhooks.secret, webhooks.created_by,
    webhooks.created_at as hook_created_at
from outbox join webhooks on webhooks.id = outbox.webhook_id
"""


def _webhook(row: dict[str, Any]) -> Webhook:
    return Webhook(
        **{name: row[name] for name in ("id", "team", "url", "secret", "created_by")},
        topics=tuple(Topic(topic) for topic in json.loads(row["topics"])),
        created_at=known_moment(row["created_at"]),
    )


def _message(row: dict[str, Any]) -> Message:
    hook = _webhook({**row, "id": row["webhook_id"], "created_at": row["hook_created_at"]})
    return Message(
        **{name: row[name] for name in ("id", "message_id", "body", "attempts", "status", "problem")},
        webhook=hook,
        topic=Topic(row["topic"]),
        state=MessageState(row["state"]),
        created_at=known_moment(row["created_at"]),
        due_at=moment(row["due_at"]),
        sent_at=moment(row["sent_at"]),
    )
