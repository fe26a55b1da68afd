"""The validation report, as data: what was found, how sure it is, and which targets were met. Nothing is a constant."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from itertools import combinations
from statistics import fmean, median

from training.compare import Comparison, ComparisonWord, compare, outcomes_by_task
from training.model.profiles import Interval, Learnt, Profile
from training.model.trials import Provenance, Trial, Verdict
from training.profiles import learn
from training.statistics import CONFIDENCE, mean_interval, wilson_interval
from training.trends import Measure, TrendWord, trend_of


class Status(StrEnum):
    """Whether a target was met."""

    MET = "met"
    MISSED = "missed"
    UNDECIDED = "undecided"  # the interval holds the target
    NO_DATA = "no data"


@dataclass(frozen=True, kw_only=True)
class Targets:
    """What is asked of a batch. Shares are 0..1."""

    real_execution: float = 1.0
    success_rate: float = 0.4
    learning_rate: float = 0.4


@dataclass(frozen=True, kw_only=True)
class StrategyMetrics:
    """What one strategy came to. `execution_ms` is the median."""

    strategy: str
    trials: int
    passed: int
    success_rate: float
    success_interval: Interval | None
    score: float | None
    score_interval: Interval | None
    execution_ms: float | None
    executions: int
    tokens_per_success: float | None
    cost_per_success_usd: float | None
    trend: TrendWord


@dataclass(frozen=True, kw_only=True)
class Difference:
    """Two strategies compared on one measure, paired by task."""

    left: str
    right: str
    measure: Measure
    comparison: Comparison


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One row of the validation table, in words for people."""

    name: str
    target: str
    achieved: str
    status: Status


@dataclass(frozen=True, kw_only=True)
class Report:
    """A whole report. `summary` is one sentence an entry."""

    made_at: datetime
    provenance: Provenance
    summary: tuple[str, ...]
    metrics: tuple[StrategyMetrics, ...]
    differences: tuple[Difference, ...]
    validation: tuple[Criterion, ...]


def build_report(
    trials: Iterable[Trial],
    profiles: Iterable[Profile],
    *,
    provenance: Provenance,
    now: datetime,
    targets: Targets | None = None,
) -> Report:
    """Return the report on judged trials of one provenance.

    Raises:
        ValueError: trials of another provenance are among them.
    """
    judged = [trial for trial in trials if trial.verdict in {Verdict.PASSED, Verdict.FAILED}]
    if any(trial.provenance is not provenance for trial in judged):
        raise ValueError("a report is of one provenance")
    names = sorted({trial.strategy_name for trial in judged})
    metrics = tuple(_metrics(name, [trial for trial in judged if trial.strategy_name == name]) for name in names)
    differences = _differences(names, judged)
    return Report(
        made_at=now,
        provenance=provenance,
        summary=_summary(judged, metrics, differences),
        metrics=metrics,
        differences=differences,
        validation=_validation(judged, list(profiles), differences, targets or Targets()),
    )


def _metrics(name: str, trials: list[Trial]) -> StrategyMetrics:
    passed = sum(trial.verdict is Verdict.PASSED for trial in trials)
    scores = [trial.score for trial in trials if trial.score is not None]
    times = [trial.execution_ms for trial in trials if trial.execution_ms is not None]
    in_order = sorted(trials, key=lambda trial: (trial.closed_at is None, trial.closed_at, trial.id))
    return StrategyMetrics(
        strategy=name,
        trials=len(trials),
        passed=passed,
        success_rate=passed / len(trials),
        success_interval=wilson_interval(passed, len(trials)),
        score=fmean(scores) if scores else None,
        score_interval=_score_interval(trials),
        execution_ms=median(times) if times else None,
        executions=sum(trial.executions for trial in trials),
        tokens_per_success=_per_success([trial.tokens for trial in trials], passed),
        cost_per_success_usd=_per_success([trial.cost_usd for trial in trials], passed),
        trend=trend_of([float(trial.verdict is Verdict.PASSED) for trial in in_order]).word,
    )


def _score_interval(trials: list[Trial]) -> Interval | None:
    # a task's repeats are no independent evidence: its mean counts once
    learnt: Learnt | None = None
    for values in outcomes_by_task(trials, Measure.SCORE).values():
        learnt = learn(learnt, fmean(values), rate=1.0)
    return mean_interval(learnt) if learnt else None


def _per_success(amounts: Iterable[float | None], passed: int) -> float | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) / passed if known and passed else None


