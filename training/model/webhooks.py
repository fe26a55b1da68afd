"""What is told to other programs: where to, what of, and how far it is."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Topic(StrEnum):
    """What can be told of."""

    BATCH_FINISHED = "batch.finished"
    BATCH_CANCELLED = "batch.cancelled"
    ALERT_RAISED = "alert.raised"
    ALERT_CLEARED = "alert.cleared"
    TEST = "test"


@dataclass(frozen=True, kw_only=True)
class Webhook:
    """An address of a team's that is told of some topics. `secret` signs what is sent; it is shown once."""

    id: int
    team: str
    url: str
    topics: tuple[Topic, ...]
    secret: str
    created_by: str
    created_at: datetime


class MessageState(StrEnum):
    """Where a message is. `given_up` ones were tried to the end."""

    WAITING = "waiting"
    SENT = "sent"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message to one address. `body` is the exact text that is signed and sent; `due_at` is the next try."""

    id: int
    message_id: str
    webhook: Webhook
    topic: Topic
    body: str
    state: MessageState
    attempts: int
    created_at: datetime
    due_at: datetime | None
    status: int | None
    problem: str
    sent_at: datetime | None
