"""Spans of whole days (UTC), as they stand in an address: days=7, or from=2026-01-01 and to=2026-01-31."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

CHOICES = ((1, "Today"), (7, "7 days"), (30, "30 days"), (90, "90 days"))
MOST_DAYS = 3660


@dataclass(frozen=True, kw_only=True)
class Period:
    """A span of days, both included; None where it has no end on that side. `days` is set where it counts from today.

    `problem` says what could not be read.
    """

    first: date | None = None
    last: date | None = None
    days: int | None = None
    problem: str = ""

    @property
    def since(self) -> datetime | None:
        """The moment at which it begins."""
        return datetime.combine(self.first, time(), UTC) if self.first else None

    @property
    def until(self) -> datetime | None:
        """The moment at which it is over."""
        return datetime.combine(self.last + timedelta(days=1), time(), UTC) if self.last else None

    @property
    def words(self) -> str:
        """Say it."""
        if self.days:
            return "today" if self.days == 1 else f"the last {self.days} days"
        if self.first and self.last:
            return f"{self.first} to {self.last}" if self.first != self.last else str(self.first)
        if self.first:
            return f"since {self.first}"
        return f"until {self.last}" if self.last else "all time"


ALL_TIME = Period()


def read_period(arguments: Mapping[str, str], *, today: date) -> Period:
    """Return the span that an address asks for; all time where it asks for none."""
    try:
        return _read(arguments, today)
    except (ValueError, OverflowError):
        return Period(problem="Dates are written as 2026-01-31; the span was left out.")


def _read(arguments: Mapping[str, str], today: date) -> Period:
    if days := arguments.get("days"):
        count = int(days)
        if not 1 <= count <= MOST_DAYS:
            raise ValueError("too many days")
        return Period(first=today - timedelta(days=count - 1), days=count)
    first, last = (_day(arguments.get(name)) for name in ("from", "to"))
    if first and last and first > last:
        first, last = last, first
    return Period(first=first, last=last)


def _day(typed: str | None) -> date | None:
    day = date.fromisoformat(typed.strip()) if typed and typed.strip() else None
    if day is not None and not 1971 <= day.year <= 9998:  # noqa: PLR2004 - room for a day before and after
        raise ValueError("no such year here")
    return day
