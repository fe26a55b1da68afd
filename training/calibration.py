"""Calibration: was what we predicted of each trial, before it, borne out?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from training.model.profiles import ALL, Interval, Profile
from training.model.trials import Trial, Verdict
from training.profiles import category_scope, cell_scope
from training.recommend import posterior
from training.statistics import wilson_interval

BINS = 10
LEAST = 20
NEWEST = 5000  # how many trials a calibration is of: it is to say how good advice is, not how good it was years ago
# passed and trials, by strategy's version and scope
_Counts = dict[tuple[str, str], list[int]]


@dataclass(frozen=True, kw_only=True)
class Bin:
    """Predictions of about the same size, and how often they came true. Shares are 0..1."""

    low: float
    high: float
    n: int
    predicted: float
    happened: float
    interval: Interval | None


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """How good predictions were. `brier` is the mean squared error (Brier 1950), 0 at best.

    `reference` is what always predicting the overall rate would have got, knowing it beforehand.
    """

    n: int
    brier: float | None
    reference: float | None
    bins: tuple[Bin, ...]
    words: str


def calibrate(trials: Sequence[Trial], profiles: Iterable[Profile]) -> Calibration:
    """Return how well the outcomes were predicted, each from the trials that closed before it.

    The prediction is the one that a recommendation shows: the strategy's expected success on that category and
    difficulty. `trials` are the newest judged ones of one agent and provenance, in the order they closed, and
    `profiles` what all of them and all before them came to, in every scope.
    """
    pairs = list(_predictions(trials, _before(trials, profiles)))
    if len(pairs) < LEAST:
        return Calibration(
            n=len(pairs), brier=None, reference=None, bins=(), words=f"{len(pairs)} trials are too few to judge by."
        )
    brier = fmean((predicted - happened) ** 2 for predicted, happened in pairs)
    rate = fmean(happened for _, happened in pairs)
    reference = rate * (1 - rate)
    return Calibration(
        n=len(pairs), brier=brier, reference=reference, bins=_bins(pairs), words=_words(brier, reference, len(pairs))
    )


def _predictions(trials: Iterable[Trial], counts: _Counts) -> Iterable[tuple[float, float]]:
    for trial in trials:
        keys = _keys(trial)
        yield posterior((counts[key][0], counts[key][1]) for key in keys).mean, float(trial.verdict is Verdict.PASSED)
        _count(counts, trial, sign=1)


def _before(trials: Iterable[Trial], profiles: Iterable[Profile]) -> _Counts:
    """Return what was known before the first of the trials: what is known now, less what they taught."""
    counts: _Counts = defaultdict(lambda: [0, 0])
    for profile in profiles:
        known = counts[profile.key.strategy_version, profile.key.scope]
        known[0] += profile.passed
        known[1] += profile.trials
    for trial in trials:
        _count(counts, trial, sign=-1)
    return counts


def _count(counts: _Counts, trial: Trial, *, sign: int) -> None:
    for key in _keys(trial):
        counts[key][0] += sign * int(trial.verdict is Verdict.PASSED)
        counts[key][1] += sign


def _keys(trial: Trial) -> list[tuple[str, str]]:
    scopes = (ALL, category_scope(trial.category), cell_scope(trial.category, trial.difficulty))
    return [(trial.strategy_version, scope) for scope in scopes]


def _bins(pairs: list[tuple[float, float]]) -> tuple[Bin, ...]:
    sorted_in: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for pair in pairs:
        sorted_in[min(int(pair[0] * BINS), BINS - 1)].append(pair)
    return tuple(
        Bin(
            low=place / BINS,
            high=(place + 1) / BINS,
            n=len(found),
            predicted=fmean(predicted for predicted, _ in found),
            happened=fmean(happened for _, happened in found),
            interval=wilson_interval(round(sum(happened for _, happened in found)), len(found)),
        )
        for place, found in sorted(sorted_in.items())
    )


def _words(brier: float, reference: float, n: int) -> str:
    better = "better" if brier < reference else "no better"
    return (
        f"Over {n} trials the Brier score is {brier:.3f}, {better} than the {reference:.3f} "
        "of always predicting the overall rate."
    )
