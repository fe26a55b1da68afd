"""Profiles that a team has promoted: a name, its versions, and which of them counts."""

from dataclasses import dataclass
from datetime import datetime

from training.model.profiles import Profile


@dataclass(frozen=True, kw_only=True)
class Promotion:
    """What was known at one moment, under a name. Versions of a name count from 1; one of them is `active`."""

    team: str
    name: str
    version: int
    agent: str
    note: str
    by: str
    at: datetime
    active: bool
    profiles: tuple[Profile, ...]
