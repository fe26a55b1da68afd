"""Reads a history that claude-flow's tool left, reproduces its published table, and says what is wrong in it."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from math import isfinite
from pathlib import Path
from typing import Any, TypeVar

from training.errors import TrainingError
from training.profiles import RATE, learn
from training.trends import Trend, trend_of

PROFILES = Path("agents") / "profiles.json"
RESULTS = "real-results-*.json"
SETTINGS = "pipeline-config.json"
Given = TypeVar("Given")
Made = TypeVar("Made")
MOST_BYTES = 16 * 1024 * 1024


class HistoryError(TrainingError):
    """A history that can't be read; the message names the file and what is wrong in it."""


@dataclass(frozen=True, kw_only=True)
class PastResult:
    """One result as the other tool wrote it. Its `success_rate` is the share of two checks, tests and lint."""

    run: int
    place: int
    task: str
    category: str
    strategy: str
    success_rate: float
    score: float
    execution_ms: float
    tests_passed: bool
    lint_passed: bool
    at: datetime


@dataclass(frozen=True, kw_only=True)
class PublishedProfile:
    """What the other tool made of its results. `trend` is (score, whether it was real), oldest first."""

    strategy: str
    success_rate: float
    score: float
    execution_ms: float
    executions: int
    trend: tuple[tuple[float, bool], ...]
    improvement: str


@dataclass(frozen=True, kw_only=True)
class PastHistory:
    """Everything that was read. `rate` is the learning rate that the settings name, if they name one."""

    results: tuple[PastResult, ...]
    published: tuple[PublishedProfile, ...]
    rate: float | None


@dataclass(frozen=True, kw_only=True)
class Averages:
    """The three moving averages of the table."""

    success_rate: float
    score: float
    execution_ms: float


@dataclass(frozen=True, kw_only=True)
class Reproduction:
    """One row of the table: what was published, what the results give, and the past that explains the rest.

    `prior` is the state before the first result that makes the two agree; it was learnt from simulated runs, and
    `prior_weight` is what is left of it.
    """

    strategy: str
    published: Averages
    recomputed: Averages
    prior: Averages
    with_prior: Averages
    prior_weight: float
    results: int
    score_trend: Trend


def read_history(folder: Path) -> PastHistory:
    """Read a folder in claude-flow's layout.

    Raises:
        HistoryError: a file is missing or not as it should be.
    """
    files = sorted((folder / "training").glob(RESULTS))
    if not files:
        raise HistoryError(f"{folder} holds no training/{RESULTS}. Give the folder that holds agents/ and training/.")
    results = tuple(result for run, file in enumerate(files, start=1) for result in _results(file, run))
    profiles = _read(folder / PROFILES)
    if not isinstance(profiles, dict):
        raise HistoryError(f"{folder / PROFILES} is no object of profiles by strategy.")
    published = tuple(_guarded(folder / PROFILES, _profile, item) for item in profiles.items())
    settings = _read(folder / SETTINGS) if (folder / SETTINGS).exists() else {}
    rate = settings.get("learningRate") if isinstance(settings, dict) else None
    return PastHistory(results=results, published=published, rate=rate if isinstance(rate, float) else None)


def reproduce(history: PastHistory, *, rate: float = RATE) -> tuple[Reproduction, ...]:
    """Return the published table beside what its own results give, by strategy.

    Raises:
        HistoryError: a published strategy has no results.
    """
    return tuple(_reproduction(profile, history, rate) for profile in history.published)


def faults(history: PastHistory) -> tuple[str, ...]:
    """Return what is wrong in a history, each as one sentence with the numbers that show it."""
    checks = (_simulated_scores, _lint_never_passed, _broken_runs, _fixed_order, _few_tasks, _another_rate)
    return tuple(sentence for check in checks for sentence in check(history))


def _reproduction(profile: PublishedProfile, history: PastHistory, rate: float) -> Reproduction:
    results = [result for result in history.results if result.strategy == profile.strategy]
    if not results:
        raise HistoryError(f"The strategy {profile.strategy} was published, and no result of it is there.")
    published = Averages(success_rate=profile.success_rate, score=profile.score, execution_ms=profile.execution_ms)
    left = (1 - rate) ** len(results)

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
    )


