"""Who did what: one act for everything that somebody changed or tried to."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Via(StrEnum):
    """The door that somebody came through."""

    SITE = "site"
    API = "api"
    COMMAND = "command"
    WORKER = "worker"


@dataclass(frozen=True, kw_only=True)
class Deed:
    """What is to be written down. `action` is a past tense, such as `cancelled`; `kind` and `subject` say what.

    `team` is None for what concerns no team. `detail` is for people and holds no secret.
    """

    actor: str
    action: str
    kind: str
    subject: str = ""
    detail: str = ""
    team: str | None = None
    via: Via = Via.SITE
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class Act:
    """A deed as it is kept, with its number and time (UTC)."""

    id: int
    at: datetime
    deed: Deed


@dataclass(frozen=True, kw_only=True)
class ActFilter:
    """Which acts to list; None asks for all. Times are UTC."""

    team: str | None = None
    actor: str | None = None
    action: str | None = None
    kind: str | None = None
    subject: str | None = None
    since: datetime | None = None
    until: datetime | None = None
