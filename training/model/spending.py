"""What an agent took for its work."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Spent:
    """What one attempt took, whatever it came to. None is what the agent does not tell of, which is not 0."""

    turns: int | None = None
    tokens: int | None = None
    cost_usd: float | None = None
    session_id: str | None = None


NOTHING_TOLD = Spent()
