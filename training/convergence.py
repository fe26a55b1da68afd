"""Convergence: how what is known of a strategy settles, and when two of them were told apart or shown to be alike."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from training.model.profiles import Interval
from training.model.trials import Trial, Verdict
from training.profiles import learn
from training.statistics import difference_of_rates, wilson_interval

ALIKE = 0.1  # rates that differ by less than this, for certain, are alike for our purpose
MOST_POINTS = 400


@dataclass(frozen=True, kw_only=True)
class CurvePoint:
    """What was known after `n` trials: the success rate so far with its interval, the moving average, what it forgot.

    `start_left` is (1 - rate)^n: how much of anything believed before the first trial would still be in the average.
    """

    n: int
    mean: float
    interval: Interval
    ema: float
    start_left: float


class PairWord(StrEnum):
    """What may be said of two strategies."""

    APART = "told apart"
    ALIKE = "alike"
    OPEN = "not told apart, and not shown to be alike"
    NOT_ENOUGH = "not enough data"


@dataclass(frozen=True, kw_only=True)
class PairCourse:
    """How two strategies stand, and since how many trials of each that has been so without a break."""

    left: str
    right: str
    word: PairWord
    since: int | None
    n: int
    interval: Interval | None


LEAST = 10


def learning_curve(outcomes: Sequence[bool], *, rate: float) -> tuple[CurvePoint, ...]:
    """Return the course of a strategy's success over its trials, oldest first, thinned to a few hundred points."""
    points: list[CurvePoint] = []
    keep, passed, learnt = _kept(len(outcomes)), 0, None
    for n, outcome in enumerate(outcomes, start=1):
        passed += outcome
        learnt = learn(learnt, float(outcome), rate=rate)
        interval = wilson_interval(passed, n)
        if n in keep and interval is not None:
            points.append(
                CurvePoint(n=n, mean=passed / n, interval=interval, ema=learnt.ema, start_left=(1 - rate) ** n)
            )
    return tuple(points)


def outcomes_of(trials: Iterable[Trial]) -> dict[str, list[bool]]:
    """Return what judged trials came to by strategy, in the order given."""
    found: dict[str, list[bool]] = {}
    for trial in trials:
        if trial.verdict in {Verdict.PASSED, Verdict.FAILED}:
            found.setdefault(trial.strategy_name, []).append(trial.verdict is Verdict.PASSED)
    return found


def pair_courses(outcomes: dict[str, list[bool]]) -> tuple[PairCourse, ...]:
    """Return how each two strategies stand, judged by Newcombe's interval for the difference of their rates."""
    pairs = combinations(sorted(outcomes), 2)
    return tuple(_course(left, right, outcomes[left], outcomes[right]) for left, right in pairs)


def _course(left: str, right: str, ours: Sequence[bool], theirs: Sequence[bool]) -> PairCourse:
    n = min(len(ours), len(theirs))
    if n < LEAST:
        return PairCourse(left=left, right=right, word=PairWord.NOT_ENOUGH, since=None, n=n, interval=None)
    passed = other = 0
    since, word, interval = LEAST, PairWord.OPEN, difference_of_rates(0, 1, 0, 1)
    for step in range(1, n + 1):
        passed, other = passed + ours[step - 1], other + theirs[step - 1]
        interval = difference_of_rates(passed, step, other, step)
        now = _word(interval)
        if now is not word:
            word, since = now, step
    return PairCourse(left=left, right=right, word=word, since=since, n=n, interval=interval)


def _word(interval: Interval) -> PairWord:
    if interval.low > 0 or interval.high < 0:
        return PairWord.APART
    return PairWord.ALIKE if interval.low > -ALIKE and interval.high < ALIKE else PairWord.OPEN


def _kept(n: int) -> frozenset[int]:
    if n <= MOST_POINTS:
        return frozenset(range(1, n + 1))
    return frozenset({*range(1, n + 1, -(-n // MOST_POINTS)), n})
