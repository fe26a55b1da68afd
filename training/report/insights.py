"""Key insights: what stands out in the data, each with what shows it. Nothing is said that nothing shows."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import fmean
from typing import Any

from sandbox.model import Outcome, Trust
from training.compare import ComparisonWord
from training.model.trials import Trial, Verdict
from training.permutation import chances_of_groups
from training.report.model import Difference, Insight, ReportFacts
from training.report.words import MEASURES, capital, count, listed, percent, size, unique
from training.statistics import CONFIDENCE
from training.trends import Measure

LEAST_TASKS = 3
LEVEL = (1 - CONFIDENCE) / 2  # shared by categories and difficulties
LEAST_REPEATED = 5
SHOWN = 12


def insights_of(
    facts: ReportFacts, groups: dict[str, list[Trial]], differences: Sequence[Difference]
) -> tuple[Insight, ...]:
    """Return what stands out."""
    if not facts.trials:
        return ()
    by_task = _by_task(facts.trials)
    return (
        *_unsolved(by_task),
        *_solved_by_some(by_task, groups),
        *_weak_categories(by_task),
        *_fickle(facts.trials),
        *_endings(facts),
        *_undecided(differences),
        *_guarded(facts),
        *_without_quality(facts.trials),
    )


def _unsolved(by_task: dict[str, list[Trial]]) -> Iterator[Insight]:
    never = [task for task, trials in by_task.items() if not any(_passed(trial) for trial in trials)]
    if never:
        tried = [trial for task in never for trial in by_task[task]]
        yield Insight(
            text=f"{count(len(never), 'task')} of {len(by_task)} {'was' if len(never) == 1 else 'were'} never solved: "
            f"{listed(never, most=8)}.",
            evidence=f"{count(len(tried), 'trial')} on {'it' if len(never) == 1 else 'them'}, none passed",
            **_proof(tried),
        )


def _solved_by_some(by_task: dict[str, list[Trial]], groups: dict[str, list[Trial]]) -> Iterator[Insight]:
    for name, trials in groups.items():
        mine = {trial.task_id for trial in trials if _passed(trial)}
        others = {trial.task_id for other, found in groups.items() if other != name for trial in found}
        by_others = {
            trial.task_id for other, found in groups.items() if other != name for trial in found if _passed(trial)
        }
        alone = sorted((mine & others) - by_others)
        if alone:
            proof = [trial for task in alone for trial in by_task[task]]
            yield Insight(
                text=f"Only {name} solved {listed(alone, most=8)}.",
                evidence=f"{count(len(proof), 'trial')} of all strategies on {count(len(alone), 'task')}",
                **_proof([trial for trial in proof if _passed(trial)]),
            )


def _weak_categories(by_task: dict[str, list[Trial]]) -> Iterator[Insight]:
    for kind in ("category", "difficulty"):
        groups: dict[str, list[str]] = defaultdict(list)
        for task, trials in by_task.items():
            groups[str(getattr(trials[-1], kind))].append(task)
        # clustered by task: what repeats of a few tasks came to says little of other tasks
        rates = {name: [fmean(map(_passed, by_task[task])) for task in tasks] for name, tasks in groups.items()}
        for name, chance in chances_of_groups(rates).items():
            if len(groups[name]) >= LEAST_TASKS and chance <= LEVEL:
                rest = [rate for other, found in rates.items() if other != name for rate in found]
                proof = [trial for task in groups[name] for trial in by_task[task]]
                yield _standing_out(f"{kind} {name}", rates[name], rest, chance=chance, proof=proof)


def _standing_out(
    kind: str, ours: Sequence[float], theirs: Sequence[float], *, chance: float, proof: Sequence[Trial]
) -> Insight:
    word = "easier" if fmean(ours) > fmean(theirs) else "harder"
    return Insight(
        text=f"Tasks of the {kind} are {word} than the others: {percent(fmean(ours))} pass, of the others "
        f"{percent(fmean(theirs))}.",
        evidence=f"{count(len(ours), 'task')} against {len(theirs)}, each counted once; shuffled at random, any group "
        f"differs from the rest as clearly in {chance * 100:.2g} % of the cases",
        **_proof(proof),
    )


def _fickle(trials: Sequence[Trial]) -> Iterator[Insight]:
    repeated: dict[tuple[str, str, str], list[Trial]] = defaultdict(list)
    for trial in trials:
        repeated[trial.task_id, trial.agent, trial.strategy_version].append(trial)
    several = [found for found in repeated.values() if len(found) > 1]
    mixed = [found for found in several if len({trial.verdict for trial in found}) > 1]
    if len(several) < LEAST_REPEATED:
        return
    again = "what passes once passes again" if not mixed else "what passes once does not always pass again"
    tried = f"{count(len(several), 'pair')} of task and strategy {'was' if len(several) == 1 else 'were'} tried more"
    yield Insight(
        text=f"Repeats agree in {percent(1 - len(mixed) / len(several))} of the cases: {again}.",
        evidence=f"{tried} than once, {len(mixed)} of them with both outcomes",
        **_proof([trial for found in mixed for trial in found]),
    )


def _endings(facts: ReportFacts) -> Iterator[Insight]:
    other = {outcome: n for outcome, n in facts.outcomes.items() if outcome is not Outcome.EXITED and n}
    if not other:
        return
    whole = sum(facts.outcomes.values())
    named = [f"{n} by {outcome.replace('_', ' ')}" for outcome, n in sorted(other.items(), key=lambda item: -item[1])]
    stopped = count(sum(other.values()), "graded program")
    yield Insight(
        text=f"{stopped} did not reach the end of the hidden tests: {listed(named)}.",
        evidence=f"outcomes of {count(whole, 'graded execution')}",
    )


def _undecided(differences: Sequence[Difference]) -> Iterator[Insight]:
    for one in differences:
        comparison = one.comparison
        if one.measure is not Measure.SUCCESS or comparison.word is not ComparisonWord.NO_DIFFERENCE:
            continue
        if comparison.tasks_needed is None or comparison.interval is None:
            continue
        more = max(0, comparison.tasks_needed - len(comparison.pairs))
        high, low = (one.left, one.right) if (comparison.difference or 0) > 0 else (one.right, one.left)
        needed = f"about {count(more, 'more task')} would settle it" if more else "more tasks would settle it"
        yield Insight(
            text=f"{capital(high)} passed more than {low}, by {size(one.measure, comparison.difference or 0.0)}, which "
            f"may be chance; if the difference is real, {needed}.",
            evidence=f"paired by {len(comparison.pairs)} tasks, {MEASURES[one.measure]}; interval "
            f"{comparison.interval.low * 100:+.0f} to {comparison.interval.high * 100:+.0f} points at "
            f"{comparison.interval.confidence * 100:.1f} % confidence, shared among all comparisons",
        )


def _guarded(facts: ReportFacts) -> Iterator[Insight]:
    whole, weaker = sum(facts.trusts.values()), facts.trusts.get(Trust.GUARDED, 0)
    if weaker:
        yield Insight(
            text=f"{count(weaker, 'verdict')} of {whole} are guarded only: tests and program shared a process.",
            evidence=f"trust of {count(whole, 'graded execution')}",
        )


def _without_quality(trials: Sequence[Trial]) -> Iterator[Insight]:
    unscored = [trial for trial in trials if trial.score is None]
    if unscored:
        yield Insight(
            text=f"{count(len(unscored), 'trial')} could not be scored: no program reached the hidden tests.",
            evidence=f"{listed(unique(trial.task_id for trial in unscored), most=8)}",
            **_proof(unscored),
        )


def _by_task(trials: Sequence[Trial]) -> dict[str, list[Trial]]:
    found: dict[str, list[Trial]] = defaultdict(list)
    for trial in sorted(trials, key=lambda trial: trial.task_id):
        found[trial.task_id].append(trial)
    return dict(found)


def _passed(trial: Trial) -> bool:
    return trial.verdict is Verdict.PASSED


def _proof(trials: Sequence[Trial]) -> dict[str, Any]:
    return {"trial_ids": tuple(trial.id for trial in trials[:SHOWN]), "more": max(0, len(trials) - SHOWN)}
