"""How the report's numbers are written in its templates."""

from training.model.profiles import Interval
from training.report.markdown import signed, signed_interval
from training.report.words import MEASURES
from training.trends import Measure


def signed_size(value: float | None, measure: str) -> str:
    """Write a difference with its sign and unit."""
    return "–" if value is None else signed(Measure(measure), value)


def signed_range(interval: Interval | None, measure: str) -> str:
    """Write an interval of differences, its unit once."""
    return "–" if interval is None else signed_interval(Measure(measure), interval)


def measure_name(measure: str) -> str:
    """Write what is measured."""
    return MEASURES[Measure(measure)]


FILTERS = {"signed_size": signed_size, "signed_range": signed_range, "measure_name": measure_name}
