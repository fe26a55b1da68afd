"""The arithmetic of larger pictures: lines, bands and points in a box of 100 by 100 that the page stretches."""

from collections.abc import Sequence
from dataclasses import dataclass

from training.calibration import Bin
from training.convergence import CurvePoint


@dataclass(frozen=True, kw_only=True)
class CurvePlot:
    """A learning curve: SVG point lists, the labels of its ends, and its last numbers."""

    band: str
    mean: str
    ema: str
    first_n: int
    last_n: int
    last: CurvePoint


@dataclass(frozen=True, kw_only=True)
class Dot:
    """One point of a reliability plot, in percent of the box, with its interval's ends."""

    x: float
    y: float
    low: float
    high: float
    radius: float
    title: str


def curve_plot(points: Sequence[CurvePoint]) -> CurvePlot | None:
    """Return a curve of shares of 0..1, or None where there is no line to draw."""
    if len(points) < 2:  # noqa: PLR2004 - a line has two ends
        return None
    first, last = points[0].n, points[-1].n
    xs = [100 * (point.n - first) / (last - first) for point in points]
    highs = [_place(x, point.interval.high) for x, point in zip(xs, points, strict=True)]
    lows = [_place(x, point.interval.low) for x, point in zip(xs, points, strict=True)]
    return CurvePlot(
        band=" ".join([*highs, *reversed(lows)]),
        mean=" ".join(_place(x, point.mean) for x, point in zip(xs, points, strict=True)),
        ema=" ".join(_place(x, point.ema) for x, point in zip(xs, points, strict=True)),
        first_n=first,
        last_n=last,
        last=points[-1],
    )


def reliability_dots(bins: Sequence[Bin]) -> tuple[Dot, ...]:
    """Return a point for each group of predictions: where it was predicted, and what happened."""
    most = max((one.n for one in bins), default=1)
    return tuple(
        Dot(
            x=round(one.predicted * 100, 2),
            y=round(100 - one.happened * 100, 2),
            low=round(100 - (one.interval.low if one.interval else one.happened) * 100, 2),
            high=round(100 - (one.interval.high if one.interval else one.happened) * 100, 2),
            radius=round(1.2 + 1.8 * (one.n / most) ** 0.5, 2),
            title=f"{one.n} trials predicted at {one.predicted:.0%}, happened {one.happened:.0%}",
        )
        for one in bins
    )


def _place(x: float, share: float) -> str:
    return f"{x:.2f},{100 - 100 * min(max(share, 0.0), 1.0):.2f}"
