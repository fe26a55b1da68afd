"""Learning: folds one observation into a profile. Pure; the order of observations is the order of closing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from math import isfinite

from training.model.profiles import ALL, Learnt, Observation, Profile, ProfileKey, ProfileUpdate

RATE = 0.4
_CELL = "cell:"


def begin(value: float) -> Learnt:
    """Return what one observation teaches: the average starts at it, without a made-up prior."""
    return Learnt(ema=value, n=1, mean=value, spread=0.0)


def learn(learnt: Learnt | None, value: float, *, rate: float) -> Learnt:
    """Return `learnt` with one more value.

    The moving average is ema + rate * (value - ema); mean and spread follow Welford (1962, Technometrics 4).

    Raises:
        ValueError: a value that is not finite, or a rate outside 0..1.
    """
    if not isfinite(value):
        raise ValueError(f"{value} can't be learnt from")
    if not 0 < rate <= 1:
        raise ValueError(f"the learning rate must be above 0 and at most 1, not {rate}")
    if learnt is None:
        return begin(value)
    n = learnt.n + 1
    from_mean = value - learnt.mean
    mean = learnt.mean + from_mean / n
    return Learnt(
        ema=_between(learnt.ema, value, learnt.ema + rate * (value - learnt.ema)),
        n=n,
        mean=mean,
        spread=learnt.spread + from_mean * (value - mean),
    )


def learnt_of(values: Sequence[float]) -> Learnt:
    """Return what plain values teach, each counted alike; the average that learns is the last of them.

    Raises:
        ValueError: there is none, or one that is not finite.
    """
    learnt = None
    for value in values:
        learnt = learn(learnt, value, rate=1.0)
    if learnt is None:
        raise ValueError("nothing can't be learnt from")
    return learnt


def _between(one: float, other: float, value: float) -> float:
    # rounding must not carry an average past what it moves towards
    return min(max(value, min(one, other)), max(one, other))


def fold(
    profile: Profile | None, observation: Observation, *, key: ProfileKey, now: datetime, rate: float = RATE
) -> ProfileUpdate:
    """Return the update that one observation makes.

    Raises:
        ValueError: an observation that is not finite, negative time, or a score outside 0..100.
    """
    _check(observation)
    success = 1.0 if observation.success else 0.0
    if profile is None:
        return ProfileUpdate(before=None, observation=observation, after=_first(observation, key, now=now, rate=rate))
    score = profile.score
    after = replace(
        profile,
        rate=rate,
        success=learn(profile.success, success, rate=rate),
        score=score if observation.score is None else learn(score, observation.score, rate=rate),
        execution_ms=learn(profile.execution_ms, observation.execution_ms, rate=rate),
        trials=profile.trials + 1,
        passed=profile.passed + int(observation.success),
        executions=profile.executions + observation.executions,
        tokens=profile.tokens + (observation.tokens or 0),
        cost_usd=profile.cost_usd + (observation.cost_usd or 0.0),
        updated_at=now,
    )
    return ProfileUpdate(before=profile, observation=observation, after=after)


def _first(observation: Observation, key: ProfileKey, *, now: datetime, rate: float) -> Profile:
    return Profile(
        key=key,
        rate=rate,
        success=begin(1.0 if observation.success else 0.0),
        score=None if observation.score is None else begin(observation.score),
        execution_ms=begin(observation.execution_ms),
        trials=1,
        passed=int(observation.success),
        executions=observation.executions,
        tokens=observation.tokens or 0,
        cost_usd=observation.cost_usd or 0.0,
        updated_at=now,
    )


def _check(observation: Observation) -> None:
    if not (isfinite(observation.execution_ms) and observation.execution_ms >= 0):
        raise ValueError(f"an execution time of {observation.execution_ms} ms can't be learnt from")
    if observation.cost_usd is not None and not (isfinite(observation.cost_usd) and observation.cost_usd >= 0):
        raise ValueError(f"a cost of {observation.cost_usd} USD can't be learnt from")
    if observation.tokens is not None and observation.tokens < 0:
        raise ValueError(f"{observation.tokens} tokens can't be learnt from")
    if observation.score is not None and not 0 <= observation.score <= 100:  # noqa: PLR2004 - a score's range
        raise ValueError(f"a score of {observation.score} is outside 0 to 100")


def scopes(*, category: str, difficulty: str) -> tuple[str, ...]:
    """Return the scopes that a trial counts in: all, its category, its difficulty, and both together."""
    return (ALL, category_scope(category), f"difficulty:{difficulty}", cell_scope(category, difficulty))


def scopes_around(scope: str) -> tuple[str, ...]:
    """Return the wider scopes that a scope is a part of, the widest first."""
    if not is_cell(scope):
        return () if scope == ALL else (ALL,)
    category, _, difficulty = scope.removeprefix(_CELL).rpartition("/")
    return scopes(category=category, difficulty=difficulty)[:-1]


def category_scope(category: str) -> str:
    """Return the scope of a category."""
    return f"category:{category}"


def cell_scope(category: str, difficulty: str) -> str:
    """Return the scope of a category at one difficulty."""
    return f"{_CELL}{category}/{difficulty}"


def is_cell(scope: str) -> bool:
    """Return whether a scope is a category at one difficulty."""
    return scope.startswith(_CELL)
