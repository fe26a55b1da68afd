"""The arithmetic of small pictures: points of a line, shares of a bar. The templates only place them."""

from collections.abc import Sequence
from dataclasses import dataclass


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
