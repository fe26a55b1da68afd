"""Recommends a strategy: what is likely to succeed, how sure that is, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import inf, isfinite
from random import Random
from typing import Any

from training.model.profiles import ALL, Interval, Profile
from training.profiles import category_scope, cell_scope, is_cell, scopes_around
from training.statistics import CONFIDENCE, beta_quantile

# what is known of a wider scope counts as this many trials in a narrower one: the moving average's effective sample
CARRIED = 4.0
DRAWS = 4000


@dataclass(frozen=True, kw_only=True)
class Priorities:
    """How much success, speed and cost count. Only their ratio matters."""

    success: float = 0.6
    speed: float = 0.2
    cost: float = 0.2

    def __post_init__(self) -> None:
        parts = (self.success, self.speed, self.cost)
        if not all(isfinite(part) and part >= 0 for part in parts) or sum(parts) <= 0:
            raise ValueError("Weights must be finite, none below 0, and one above 0.")


def parse_priorities(text: str) -> Priorities:
    """Return what counts from words such as `success=.6,speed=.2,cost=.2`; what is not named counts nothing.

    Raises:
        ValueError: an unknown name, no number, or weights that do not add up to 1.
    """
    given: dict[str, float] = {}
    for word in filter(None, (part.strip() for part in text.split(","))):
        name, _, value = word.partition("=")
        if name not in {"success", "speed", "cost"} or name in given:
            raise ValueError(f"{word!r} is no weight. Give success, speed and cost once each, as in success=.6.")
        try:
            given[name] = float(value)
        except ValueError as error:
            raise ValueError(f"{value!r} is no number. Give weights as in success=.6,speed=.2,cost=.2.") from error
    priorities = Priorities(**{"success": 0.0, "speed": 0.0, "cost": 0.0, **given})
    whole = priorities.success + priorities.speed + priorities.cost
    if abs(whole - 1) > 1e-9:  # noqa: PLR2004 - a rounding error, no more
        raise ValueError(f"The weights must add up to 1; these add up to {whole:g}.")
    return priorities


@dataclass(frozen=True, kw_only=True)
class Posterior:
    """What may be believed of a success rate: a Beta distribution."""

    passed: float
    failed: float

    @property
    def mean(self) -> float:
        """The rate to expect, 0..1."""
        return self.passed / (self.passed + self.failed)

    @property
    def interval(self) -> Interval:
        """The range that holds the rate with 95 % probability."""
        tail = (1 - CONFIDENCE) / 2
        low = beta_quantile(tail, passed=self.passed, failed=self.failed)
        high = beta_quantile(1 - tail, passed=self.passed, failed=self.failed)
        return Interval(low=low, high=high, confidence=CONFIDENCE)


@dataclass(frozen=True, kw_only=True)
class Arm:
    """One strategy as a choice. `trials` and `trials_in_all` count the asked-for scope and everything.

    `basis` says which scopes the belief rests on, and with how many trials each.
    """

    strategy_name: str
    strategy_version: str
    posterior: Posterior
    trials: int
    trials_in_all: int
    execution_ms: float
    cost_per_success_usd: float | None
    utility: float
    best_share: float
    basis: str


@dataclass(frozen=True, kw_only=True)
class Recommendation:
    """The choice, why, and how sure: `certainty` is the probability that it is the best, 0..1."""

    choice: str | None
    certainty: float | None
    reason: str
    arms: tuple[Arm, ...] = ()


def recommend(
    profiles: Iterable[Profile],
    *,
    category: str | None = None,
    difficulty: str | None = None,
    priorities: Priorities | None = None,
) -> Recommendation:
    """Return the strategy to use for a kind of task.

    `profiles` are those of one team, agent and provenance, in every scope. Where little is known of the category and
    difficulty, the category speaks, and where that is thin, everything. Of a strategy's versions the newest counts.
    Time and cost are compared in the narrowest scope in which all have run on the same kinds of tasks, else not at all.
    """
    found = [_evidence(scopes, category, difficulty) for scopes in _by_strategy(profiles)]
    if not found:
        return Recommendation(choice=None, certainty=None, reason="Nothing has been learnt yet. Run a batch first.")
    asked, common = priorities or Priorities(), _common_scope(found)
    arms = _ranked(found, _that_count(asked, common), common)
    best, given = arms[0], _given(asked, common, is_asked=common == found[0].names[-1])
    return Recommendation(choice=best.strategy_name, certainty=best.best_share, reason=_reason(arms, given), arms=arms)


def to_plain(found: Recommendation) -> dict[str, Any]:
    """Return a recommendation as JSON's fields, for other programs."""
    return {
        "strategy": found.choice,
        "certainty": found.certainty,
        "reason": found.reason,
        "strategies": [
            {
                "strategy": arm.strategy_name,
                "strategy_version": arm.strategy_version,
                "expected_success": arm.posterior.mean,
                "success_interval": [arm.posterior.interval.low, arm.posterior.interval.high],
                "basis": arm.basis,
                "trials": arm.trials,
                "trials_in_all": arm.trials_in_all,
                "execution_ms": arm.execution_ms,
                "cost_per_solved_task_usd": arm.cost_per_success_usd,
                "utility": arm.utility,
                "probability_best": arm.best_share,
            }
            for arm in found.arms
        ],
    }


