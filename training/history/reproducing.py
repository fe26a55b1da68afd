"""Reproduces the table that a history published, from its own results."""

from collections.abc import Callable

from training.history.model import Averages, PastHistory, PublishedProfile, Reproduction
from training.history.reading import HistoryError
from training.profiles import RATE, learn
from training.trends import trend_of


def reproduce(history: PastHistory, *, rate: float = RATE) -> tuple[Reproduction, ...]:
    """Return the published table beside what its own results give, by strategy.

    Raises:
        HistoryError: a published strategy has no results.
    """
    return tuple(_reproduction(profile, history, rate) for profile in history.published)


def _reproduction(profile: PublishedProfile, history: PastHistory, rate: float) -> Reproduction:
    results = [result for result in history.results if result.strategy == profile.strategy]
    if not results:
        raise HistoryError(f"The strategy {profile.strategy} was published, and no result of it is there.")
    published = Averages(success_rate=profile.success_rate, score=profile.score, execution_ms=profile.execution_ms)
    left = (1 - rate) ** len(results)
    broken, simulated = broken_runs(history), _simulated(profile, rate)

    def each(compute: Callable[[list[float], float], float]) -> Averages:
        return Averages(
            **{
                name: compute([getattr(result, name) for result in results], getattr(published, name))
                for name in ("success_rate", "score", "execution_ms")
            }
        )

    prior = each(lambda values, told: (told - _folded(values, 0.0, rate)) / left)
    return Reproduction(
        strategy=profile.strategy,
        published=published,
        recomputed=each(lambda values, _: _folded(values, None, rate)),
        prior=prior,
        with_prior=each(lambda values, told: _folded(values, (told - _folded(values, 0.0, rate)) / left, rate)),
        prior_weight=left,
        results=len(results),
        score_trend=trend_of([result.score for result in results]),
        sound_trend=trend_of([result.score for result in results if result.run not in broken]),
        simulated_score=simulated,
        with_simulated_score=None
        if simulated is None
        else _folded([result.score for result in results], simulated, rate),
    )


def broken_runs(history: PastHistory) -> tuple[int, ...]:
    """Return the runs in which no strategy passed its tests, where there are others."""
    runs = sorted({result.run for result in history.results})
    sound = {result.run for result in history.results if result.tests_passed}
    return tuple(run for run in runs if run not in sound) if sound else ()


def _simulated(profile: PublishedProfile, rate: float) -> float | None:
    scores = [score for score, is_real in profile.trend if not is_real]
    return _folded(scores, None, rate) if scores else None


def _folded(values: list[float], start: float | None, rate: float) -> float:
    learnt = None if start is None else learn(None, start, rate=rate)
    for value in values:
        learnt = learn(learnt, value, rate=rate)
    return learnt.ema if learnt else 0.0
