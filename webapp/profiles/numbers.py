"""Every number of one profile, and the profiles below it, by category and difficulty."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import url_for

from training.course import Estimate, estimate_of
from training.model.profiles import ALL, CourseStep, Interval, Learnt, Profile
from training.profiles import category_scope, cell_scope
from training.statistics import effective_sample
from training.store import Store
from training.trends import Measure, Trend, TrendWord, trends_of
from webapp.rates import Rate, rate_by_task

DIFFICULTIES = ("easy", "medium", "hard", "unknown")


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """One quantity of a profile: the average that learns, the mean that says how sure one may be, and the trend."""

    measure: Measure
    name: str
    ema: float
    n: int
    mean: float | None
    interval: Interval | None
    how: str
    trend: TrendWord
    slope: float | None


@dataclass(frozen=True, kw_only=True)
class Cell:
    """What is known of one kind of task; `url` is its own profile's."""

    rate: Rate
    passed: int
    url: str


@dataclass(frozen=True, kw_only=True)
class Kinds:
    """The profiles below one, as a table: a row for each category, a column for each difficulty."""

    difficulties: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell | None, ...], Cell | None], ...]


def quantities(
    store: Store, profile: Profile, profile_id: int, *, course: Sequence[CourseStep]
) -> tuple[Quantity, ...]:
    """Return success, score where there is one, and execution time; their trends are over the newest steps."""
    trends = trends_of(course)
    learnt = {
        Measure.SUCCESS: profile.success,
        Measure.SCORE: profile.score,
        Measure.EXECUTION_MS: profile.execution_ms,
    }
    return tuple(
        _quantity(
            measure,
            one,
            known=estimate_of(store.profiles.sums_by_task(profile_id, measure.value), measure),
            trend=trends[measure],
        )
        for measure, one in learnt.items()
        if one is not None
    )


def kinds(store: Store, profile: Profile) -> Kinds | None:
    """Return what is known by category and difficulty, for a profile of all tasks; None for one of some."""
    key = profile.key
    if key.scope != ALL:
        return None
    below = {
        one.key.scope: one
        for one in store.profiles.list(
            team=key.team, agent=key.agent, scope=None, provenance=key.provenance, weights=key.weights
        )
        if replace(one.key, scope=ALL) == key
    }
    cells = [scope.partition(":")[2].split("/") for scope in below if scope.startswith("cell:")]
    difficulties = tuple(one for one in DIFFICULTIES if one in {difficulty for _, difficulty in cells})
    rows = tuple(
        (
            category,
            tuple(_cell(store, below.get(cell_scope(category, difficulty))) for difficulty in difficulties),
            _cell(store, below.get(category_scope(category))),
        )
        for category in sorted({category for category, _ in cells})
    )
    return Kinds(difficulties=difficulties, rows=rows) if rows else None


def worth(profile: Profile) -> float:
    """Return how many equal trials the moving average is worth."""
    return effective_sample(profile.rate)


_NAMES = {Measure.SUCCESS: "Success", Measure.SCORE: "Score", Measure.EXECUTION_MS: "Execution time"}


def _cell(store: Store, profile: Profile | None) -> Cell | None:
    if profile is None:
        return None
    number = store.profiles.find_id(profile.key) or 0
    return Cell(
        rate=rate_by_task(store.profiles.passed_by_task(number)),
        passed=profile.passed,
        url=url_for("profiles.show", profile_id=number),
    )


def _quantity(measure: Measure, learnt: Learnt, *, known: Estimate, trend: Trend) -> Quantity:
    return Quantity(
        measure=measure,
        name=_NAMES[measure],
        ema=learnt.ema,
        n=learnt.n,
        mean=known.mean,
        interval=known.interval,
        how="Wilson, repeats of a task taken together"
        if measure is Measure.SUCCESS
        else "Student's t over tasks, each counted once",
        trend=trend.word,
        slope=trend.slope,
    )
