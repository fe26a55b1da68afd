"""Says what is wrong in a history, in words computed from its data."""

from collections.abc import Iterator
from statistics import fmean

from training.history.model import PastHistory, PastResult
from training.history.reproducing import broken_runs
from training.profiles import RATE


def faults(history: PastHistory) -> tuple[str, ...]:
    """Return what is wrong in a history, each as one sentence with the numbers that show it."""
    checks = (_simulated_scores, _lint_never_passed, _broken_runs, _fixed_order, _few_tasks, _another_rate)
    return tuple(sentence for check in checks for sentence in check(history))


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
    runs, broken = {result.run for result in history.results}, broken_runs(history)
    if broken:
        named = ", ".join(map(str, broken))
        yield f"In {len(broken)} of {len(runs)} runs ({named}) every strategy failed its tests: the runs were broken."


def _fixed_order(history: PastHistory) -> Iterator[str]:
    runs: dict[int, list[PastResult]] = {}
    for result in sorted(history.results, key=lambda result: (result.run, result.place)):
        runs.setdefault(result.run, []).append(result)
    orders = {tuple(one.strategy for one in results) for results in runs.values()}
    if len(orders) != 1 or len(order := orders.pop()) < 2:  # noqa: PLR2004 - it takes two to have an order
        return
    means = [fmean(results[place].execution_ms for results in runs.values()) for place in range(len(order))]
    times = ", ".join(f"{name} {mean:.0f} ms" for name, mean in zip(order, means, strict=True))
    yield (
        f"The strategies ran in one order in every run. Their mean times in that order ({times}) hold the warm-up "
        "too, and no result tells the two apart."
    )


def _few_tasks(history: PastHistory) -> Iterator[str]:
    tasks = {result.task for result in history.results}
    if len(tasks) < 5:  # noqa: PLR2004 - what a paired comparison needs
        yield f"The results are of {len(tasks)} tasks: they say little of how the strategies do on others."


def _another_rate(history: PastHistory) -> Iterator[str]:
    if history.rate is not None and history.rate != RATE:
        yield f"The settings name a learning rate of {history.rate}; the published numbers follow from {RATE}."
