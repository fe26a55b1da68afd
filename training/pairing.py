"""Pairs what two sides came to: like with like, which is the same content of a task, by the same agent and strategy."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from statistics import fmean
from typing import NamedTuple

from training.compare import outcome_of
from training.model.trials import Trial
from training.trends import Measure


class Stratum(NamedTuple):
    """What trials have to have in common to be repeats of each other."""

    agent: str
    strategy_name: str
    strategy_version: str
    task_id: str
    task_hash: str


Outcomes = Mapping[Stratum, list[float]]
AGENT = ("agent",)
STRATEGY = ("strategy_name", "strategy_version")


def stratum_of(trial: Trial) -> Stratum:
    """Return what a trial is a repeat of."""
    return Stratum(trial.agent, trial.strategy_name, trial.strategy_version, trial.task_id, trial.task_hash)


def outcomes_by_stratum(trials: Iterable[Trial], measure: Measure) -> dict[Stratum, list[float]]:
    """Return what judged trials came to. Our own failures and cancelled trials take no part."""
    found: dict[Stratum, list[float]] = defaultdict(list)
    for trial in trials:
        value = outcome_of(trial, measure)
        if value is not None:
            found[stratum_of(trial)].append(value)
    return dict(found)


def pair(
    ours: Outcomes, theirs: Outcomes, *, within: Collection[str] = ()
) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """Return both sides' outcomes by task, as `compare` takes them: a mean for each thing that both sides did.

    A task's content is always the same on both sides; `within` names what else has to be. A task that both sides did
    under several agents then weighs each of them alike, whichever side did more under which.
    """
    left, right = (_means(side, within) for side in (ours, theirs))
    paired: tuple[dict[str, list[float]], dict[str, list[float]]] = (defaultdict(list), defaultdict(list))
    for key in sorted(left.keys() & right.keys()):
        for means, side in zip((left, right), paired, strict=True):
            side[key[0]].append(means[key])
    return dict(paired[0]), dict(paired[1])


def _means(outcomes: Outcomes, within: Collection[str]) -> dict[tuple[str, ...], float]:
    values: dict[tuple[str, ...], list[float]] = defaultdict(list)
    for stratum, found in outcomes.items():
        values[stratum.task_id, stratum.task_hash, *(getattr(stratum, name) for name in within)] += found
    return {key: fmean(found) for key, found in values.items()}