def posterior(levels: Iterable[tuple[int, int]]) -> Posterior:
    """Return what may be believed after (passed, trials) at each level, the widest first, each holding the next.

    It starts at Beta(1, 1). Each narrower level takes the wider one's rate as a prior worth `CARRIED` trials, of
    which the trials that it holds itself are no part.
    """
    counts = list(levels)
    believed = Posterior(passed=1.0, failed=1.0)
    for place, (passed, trials) in enumerate(counts):
        inner_passed, inner_trials = counts[place + 1] if place + 1 < len(counts) else (0, 0)
        # what came from elsewhere may say more of a narrow scope than of the one around it
        outside_passed = max(0, passed - inner_passed)
        outside_failed = max(0, (trials - passed) - (inner_trials - inner_passed))
        carried = min(believed.passed + believed.failed, CARRIED) if place else 2.0
        believed = Posterior(
            passed=believed.mean * carried + outside_passed, failed=(1 - believed.mean) * carried + outside_failed
        )
    return believed


@dataclass(frozen=True, kw_only=True)
class _Evidence:
    """What is known of one strategy; `names` are the scopes that were asked for, the widest first."""

    scopes: Mapping[str, Profile]
    names: tuple[str, ...]
    believed: Posterior
    basis: str

    @property
    def everything(self) -> Profile:
        return self.scopes[ALL]

    @property
    def scoped(self) -> Profile | None:
        return self.scopes.get(self.names[-1])

    def kinds(self, name: str) -> set[str]:
        """Return the cells within a scope that have been run on."""
        return {scope for scope in self.scopes if is_cell(scope) and name in (scope, *scopes_around(scope))}


def _by_strategy(profiles: Iterable[Profile]) -> list[dict[str, Profile]]:
    newest: dict[str, dict[str, Profile]] = {}
    versions: dict[tuple[str, str], dict[str, Profile]] = {}
    for profile in profiles:
        key = profile.key
        versions.setdefault((key.strategy_name, key.strategy_version), {})[key.scope] = profile
    for (name, _), scopes in versions.items():
        if ALL in scopes and (name not in newest or newest[name][ALL].updated_at < scopes[ALL].updated_at):
            newest[name] = scopes
    return [newest[name] for name in sorted(newest)]


def _evidence(scopes: Mapping[str, Profile], category: str | None, difficulty: str | None) -> _Evidence:
    names = [ALL]
    if category:
        names.append(category_scope(category))
    if category and difficulty:
        names.append(cell_scope(category, difficulty))
    elif difficulty:
        names.append(f"difficulty:{difficulty}")
    levels = [(scopes[name].passed, scopes[name].trials) if name in scopes else (0, 0) for name in names]
    basis = ", ".join(f"{_said(name)}: {_trials(n)}" for name, (_, n) in zip(names, levels, strict=True))
    return _Evidence(scopes=scopes, names=tuple(names), believed=posterior(levels), basis=basis)


def _common_scope(found: list[_Evidence]) -> str | None:
    """Return the narrowest scope that was asked for in which all have run on the same kinds of tasks."""
    for name in reversed(found[0].names):
        kinds = found[0].kinds(name)
        if all(name in one.scopes and one.kinds(name) == kinds for one in found):
            return name
    return None


