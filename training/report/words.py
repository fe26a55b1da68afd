"""How the report's numbers are said."""

from collections.abc import Iterable, Sequence

from training.compare import ComparisonWord
from training.model.profiles import Interval
from training.report.model import Difference
from training.trends import Measure

MEASURES = {Measure.SUCCESS: "success rate", Measure.SCORE: "score", Measure.EXECUTION_MS: "execution time"}

# the factor, the digits and the unit in which a difference is told
UNITS = {Measure.SUCCESS: (100, 1, "points"), Measure.SCORE: (1, 1, "points"), Measure.EXECUTION_MS: (1, 0, "ms")}


def count(number: int, word: str) -> str:
    """Return a number with its noun: 1 trial, 2 trials."""
    return f"{number} {word if number == 1 else word + 's'}"


def percent(share: float) -> str:
    """Return a share of 0..1 in percent; a whole number only where it is whole."""
    return f"{share:.1%}".replace(".0%", " %").replace("%", " %").replace("  ", " ")


def between(interval: Interval | None) -> str:
    """Return an interval of shares as a remark in brackets, or nothing."""
    return f" (95 % interval {percent(interval.low)} to {percent(interval.high)})" if interval else ""


def size(measure: Measure, value: float) -> str:
    """Return the size of a difference in the measure's own unit."""
    if measure is Measure.SUCCESS:
        return f"{abs(value) * 100:.1f} percentage points"
    return f"{abs(value):.1f} points" if measure is Measure.SCORE else f"{abs(value):.0f} ms"


def difference_sentence(difference: Difference) -> str:
    """Return a difference that a test found as a sentence."""
    comparison = difference.comparison
    names = (difference.left, difference.right)
    high, low = names if comparison.word is ComparisonWord.LEFT else names[::-1]
    return (
        f"{capital(high)} has a higher {MEASURES[difference.measure]} than {low}, by "
        f"{size(difference.measure, comparison.difference or 0.0)} over {len(comparison.pairs)} tasks that both did."
    )


def listed(names: Sequence[str], *, most: int = 5) -> str:
    """Return names as a list in a sentence, the rest counted."""
    shown = list(names[:most])
    if len(names) > most:
        return f"{', '.join(shown)} and {len(names) - most} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


def capital(text: str) -> str:
    """Return a text whose first letter is a capital."""
    return text[:1].upper() + text[1:]


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """Return names once each, in order."""
    return tuple(dict.fromkeys(names))
