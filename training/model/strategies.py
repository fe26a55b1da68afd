"""A strategy: how an agent should work, as data."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Strategy:
    """How an agent should work. `version` is a hash of the content: a profile belongs to one version.

    `attempts` bounds the runs of the visible tests. `edit_size` is the number of edits that one attempt may combine.
    With `self_check` the agent must see the visible tests pass before it submits; without it, it submits as soon as
    at least `submit_at` (0..1) of them pass.
    """

    name: str
    version: str
    instructions: str
    temperature: float
    attempts: int
    edit_size: int
    self_check: bool
    submit_at: float
    time_budget_seconds: float
    token_budget: int


@dataclass(frozen=True, kw_only=True)
class StrategyVersion:
    """A version of a team's own strategy. `parent` is the version it was made from; None where it began with this."""

    strategy: Strategy
    parent: str | None
    by: str
    at: datetime
