"""A learning curve as a picture: the places of its points and intervals. The template draws them."""

from dataclasses import dataclass

from training.model.curves import CurvePoint, LearningCurve, MeasuredCurve
from training.model.profiles import Interval

WIDTH, HEIGHT = 640.0, 220.0


@dataclass(frozen=True, kw_only=True)
class Dot:
    """One point: `y` is its mean, `low` and `high` the ends of its interval."""

    x: float
    y: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class ShownCurve:
    """A curve, its picture, and one sentence of what it says."""

    measured: MeasuredCurve
    dots: tuple[Dot, ...]
    line: str
    top: float
    says: str

    @property
    def curve(self) -> LearningCurve:
        """The numbers."""
        return self.measured.curve


def shown_curve(measured: MeasuredCurve) -> ShownCurve:
    """Return a curve ready to be drawn. The scale begins at 0 and ends at the next 10 % above the highest end."""
    points = measured.curve.points
    highest = max((_ends(point)[1] for point in points), default=1.0)
    top = min(1.0, (int(highest * 10) + 1) / 10)
    last = max((point.learnt_from for point in points), default=1) or 1
    dots = tuple(_dot(point, last=last, top=top) for point in points)
    return ShownCurve(
        measured=measured,
        dots=dots,
        line=" ".join(f"{dot.x:.1f},{dot.y:.1f}" for dot in dots),
        top=top,
        says=_says(points[-1]) if points else "Nothing was measured.",
    )


def _dot(point: CurvePoint, *, last: int, top: float) -> Dot:
    low, high = _ends(point)
    return Dot(
        x=round(point.learnt_from / last * WIDTH, 1),
        y=_height(point.success, top),
        low=_height(low, top),
        high=_height(high, top),
    )


def _height(value: float, top: float) -> float:
    return round(HEIGHT - HEIGHT * min(max(value / top, 0.0), 1.0), 1)


def _ends(point: CurvePoint) -> tuple[float, float]:
    interval = point.success_interval
    return (interval.low, interval.high) if interval else (point.success, point.success)


def _says(last: CurvePoint) -> str:
    attempts = _word(last.saved_interval, better="fewer attempts", worse="more attempts", same="as many attempts")
    success = _word(last.gain_interval, better="more tasks solved", worse="fewer tasks solved", same="as many solved")
    return f"After {last.learnt_from} trials: {success}, {attempts}, on tasks that it had not learnt from."


def _word(interval: Interval | None, *, better: str, worse: str, same: str) -> str:
    if interval is None:
        return "not enough to tell"
    if interval.low > 0:
        return better
    return worse if interval.high < 0 else f"{same} as far as can be told"