def _differences(names: list[str], judged: list[Trial]) -> tuple[Difference, ...]:
    pairs = list(combinations(names, 2))
    asked = len(pairs) * len(Measure)
    # Bonferroni: with many comparisons at 95 % one of them would stand out by chance
    told = partial(compare, confidence=1 - (1 - CONFIDENCE) / asked) if asked else compare
    sides = {name: [trial for trial in judged if trial.strategy_name == name] for name in names}
    return tuple(
        Difference(
            left=left,
            right=right,
            measure=measure,
            comparison=told(outcomes_by_task(sides[left], measure), outcomes_by_task(sides[right], measure)),
        )
        for left, right in pairs
        for measure in Measure
    )


def _found(differences: Iterable[Difference]) -> list[Difference]:
    apart = {ComparisonWord.LEFT, ComparisonWord.RIGHT}
    return [difference for difference in differences if difference.comparison.word in apart]


def _summary(
    judged: list[Trial], metrics: tuple[StrategyMetrics, ...], differences: tuple[Difference, ...]
) -> tuple[str, ...]:
    if not judged:
        return ("No trial has been judged yet, so there is nothing to report. Run a batch first.",)
    tasks = len({trial.task_id for trial in judged})
    passed = sum(one.passed for one in metrics)
    best = max(metrics, key=lambda one: (one.success_rate, one.strategy))
    sentences = [
        f"{len(judged)} trials on {tasks} {'task' if tasks == 1 else 'tasks'} were judged; {passed} of them passed.",
        f"{best.strategy} has the highest success rate, {best.success_rate:.1%}{_between(best.success_interval)}.",
    ]
    found = _found(differences)
    if len(metrics) > 1 and not found:
        sentences.append("The strategies show no detectable difference in success, score or execution time.")
    return (*sentences, *(_sentence(difference) for difference in found))


def _between(interval: Interval | None) -> str:
    return f" (95 % interval {interval.low:.1%} to {interval.high:.1%})" if interval else ""


def _sentence(difference: Difference) -> str:
    comparison = difference.comparison
    names = (difference.left, difference.right)
    high, low = names if comparison.word is ComparisonWord.LEFT else names[::-1]
    what = {Measure.SUCCESS: "success rate", Measure.SCORE: "score", Measure.EXECUTION_MS: "execution time"}
    size = abs(comparison.difference or 0.0)
    shown = {
        Measure.SUCCESS: f"{size * 100:.1f} percentage points",
        Measure.SCORE: f"{size:.1f} points",
        Measure.EXECUTION_MS: f"{size:.0f} ms",
    }[difference.measure]
    return (
        f"{high} has a higher {what[difference.measure]} than {low}, by {shown} "
        f"over {len(comparison.pairs)} tasks that both did."
    )


def _validation(
    judged: list[Trial], profiles: list[Profile], differences: tuple[Difference, ...], targets: Targets
) -> tuple[Criterion, ...]:
    return (
        _real_execution(judged, targets.real_execution),
        _success(judged, targets.success_rate),
        _learning_rate(profiles, targets.learning_rate),
        _differentiation(differences),
    )


def _real_execution(judged: list[Trial], target: float) -> Criterion:
    real = sum(trial.provenance is Provenance.REAL and trial.executions > 0 for trial in judged)
    share = real / len(judged) if judged else None
    return Criterion(
        name="Real execution",
        target=f"{target:.0%} of trials ran in a container",
        achieved="–" if share is None else f"{share:.1%} ({real} of {len(judged)})",
        status=Status.NO_DATA if share is None else (Status.MET if share >= target else Status.MISSED),
    )


def _success(judged: list[Trial], target: float) -> Criterion:
    passed = sum(trial.verdict is Verdict.PASSED for trial in judged)
    interval = wilson_interval(passed, len(judged))
    achieved = f"{passed / len(judged):.1%}{_between(interval)}" if judged else "–"
    return Criterion(
        name="Success rate", target=f"above {target:.0%}", achieved=achieved, status=_against(interval, target)
    )


def _against(interval: Interval | None, target: float) -> Status:
    if interval is None:
        return Status.NO_DATA
    if interval.low > target:
        return Status.MET
    return Status.MISSED if interval.high <= target else Status.UNDECIDED


def _learning_rate(profiles: list[Profile], target: float) -> Criterion:
    rates = sorted({profile.rate for profile in profiles})
    status = Status.NO_DATA if not rates else (Status.MET if rates == [target] else Status.MISSED)
    return Criterion(
        name="Learning rate",
        target=f"{target:g}",
        achieved=", ".join(f"{rate:g}" for rate in rates) or "–",
        status=status,
    )


def _differentiation(differences: tuple[Difference, ...]) -> Criterion:
    tested = [one for one in differences if one.comparison.word is not ComparisonWord.NOT_ENOUGH]
    found = _found(differences)
    return Criterion(
        name="Strategy differentiation",
        target="a difference that a test detects",
        achieved=f"{len(found)} of {len(tested)} comparisons show one" if tested else "–",
        status=Status.NO_DATA if not tested else (Status.MET if found else Status.UNDECIDED),
    )
