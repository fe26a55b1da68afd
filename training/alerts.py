"""Judges a rule: an alert is raised by an interval, never by a point, and by one that allows for many looks."""

from collections.abc import Sequence
from dataclasses import replace
from math import isfinite
from statistics import fmean

from training.errors import TrainingError
from training.model.alerts import AlertRule, Judgement, Watched
from training.model.profiles import Interval, Profile
from training.statistics import CONFIDENCE, bounded_mean_interval, exact_interval, mean_interval, within

LEAST = 5
# A rule looks after every trial. Each end of this interval is wrong in at most 1 of 10,000 looks, so that 500 looks
# raise a rule without cause in at most 1 of 20 cases (Bonferroni), however much one look's trials are the next one's.
LOOK_CONFIDENCE = 0.9998
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
    if rule.threshold is not None and not judge(replace(rule, raised=False), [0.0] * rule.window).raised:
        raise InvalidRuleError(
            f"{rule.window} trials are too few to show that something lies below {_shown(rule, rule.threshold)}, even "
            "if all of them come to nothing. Let the rule look at more."
        )


def judge(
    rule: AlertRule, values: Sequence[float], *, baseline: Profile | None = None, weights: int | None = None
) -> Judgement:
    """Return what a rule says of the newest values, each 0..1 for success and 0..100 for a score under `weights`.

    Raised: the whole interval of the values lies below the threshold, or below the whole interval of the baseline. One
    that is raised stays so until the usual 95 % interval says so no longer, or it would come and go with every trial.
    Where nothing can be said, a rule stays as it is.
    """
    newest = list(values[-rule.window :])
    obstacle = _obstacle(rule, newest, baseline, weights)
    if obstacle is not None:
        stays = " The rule stays raised until then." if rule.raised else ""
        return Judgement(raised=rule.raised, words=obstacle + stays, n=len(newest), mean=None, interval=None)
    confidence = CONFIDENCE if rule.raised else LOOK_CONFIDENCE
    interval, limit = _interval(rule.measure, newest, confidence), _limit(rule, baseline, confidence)
    raised = interval.high < limit
    words = (
        f"{rule.measure.capitalize()} of {rule.strategy_name} ({rule.agent}) over the last {len(newest)} trials is "
        f"{_shown(rule, fmean(newest))}, {confidence * 100:g} % interval {_shown(rule, interval.low)} to "
        f"{_shown(rule, interval.high)}; it {'lies' if raised else 'does not lie'} below {_named(rule, limit)}."
    )
    return Judgement(raised=raised, words=words, n=len(newest), mean=fmean(newest), interval=interval)


def _obstacle(rule: AlertRule, newest: Sequence[float], baseline: Profile | None, weights: int | None) -> str | None:
    """Say why nothing can be said, None where something can."""
    if rule.baseline is not None and baseline is None:
        return f"The baseline {rule.baseline} knows nothing of this."
    if baseline is not None and rule.measure is Watched.SCORE:
        if baseline.key.weights != weights:
            promoted = f"it was promoted under weights {baseline.key.weights}, and weights {weights} count now"
            return f"The baseline {rule.baseline} can't be compared: {promoted}. Promote it again."
        if not (baseline.score and baseline.score.spread):
            return f"The baseline {rule.baseline} can't be compared: its scores do not say how far they scatter."
    if len(newest) < LEAST:
        return f"Too few trials to say: {len(newest)}."
    return None


def _interval(measure: Watched, values: Sequence[float], confidence: float) -> Interval:
    if measure is Watched.SUCCESS:
        return exact_interval(round(sum(values)), len(values), confidence=confidence)
    highest = _HIGHEST[measure]
    found = bounded_mean_interval([value / highest for value in values], confidence=confidence)
    return replace(found, low=found.low * highest, high=found.high * highest)


def _limit(rule: AlertRule, baseline: Profile | None, confidence: float) -> float:
    """Return what the values must lie below: the threshold, or the lower end of the baseline's own interval."""
    if rule.threshold is not None:
        return rule.threshold
    if baseline is None:
        return 0.0
    if rule.measure is Watched.SUCCESS:
        return exact_interval(baseline.passed, baseline.trials, confidence=confidence).low
    # of its scores only mean and spread are kept: Student's t is what they allow
    known = mean_interval(baseline.score, confidence=confidence) if baseline.score else None
    known = within(known, low=0.0, high=_HIGHEST[rule.measure])
    return known.low if known else 0.0


def _named(rule: AlertRule, limit: float) -> str:
    if rule.threshold is not None:
        return f"the threshold of {_shown(rule, limit)}"
    return f"the baseline {rule.baseline}, which has {_shown(rule, limit)} at least"


def _shown(rule: AlertRule, value: float) -> str:
    return f"{value * 100:.0f} %" if rule.measure is Watched.SUCCESS else f"{value:.1f}"
