"""What an agent took for its work."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Spent:
    """What one attempt took, whatever it came to. None is what the agent does not tell of, which is not 0."""

    turns: int | None = None
    tokens: int | None = None
    cost_usd: float | None = None
    session_id: str | None = None

    def beyond(self, charged: "Spent") -> "Spent":
        """Return what of the tokens and the cost was not charged yet."""
        return Spent(
            tokens=None if self.tokens is None else max(self.tokens - (charged.tokens or 0), 0),
            cost_usd=None if self.cost_usd is None else max(self.cost_usd - (charged.cost_usd or 0.0), 0.0),
        )


NOTHING_TOLD = Spent()
