"""The arithmetic of small pictures: points of a line, shares of a bar. The templates only place them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from training.model.executions import DayCounts
from training.timeline import Part, Span, sums_of


@dataclass(frozen=True)
class Spark:
    """A small line in a box of `width` x `height`; `points` and `area` are SVG point lists."""

    points: str
    area: str
    last_x: float
    last_y: float


def spark(values: Sequence[float], *, width: float = 132, height: float = 40, top: float = 1.0) -> Spark | None:
    """Return a line through values of 0..`top`, or None when there is no line to draw."""
    if len(values) < 2:  # noqa: PLR2004 - a line has two ends
        return None
    step = width / (len(values) - 1)
    places = [(index * step, height - height * min(max(value / top, 0.0), 1.0)) for index, value in enumerate(values)]
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    return Spark(
        points, f"0,{height:g} {points} {width:g},{height:g}", round(places[-1][0], 1), round(places[-1][1], 1)
    )


@dataclass(frozen=True)
class Share:
    """One part of a bar, in percent of its width."""

    name: str
    count: int
    start: float
    width: float


def shares(counts: Sequence[tuple[str, int]], total: int) -> tuple[Share, ...]:
    """Return the parts of a bar, in the order given; parts of nothing are left out."""
    if total <= 0:
        return ()
    parts: list[Share] = []
    start = 0.0
    for name, count in counts:
        width = 100 * count / total
        if count:
            parts.append(Share(name, count, round(start, 3), round(width, 3)))
        start += width
    return tuple(parts)


MOST_BARS = 45


@dataclass(frozen=True, kw_only=True)
class DayBar:
    """One day's bar: its parts from the ground up, in percent of the tallest, and where a click leads."""

    day: str
    x: float
    width: float
    counts: DayCounts
    parts: tuple[Share, ...]
    url: str


def day_bars(
    counts: Sequence[DayCounts], *, address: Callable[[DayCounts], str], today: date
) -> tuple[DayBar, ...] | None:
    """Return a bar for each day, quiet days among them, the newest `MOST_BARS` at most; None where it is one day."""
    if not counts:
        return None
    last = min(today, date.fromisoformat(counts[-1].day))
    first = max(date.fromisoformat(counts[0].day), last - timedelta(days=MOST_BARS - 1))
    days = [str(first + timedelta(days=offset)) for offset in range((last - first).days + 1)]
    if len(days) < 2:  # noqa: PLR2004 - one bar compares with nothing
        return None
    known = {count.day: count for count in counts}
    tallest = max((known[day].total for day in days if day in known), default=1) or 1
    step = 100 / len(days)
    return tuple(
        DayBar(
            day=day,
            x=round(index * step, 3),
            width=round(step * 0.8, 3),
            counts=known.get(day, DayCounts(day=day)),
            parts=_stack(known.get(day, DayCounts(day=day)), tallest),
            url=address(DayCounts(day=day)),
        )
        for index, day in enumerate(days)
    )


def _stack(counts: DayCounts, tallest: int) -> tuple[Share, ...]:
    named = ("passed", counts.passed), ("failed", counts.failed), ("errored", counts.errored)
    return shares((*named, ("cancelled", counts.cancelled)), tallest)


@dataclass(frozen=True, kw_only=True)
class TimePart:
    """A stretch of a timeline, in percent of its width. `is_marked` says that it belongs to what is looked at."""

    name: str
    start: float
    width: float
    duration_ms: float
    is_marked: bool


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """A trial's time: its stretches in order, and what each part took in all."""

    parts: tuple[TimePart, ...]
    sums: tuple[tuple[str, float], ...]
    total_ms: float


def timeline(spans: Sequence[Span], *, marked: int | None = None) -> Timeline | None:
    """Return spans as a picture. The wait in the queue is only told: it may be a thousand times the rest."""
    shown = [span for span in spans if span.part is not Part.QUEUE]
    total = sum(span.duration_ms for span in shown)
    if not total:
        return None
    parts, start = [], 0.0
    for span in shown:
        width = 100 * span.duration_ms / total
        is_marked = marked is not None and span.execution == marked
        parts.append(
            TimePart(
                name=span.part.value,
                start=round(start, 3),
                width=round(width, 3),
                duration_ms=span.duration_ms,
                is_marked=is_marked,
            )
        )
        start += width
    sums = tuple((part.value, took) for part, took in sums_of(spans))
    return Timeline(parts=tuple(parts), sums=sums, total_ms=total)
