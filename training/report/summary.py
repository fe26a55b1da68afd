"""The executive summary: what a busy reader must know, computed from the data."""

from collections.abc import Sequence

from training.compare import ComparisonWord
from training.model.trials import Provenance, Verdict
from training.passes import success_interval
from training.report.metrics import found_in
from training.report.model import Criterion, Difference, ReportFacts, Status, StrategyMetrics
from training.report.words import MEASURES, between, capital, count, difference_sentence, listed, percent
from training.trends import Measure, TrendWord

NO_DIFFERENCE = (
    "A test finds no difference between the strategies in success rate, score or execution time: the order may be "
    "chance."
)
NOTHING = "No trial has been judged in this scope, so there is nothing to report. Run a batch first."


def summary_of(
    facts: ReportFacts,
    metrics: Sequence[StrategyMetrics],
    differences: Sequence[Difference],
    validation: Sequence[Criterion],
) -> tuple[str, ...]:
    """Return the summary, one sentence an entry."""
    if not facts.trials:
        return (NOTHING, *_left_out(facts))
    return (
        *_marked(facts),
        _whole(facts),
        *_best(metrics, differences),
        *_trends(metrics),
        *_targets(validation),
        *_left_out(facts),
    )


def _marked(facts: ReportFacts) -> tuple[str, ...]:
    if facts.provenance is Provenance.SIMULATED:
        return ("Every result in this report was made up by a simulation: it says nothing about any agent.",)
    if facts.provenance is Provenance.IMPORTED:
        return ("The results in this report were imported: they were not run here.",)
    return ()


def _whole(facts: ReportFacts) -> str:
    passed = sum(trial.verdict is Verdict.PASSED for trial in facts.trials)
    n, tasks = len(facts.trials), len({trial.task_id for trial in facts.trials})
    interval = success_interval(facts.trials)
    return (
        f"{passed} of {count(n, 'judged trial')} passed, on {count(tasks, 'task')}: "
        f"{percent(passed / n)}{between(interval)}."
    )


def _best(metrics: Sequence[StrategyMetrics], differences: Sequence[Difference]) -> tuple[str, ...]:
    if len(metrics) == 1:
        only = metrics[0]
        return (f"All of them were {only.strategy}'s, so nothing can be said of how it compares.",)
    found = found_in(differences)
    if found:
        return (*map(difference_sentence, found), *_not_found(differences))
    if all(one.comparison.word is ComparisonWord.NOT_ENOUGH for one in differences):
        return (f"{_ahead(metrics)} Too few tasks were done by two strategies to compare them.",)
    return (f"{_ahead(metrics)} {NO_DIFFERENCE}",)


def _not_found(differences: Sequence[Difference]) -> tuple[str, ...]:
    apart = {one.measure for one in found_in(differences)}
    alike = [MEASURES[measure] for measure in Measure if measure not in apart]
    return (f"In {listed(alike)} a test finds no difference between the strategies.",) if alike else ()


def _ahead(metrics: Sequence[StrategyMetrics]) -> str:
    best = max(one.success_rate for one in metrics)
    leading = [one for one in metrics if one.success_rate == best]
    names = [one.strategy for one in leading]
    if len(names) == len(metrics):
        return f"All strategies passed the same share, {percent(best)}."
    if len(names) > 1:
        return f"{capital(listed(names))} share the highest success rate, {percent(best)}."
    only = leading[0]
    return f"{capital(only.strategy)} has the highest success rate, {percent(best)} ({only.passed} of {only.trials})."


def _trends(metrics: Sequence[StrategyMetrics]) -> tuple[str, ...]:
    changing = [one for one in metrics if one.trend in {TrendWord.IMPROVING, TrendWord.DECLINING}]
    return tuple(f"The success rate of {one.strategy} is {one.trend} over its {one.trials} trials." for one in changing)


def _targets(validation: Sequence[Criterion]) -> tuple[str, ...]:
    def named(status: Status) -> list[str]:
        return [one.name.lower() for one in validation if one.status is status]

    met, missed = named(Status.MET), named(Status.MISSED)
    open_ = named(Status.UNDECIDED) + named(Status.NO_DATA)
    parts = [
        f"{len(met)} of {len(validation)} targets are met",
        *([f"missed: {listed(missed)}"] if missed else []),
        *([f"not decided by these data: {listed(open_)}"] if open_ else []),
    ]
    return ("; ".join(parts) + ".",)


def _left_out(facts: ReportFacts) -> tuple[str, ...]:
    sentences = []
    if facts.errored or facts.cancelled:
        parts = [
            *([f"{count(facts.errored, 'trial')} that failed on our side"] if facts.errored else []),
            *([f"{count(facts.cancelled, 'cancelled trial')}"] if facts.cancelled else []),
        ]
        sentences.append(f"Left out: {' and '.join(parts)}; they say nothing about an agent.")
    if facts.adaptive:
        sentences.append(
            f"Left out: {count(facts.adaptive, 'trial')} of batches that gave more trials to what did well so far, "
            "because their means are biased."
        )
    if facts.others:
        kind = "are" if facts.others > 1 else "is"
        sentences.append(
            f"Left out: {count(facts.others, 'trial')} that {kind} not {facts.provenance}; the two are never averaged."
        )
    return tuple(sentences)
