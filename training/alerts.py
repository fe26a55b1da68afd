"""Judges a rule: an alert is raised by an interval, never by a point."""

from collections.abc import Sequence
from math import isfinite
from statistics import fmean

from training.errors import TrainingError
from training.model.alerts import AlertRule, Judgement, Watched
from training.model.profiles import Interval, Profile
from training.profiles import learnt_of
from training.statistics import difference_of_means, difference_of_rates, mean_interval, wilson_interval, within

LEAST = 5
WINDOWS = (LEAST, 1000)
_HIGHEST = {Watched.SUCCESS: 1.0, Watched.SCORE: 100.0}


class InvalidRuleError(TrainingError):
    """A rule that can't be meant as it was given."""


def check_rule(rule: AlertRule) -> None:
    """Refuse a rule that can't be raised, or always would be.

    Raises:
        InvalidRuleError: says what is wrong with it.
    """
    if (rule.threshold is None) == (rule.baseline is None):
        raise InvalidRuleError("An alert needs either a threshold or a baseline.")
    highest = _HIGHEST[rule.measure]
    if rule.threshold is not None and not (isfinite(rule.threshold) and 0 < rule.threshold <= highest):
        raise InvalidRuleError(f"The threshold of {rule.measure} must be above 0 and at most {highest:g}.")
    if not WINDOWS[0] <= rule.window <= WINDOWS[1]:
        raise InvalidRuleError(f"An alert looks at the last {WINDOWS[0]} to {WINDOWS[1]} trials, not {rule.window}.")


def judge(rule: AlertRule, values: Sequence[float], *, baseline: Profile | None = None) -> Judgement:
    """Return what a rule says of the newest values, each 0..1 for success and 0..100 for a score.

    Below the threshold: the whole interval of the values is. Below a baseline: the whole interval of the difference
    from it is below 0, so that the baseline's own uncertainty counts too.
    """
    newest = list(values[-rule.window :])
    if len(newest) < LEAST:
        return Judgement(raised=False, words=f"Too few trials to say: {len(newest)}.", n=len(newest), **_NOTHING)
    mean, interval = fmean(newest), _interval(rule.measure, newest)
    if interval is None:
        return Judgement(raised=False, words="Too few trials to say.", n=len(newest), **_NOTHING)
    if rule.threshold is not None:
        raised, limit = interval.high < rule.threshold, f"the threshold of {_shown(rule, rule.threshold)}"
    else:
        raised, limit = _is_below(rule, newest, baseline), f"the baseline {rule.baseline}"
    where = "lies below" if raised else "does not lie below"
    words = (
        f"{rule.measure.capitalize()} of {rule.strategy_name} ({rule.agent}) over the last {len(newest)} trials is "
        f"{_shown(rule, mean)}, 95 % interval {_shown(rule, interval.low)} to {_shown(rule, interval.high)}; "
        f"it {where} {limit}."
    )
    return Judgement(raised=raised, words=words, n=len(newest), mean=mean, interval=interval)


_NOTHING: dict[str, None] = {"mean": None, "interval": None}


def _interval(measure: Watched, values: Sequence[float]) -> Interval | None:
    if measure is Watched.SUCCESS:
        return wilson_interval(round(sum(values)), len(values))
    return within(mean_interval(learnt_of(values)), low=0.0, high=_HIGHEST[measure])


def _is_below(rule: AlertRule, values: Sequence[float], baseline: Profile | None) -> bool:
    if baseline is None:
        return False
    if rule.measure is Watched.SUCCESS:
        passed = round(sum(values))
        return difference_of_rates(passed, len(values), baseline.passed, baseline.trials).high < 0
    if baseline.score is None:
        return False
    difference = difference_of_means(learnt_of(values), baseline.score)
    return difference is not None and difference.high < 0


def _shown(rule: AlertRule, value: float) -> str:
    return f"{value * 100:.0f} %" if rule.measure is Watched.SUCCESS else f"{value:.1f}"
