"""How the report's numbers are written in its templates."""

from training.model.profiles import Interval
from training.report.markdown import signed
from training.report.words import MEASURES
from training.trends import Measure


def signed_size(value: float | None, measure: Measure) -> str:
    """Write a difference with its sign and unit."""
    return "–" if value is None else signed(measure, value)


def signed_range(interval: Interval | None, measure: Measure) -> str:
    """Write an interval of differences."""
    return "–" if interval is None else f"{signed(measure, interval.low)} to {signed(measure, interval.high)}"


def measure_name(measure: Measure) -> str:
    """Write what is measured."""
    return MEASURES[measure]


FILTERS = {"signed_size": signed_size, "signed_range": signed_range, "measure_name": measure_name}
