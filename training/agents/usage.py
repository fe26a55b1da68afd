"""What an agent says of what it used. It may say anything, so what nobody can have used counts as not known."""

from collections.abc import Iterable
from typing import Any

_MOST_COUNT = 10**12  # of tokens or turns; many of them still add up to what SQLite's 64 bits hold
_MOST_USD = 10**6


def count(value: Any) -> int | None:
    """Return a number of tokens or turns, or None where it is none."""
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    return value if is_whole and 0 <= value <= _MOST_COUNT else None


def total(values: Iterable[Any]) -> int | None:
    """Return the sum of those that are numbers of tokens, or None where none is."""
    known = [number for value in values if (number := count(value)) is not None]
    return sum(known) if known else None


def cost_usd(value: Any) -> float | None:
    """Return an amount in US dollars, or None where it is none."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and 0 <= value <= _MOST_USD else None
