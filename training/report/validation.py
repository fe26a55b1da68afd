"""The validation table: what was asked for, what was achieved, and whether the data decide it."""

from collections.abc import Iterable, Sequence

from training.compare import ComparisonWord
from training.model.profiles import Interval
from training.model.trials import Verdict
from training.passes import success_interval
from training.report.metrics import found_in
from training.report.model import Criterion, Difference, ReportFacts, Status, Targets
from training.report.words import between, count, percent

NONE = "–"


def validation_of(facts: ReportFacts, differences: Sequence[Difference], targets: Targets) -> tuple[Criterion, ...]:
    """Return the table's rows."""
    return (
        _real_execution(facts, targets.real_execution),
        _success(facts, targets.success_rate),
        _learning_rate(facts, targets.learning_rate),
        _differentiation(differences, targets.differentiation),
        _streams(facts, targets.stream_integration),
    )


def _real_execution(facts: ReportFacts, target: float) -> Criterion:
    share = facts.real_executions / facts.executions if facts.executions else None
    achieved = NONE if share is None else f"{percent(share)} ({facts.real_executions} of {facts.executions})"
    return Criterion(
        name="Real execution",
        target=f"{percent(target)} of the executions behind this report ran in a container",
        achieved=achieved,
        status=Status.NO_DATA if share is None else (Status.MET if share >= target else Status.MISSED),
    )


def _success(facts: ReportFacts, target: float) -> Criterion:
    passed = sum(trial.verdict is Verdict.PASSED for trial in facts.trials)
    interval = success_interval(facts.trials)
    return Criterion(
        name="Success rate",
        target=f"over {percent(target)}",
        achieved=f"{percent(passed / len(facts.trials))}{between(interval)}" if facts.trials else NONE,
        status=_against(interval, target),
    )


def _against(interval: Interval | None, target: float) -> Status:
    if interval is None:
        return Status.NO_DATA
    if interval.low > target:
        return Status.MET
    return Status.MISSED if interval.high <= target else Status.UNDECIDED


def _learning_rate(facts: ReportFacts, target: float) -> Criterion:
    rates: Iterable[float] = sorted({profile.rate for profile in facts.profiles})
    status = Status.NO_DATA if not facts.profiles else (Status.MET if list(rates) == [target] else Status.MISSED)
    return Criterion(
        name="Learning rate",
        target=f"{target:g} in every profile",
        achieved=", ".join(f"{rate:g}" for rate in rates) or NONE,
        status=status,
    )


def _differentiation(differences: Sequence[Difference], target: int) -> Criterion:
    tested = [one for one in differences if one.comparison.word is not ComparisonWord.NOT_ENOUGH]
    found = found_in(differences)
    return Criterion(
        name="Strategy differentiation",
        target=f"a test finds at least {count(target, 'difference')}",
        achieved=f"{len(found)} in {count(len(tested), 'comparison')}" if tested else NONE,
        status=Status.NO_DATA if not tested else (Status.MET if len(found) >= target else Status.UNDECIDED),
    )


def _streams(facts: ReportFacts, target: float) -> Criterion:
    streams = facts.streams
    share = streams.arrived / streams.due if streams.due else None
    return Criterion(
        name="Stream integration",
        target=f"{percent(target)} of hand-offs between a chain's stages arrive",
        achieved=NONE if share is None else f"{percent(share)} ({streams.arrived} of {streams.due})",
        status=Status.NO_DATA if share is None else (Status.MET if share >= target else Status.MISSED),
    )
