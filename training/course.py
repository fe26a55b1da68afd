"""The course of a profile: after each step the mean and its interval, as they are told of the profile itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from training.model.profiles import CourseStep, Interval, TaskSum
from training.statistics import clustered_interval, rate_interval, score_interval
from training.trends import Measure, value_seen


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """A quantity's mean and its interval; None where nothing or too little was seen to tell."""

    mean: float | None
    interval: Interval | None


def estimate_of(by_task: Mapping[str, TaskSum], measure: Measure) -> Estimate:
    """Return what each task's sum gives: success over all trials alike, score and time with each task counted once.

    The mean and the interval are of the same estimate, so that the mean lies within.
    """
    if not by_task:
        return Estimate(mean=None, interval=None)
    if measure is Measure.SUCCESS:
        counts = [(round(one.total), one.n) for one in by_task.values()]
        rate = sum(passed for passed, _ in counts) / sum(n for _, n in counts)
        return Estimate(mean=rate, interval=rate_interval(counts))
    means = [one.mean for one in by_task.values()]
    interval = score_interval(means) if measure is Measure.SCORE else clustered_interval(means)
    return Estimate(mean=fmean(means), interval=interval)


def course_of(steps: Sequence[CourseStep], by_task: Mapping[str, TaskSum], measure: Measure) -> tuple[Estimate, ...]:
    """Return the estimate after each of a profile's newest steps, oldest first, from the sums after the last of them.

    It walks back from the sums, because those before the newest steps are kept nowhere.
    """
    sums = dict(by_task)
    found = []
    for step in reversed(steps):
        found.append(estimate_of(sums, measure))
        value = value_seen(step.seen, measure)
        if value is not None:
            _take_back(sums, step.task_id, value)
    return tuple(reversed(found))


def _take_back(sums: dict[str, TaskSum], task_id: str, value: float) -> None:
    known = sums.pop(task_id, None)
    if known is not None and known.n > 1:
        sums[task_id] = TaskSum(n=known.n - 1, total=known.total - value)
