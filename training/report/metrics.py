"""The report's numbers: each strategy's metrics, the differences between them, and how they changed."""

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import combinations
from statistics import fmean, median

from training.compare import ComparisonWord, compare, outcomes_by_task
from training.model.profiles import Profile
from training.model.trials import Trial, Verdict
from training.pairing import outcomes_by_stratum, pair
from training.passes import success_interval
from training.report.model import BeforeAfter, Difference, Reality, StrategyMetrics
from training.statistics import difference_of_rates, score_interval, shared
from training.trends import Measure, trend_within_tasks

LEAST_EACH = 5


def grouped(trials: Iterable[Trial]) -> dict[str, list[Trial]]:
    """Return trials by what they are of, in the order they closed: the strategy, told apart where it must be.

    Different agents, and different versions of a strategy, are never put together.
    """
    found = sorted(trials, key=lambda trial: (trial.closed_at is None, trial.closed_at, trial.id))
    agents = {trial.agent for trial in found}
    versions: dict[tuple[str, str], set[str]] = {}
    for trial in found:
        versions.setdefault((trial.agent, trial.strategy_name), set()).add(trial.strategy_version)
    groups: dict[str, list[Trial]] = {}
    for trial in found:
        name = f"{trial.agent}, {trial.strategy_name}" if len(agents) > 1 else trial.strategy_name
        if len(versions[trial.agent, trial.strategy_name]) > 1:
            name += f" ({trial.strategy_version[:8]})"
        groups.setdefault(name, []).append(trial)
    return {name: groups[name] for name in sorted(groups)}


def metrics_of(name: str, trials: Sequence[Trial], *, among: int = 1) -> StrategyMetrics:
    """Return what one strategy's trials came to; its trend is told beside those of `among` strategies in all."""
    passed = _passed(trials)
    # each task counts once in the mean, as it does in the interval beside it
    scores = [fmean(values) for values in outcomes_by_task(trials, Measure.SCORE).values()]
    times = [trial.execution_ms for trial in trials if trial.execution_ms is not None]
    return StrategyMetrics(
        strategy=name,
        trials=len(trials),
        passed=passed,
        success_rate=passed / len(trials),
        success_interval=success_interval(trials),
        score=fmean(scores) if scores else None,
        score_interval=score_interval(scores),
        execution_ms=median(times) if times else None,
        executions=sum(trial.executions for trial in trials),
        tokens_per_success=_per_success([trial.tokens for trial in trials], passed),
        cost_per_success_usd=_per_success([trial.cost_usd for trial in trials], passed),
        trend=trend_within_tasks(
            [((trial.task_id, trial.task_hash), float(trial.verdict is Verdict.PASSED)) for trial in trials],
            confidence=shared(among),
        ).word,
    )


def differences_of(groups: dict[str, list[Trial]]) -> tuple[Difference, ...]:
    """Return every two strategies compared on every measure.

    The intervals share 5 % among them (Bonferroni): with many at 95 % one would stand out by chance.
    """
    pairs = list(combinations(groups, 2))
    asked = len(pairs) * len(Measure)
    told = partial(compare, confidence=shared(asked))
    return tuple(
        Difference(
            left=left,
            right=right,
            measure=measure,
            comparison=told(*pair(*(outcomes_by_stratum(groups[name], measure) for name in (left, right)))),
        )
        for left, right in pairs
        for measure in Measure
    )


def found_in(differences: Iterable[Difference]) -> list[Difference]:
    """Return the comparisons in which the test finds a difference."""
    apart = {ComparisonWord.LEFT, ComparisonWord.RIGHT}
    return [difference for difference in differences if difference.comparison.word in apart]


def before_and_after(groups: dict[str, list[Trial]]) -> tuple[BeforeAfter, ...]:
    """Return each strategy's earlier half beside its later half, where both are large enough to speak of."""
    told = {name: trials for name, trials in groups.items() if len(trials) >= 2 * LEAST_EACH}
    return tuple(_halves(name, trials, confidence=shared(len(told))) for name, trials in told.items())


def reality_of(real: Iterable[Profile], simulated: Iterable[Profile]) -> tuple[Reality, ...]:
    """Return simulated success beside real success, for each strategy of an agent that has both."""
    made_up = {_identity(profile): profile for profile in simulated}
    pairs = [(profile, made_up[_identity(profile)]) for profile in real if _identity(profile) in made_up]
    return tuple(
        Reality(
            strategy=f"{one.key.agent}, {one.key.strategy_name}",
            simulated=other.success.mean,
            simulated_trials=other.trials,
            real=one.success.mean,
            real_trials=one.trials,
            interval=difference_of_rates(one.passed, one.trials, other.passed, other.trials),
        )
        for one, other in pairs
    )


def _halves(name: str, trials: Sequence[Trial], *, confidence: float) -> BeforeAfter:
    each = len(trials) // 2
    # paired by task: other tasks in the later half would else pass for a change of the strategy
    sides = [outcomes_by_stratum(half, Measure.SUCCESS) for half in (trials[-each:], trials[:each])]
    found = compare(*pair(*sides), confidence=confidence)
    told = found.interval is not None
    return BeforeAfter(
        strategy=name,
        each=each,
        tasks=len(found.pairs),
        before=fmean(one.right for one in found.pairs) if told else None,
        after=fmean(one.left for one in found.pairs) if told else None,
        interval=found.interval,
        words=_HALVES[found.word],
    )


_HALVES = {
    ComparisonWord.LEFT: "the later half does better",
    ComparisonWord.RIGHT: "the later half does worse",
    ComparisonWord.NO_DIFFERENCE: "no detectable change",
    ComparisonWord.NOT_ENOUGH: "too few tasks were done in both halves",
}


def _identity(profile: Profile) -> tuple[str, str, str]:
    key = profile.key
    return key.agent, key.strategy_name, key.strategy_version


def _passed(trials: Iterable[Trial]) -> int:
    return sum(trial.verdict is Verdict.PASSED for trial in trials)


def _per_success(amounts: Iterable[float | None], passed: int) -> float | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) / passed if known and passed else None
