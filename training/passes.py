"""What repeats tell: the chance that at least one of k attempts passes, and the chance that all of them do."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import comb
from statistics import fmean

from training.model.profiles import Interval
from training.model.trials import Trial, Verdict
from training.statistics import clustered_interval, rate_interval, within


@dataclass(frozen=True, kw_only=True)
class PassRates:
    """Means over tasks, 0..1, each with Student's t interval over the tasks; None where all tasks came to the same."""

    k: int
    tasks: int
    any_of_k: float
    any_interval: Interval | None
    all_of_k: float
    all_interval: Interval | None


def pass_at_k(n: int, passed: int, k: int) -> float:
    """Return the chance that at least one of k trials passes: 1 - C(n - c, k) / C(n, k).

    The unbiased estimate from n trials of which c passed (Chen et al., arXiv 2107.03374, section 2.1).

    Raises:
        ValueError: fewer trials than k, or more passed than were tried.
    """
    _check(n, passed, k)
    return 1.0 - comb(n - passed, k) / comb(n, k)


def pass_hat_k(n: int, passed: int, k: int) -> float:
    """Return the chance that all of k trials pass: C(c, k) / C(n, k) (Yao et al., arXiv 2406.12045, section 3).

    Raises:
        ValueError: fewer trials than k, or more passed than were tried.
    """
    _check(n, passed, k)
    return comb(passed, k) / comb(n, k)


def pass_rates(trials: Iterable[Trial]) -> PassRates | None:
    """Return pass@k and pass^k of some trials, k being the number of repeats that every task has, None below two.

    Our own failures and cancelled trials take no part, so k is what is left at the task with the fewest.
    """
    counts = tallies_by_task(trials)
    k = min((n for n, _ in counts.values()), default=0)
    if k < 2:  # noqa: PLR2004 - one repeat says no more than the success rate does
        return None
    at_least_one = [pass_at_k(n, passed, k) for n, passed in counts.values()]
    every = [pass_hat_k(n, passed, k) for n, passed in counts.values()]
    return PassRates(
        k=k,
        tasks=len(counts),
        any_of_k=fmean(at_least_one),
        any_interval=_interval(at_least_one),
        all_of_k=fmean(every),
        all_interval=_interval(every),
    )


def success_interval(trials: Iterable[Trial]) -> Interval | None:
    """Return the 95 % interval of the share of judged trials that passed, repeats of a task taken together."""
    return rate_interval((passed, n) for n, passed in tallies_by_task(trials).values())


def tallies_by_task(trials: Iterable[Trial]) -> Mapping[str, tuple[int, int]]:
    """Return how many trials of each task were judged, and how many of them passed."""
    verdicts: dict[str, list[bool]] = defaultdict(list)
    for trial in trials:
        if trial.verdict in {Verdict.PASSED, Verdict.FAILED}:
            verdicts[trial.task_id].append(trial.verdict is Verdict.PASSED)
    return {task: (len(found), sum(found)) for task, found in verdicts.items()}


def _interval(values: list[float]) -> Interval | None:
    return within(clustered_interval(values), low=0.0, high=1.0)


def _check(n: int, passed: int, k: int) -> None:
    if not 0 <= passed <= n or not 1 <= k <= n:
        raise ValueError(f"{k} of {n} trials, {passed} passed: that can't be")
