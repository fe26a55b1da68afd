"""What each field of a strategy file may hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

INSTRUCTIONS_LIMIT = 20_000


class FieldError(ValueError):
    """A value that its field does not take; the message follows the field's name in a sentence."""


@dataclass(frozen=True, kw_only=True)
class Whole:
    """A whole number between two bounds, both included."""

    low: int
    high: int

    def read(self, value: Any) -> int:
        """Return the number, or raise FieldError."""
        if isinstance(value, bool) or not isinstance(value, int) or not self.low <= value <= self.high:
            raise FieldError(f"must be a whole number from {self.low} to {self.high}, not {value!r}")
        return value


@dataclass(frozen=True, kw_only=True)
class Fraction:
    """A number between two bounds, both included."""

    low: float
    high: float

    def read(self, value: Any) -> float:
        """Return the number as a float, or raise FieldError; NaN lies in no range."""
        if isinstance(value, bool) or not isinstance(value, int | float) or not self.low <= value <= self.high:
            raise FieldError(f"must be a number from {self.low:g} to {self.high:g}, not {value!r}")
        return float(value)


@dataclass(frozen=True)
class Switch:
    """True or false."""

    def read(self, value: Any) -> bool:
        """Return the value, or raise FieldError."""
        if not isinstance(value, bool):
            raise FieldError(f"must be true or false, not {value!r}")
        return value


@dataclass(frozen=True, kw_only=True)
class Text:
    """Some text, not blank."""

    limit: int

    def read(self, value: Any) -> str:
        """Return the text without the space around it, or raise FieldError."""
        if not isinstance(value, str) or not value.strip():
            raise FieldError("must be some text in quotes")
        if len(value) > self.limit:
            raise FieldError(f"must have at most {self.limit:,} characters, not {len(value):,}")
        return value.strip()


FIELDS: Mapping[str, Whole | Fraction | Switch | Text] = {
    "instructions": Text(limit=INSTRUCTIONS_LIMIT),
    "temperature": Fraction(low=0.0, high=2.0),
    "attempts": Whole(low=1, high=200),
    "edit_size": Whole(low=1, high=20),
    "self_check": Switch(),
    "submit_at": Fraction(low=0.0, high=1.0),
    "time_budget_seconds": Fraction(low=1.0, high=86_400.0),
    "token_budget": Whole(low=1, high=100_000_000),
}