def _folded(values: list[float], start: float | None, rate: float) -> float:
    learnt = None if start is None else learn(None, start, rate=rate)
    for value in values:
        learnt = learn(learnt, value, rate=rate)
    return learnt.ema if learnt else 0.0


def _simulated_scores(history: PastHistory) -> Iterator[str]:
    for profile in history.published:
        made_up = sum(not real for _, real in profile.trend)
        if made_up:
            yield (
                f"{profile.strategy}: {made_up} of {len(profile.trend)} scores in its trend are simulated; "
                f"its improvement of {profile.improvement} compares those with real ones."
            )


def _lint_never_passed(history: PastHistory) -> Iterator[str]:
    if history.results and not any(result.lint_passed for result in history.results):
        n = len(history.results)
        yield f"Lint failed in all {n} results, so no success rate above 50 % could be reached: it did not work."


def _broken_runs(history: PastHistory) -> Iterator[str]:
    runs = sorted({result.run for result in history.results})
    broken = [run for run in runs if not any(one.tests_passed for one in history.results if one.run == run)]
    if broken and len(broken) < len(runs):
        named = ", ".join(map(str, broken))
        yield f"In {len(broken)} of {len(runs)} runs ({named}) every strategy failed its tests: the runs were broken."


def _fixed_order(history: PastHistory) -> Iterator[str]:
    orders = {
        tuple(one.strategy for one in sorted(history.results, key=lambda one: one.place) if one.run == run)
        for run in {result.run for result in history.results}
    }
    if len(orders) == 1 and len(order := orders.pop()) > 1:
        yield f"The strategies ran in one order in every run ({', '.join(order)}): their times hold the warm-up too."


def _few_tasks(history: PastHistory) -> Iterator[str]:
    tasks = {result.task for result in history.results}
    if len(tasks) < 5:  # noqa: PLR2004 - what a paired comparison needs
        yield f"The results are of {len(tasks)} tasks: they say little of how the strategies do on others."


def _another_rate(history: PastHistory) -> Iterator[str]:
    if history.rate is not None and history.rate != RATE:
        yield f"The settings name a learning rate of {history.rate}; the published numbers follow from {RATE}."


def _results(file: Path, run: int) -> tuple[PastResult, ...]:
    items = _read(file)
    if not isinstance(items, list):
        raise HistoryError(f"{file} is no list of results.")
    return tuple(_guarded(file, _result, (run, place, item)) for place, item in enumerate(items))


def _result(values: tuple[int, int, Any]) -> PastResult:
    run, place, item = values
    if item["real"] is not True:
        raise ValueError("a result that is not marked as real")
    return PastResult(
        run=run,
        place=place,
        task=str(item["task"]),
        category=str(item["type"]),
        strategy=str(item["strategy"]),
        success_rate=_number(item["successRate"], most=1),
        score=_number(item["score"], most=100),
        execution_ms=_number(item["executionTime"]),
        tests_passed=item["checks"]["test"]["passed"] is True,
        lint_passed=item["checks"]["lint"]["passed"] is True,
        at=datetime.fromisoformat(item["timestamp"]),
    )


def _profile(item: tuple[str, Any]) -> PublishedProfile:
    strategy, values = item
    return PublishedProfile(
        strategy=strategy,
        success_rate=_number(values["successRate"], most=1),
        score=_number(values["avgScore"], most=100),
        execution_ms=_number(values["avgExecutionTime"]),
        executions=int(values["realExecutions"]),
        trend=tuple((_number(step["score"], most=100), step.get("real") is True) for step in values["trend"]),
        improvement=f"{values['improvementRate']} %",
    )


def _number(value: Any, *, most: float | None = None) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise TypeError(f"{value!r} is no number")
    if value < 0 or (most is not None and value > most):
        raise ValueError(f"{value} is out of range")
    return float(value)


def _guarded(file: Path, convert: Callable[[Given], Made], item: Given) -> Made:
    try:
        return convert(item)
    except KeyError as error:
        raise HistoryError(f"{file} lacks {error}.") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise HistoryError(f"{file} is not as it should be: {error}.") from error


def _read(file: Path) -> Any:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise HistoryError(f"{file} is larger than {MOST_BYTES // 2**20} MiB.")
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise HistoryError(f"{file} can't be read: {error}.") from error
