"""In what two strategies differ."""

from dataclasses import dataclass
from typing import Any

from training.model.strategies import Strategy
from training.strategies.files import contents


@dataclass(frozen=True, kw_only=True)
class FieldPair:
    """One field of two strategies."""

    field: str
    left: Any
    right: Any

    @property
    def differs(self) -> bool:
        """Whether the two have different values."""
        return bool(self.left != self.right)


def field_pairs(left: Strategy, right: Strategy) -> tuple[FieldPair, ...]:
    """Return every field of two strategies, in the order of their files."""
    other = contents(right)
    return tuple(FieldPair(field=name, left=value, right=other[name]) for name, value in contents(left).items())