def _that_count(priorities: Priorities, common: str | None) -> Priorities:
    """Return what can be compared of what counts: success alone where times and costs are of other kinds of tasks."""
    return priorities if common else Priorities(success=1.0, speed=0.0, cost=0.0)


def _said(scope: str) -> str:
    return "all tasks" if scope == ALL else scope.partition(":")[2].replace("/", ", ")


def _ranked(found: list[_Evidence], priorities: Priorities, common: str | None) -> tuple[Arm, ...]:
    compared = [one.scopes[common] if common else one.scoped or one.everything for one in found]
    times = [profile.execution_ms.mean for profile in compared]
    costs = [_cost(profile) for profile in compared]
    fixed = [
        _share(min(times), own) * priorities.speed + _cost_share(costs, own_cost) * priorities.cost
        for own, own_cost in zip(times, costs, strict=True)
    ]
    whole = priorities.success + priorities.speed + priorities.cost
    wins = _wins([one.believed for one in found], fixed, success=priorities.success)
    arms = [
        Arm(
            strategy_name=one.everything.key.strategy_name,
            strategy_version=one.everything.key.strategy_version,
            posterior=one.believed,
            trials=one.scoped.trials if one.scoped else 0,
            trials_in_all=one.everything.trials,
            execution_ms=own,
            cost_per_success_usd=None if cost == inf else cost,
            utility=(one.believed.mean * priorities.success + rest) / whole,
            best_share=share,
            basis=one.basis,
        )
        for one, own, cost, rest, share in zip(found, times, costs, fixed, wins, strict=True)
    ]
    return tuple(sorted(arms, key=lambda arm: (-arm.utility, arm.strategy_name)))


def _wins(believed: list[Posterior], fixed: list[float], *, success: float) -> list[float]:
    """Return how often each is the best when the rates are drawn from what is believed of them."""
    random = Random(0)  # noqa: S311 - the same question gets the same answer
    wins = [0] * len(believed)
    for _ in range(DRAWS):
        drawn = [
            random.betavariate(one.passed, one.failed) * success + rest
            for one, rest in zip(believed, fixed, strict=True)
        ]
        wins[drawn.index(max(drawn))] += 1
    return [count / DRAWS for count in wins]


def _cost(profile: Profile) -> float | None:
    """Return the USD for one solved task: None where nothing was paid or told of it, infinite where none was solved."""
    if not profile.cost_usd:
        return None
    return profile.cost_usd / profile.passed if profile.passed else inf


def _share(best: float, own: float) -> float:
    return best / own if own > 0 else 1.0


def _cost_share(costs: list[float | None], own: float | None) -> float:
    # what costs nothing, or tells nothing of it, is as cheap as the cheapest
    if own is None:
        return 1.0
    # what was paid for nothing is the dearest
    return 0.0 if own == inf else _share(min(cost for cost in costs if cost is not None), own)


def _reason(arms: tuple[Arm, ...], given: str) -> str:
    best = arms[0]
    seen = f"{_percent(best.posterior.mean)} success expected ({_range(best.posterior.interval)})"
    basis = (
        f"from {_trials(best.trials)} of this kind"
        if best.trials == best.trials_in_all
        else f"from {_trials(best.trials)} of this kind and {best.trials_in_all} in all"
    )
    if len(arms) == 1:
        return f"{best.strategy_name.capitalize()} is the only one with results: {seen}, {basis}."
    sure = f"The probability that it is the best of {len(arms)} is {_percent(best.best_share)}"
    return f"{best.strategy_name.capitalize()}: {seen}, {basis}. {sure}{given}."


def _given(priorities: Priorities, common: str | None, *, is_asked: bool) -> str:
    """Say what the probability takes for granted of time and cost: it is drawn from what is believed of success."""
    if not (priorities.speed or priorities.cost):
        return ""
    if common is None:
        return ", by success alone: they have not run on the same kinds of tasks, so time and cost are left out"
    where = "" if is_asked else f" in {_said(common)}"
    return f", with mean time and cost{where} taken as known"


def _range(interval: Interval) -> str:
    return f"{_percent(interval.low)} to {_percent(interval.high)}"


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %"


def _trials(count: int) -> str:
    return "1 trial" if count == 1 else f"{count} trials"
