"""Which strategy a stage works under: the one that it names, or for `auto` the one that the profiles recommend."""

from collections.abc import Callable, Iterable

from training.errors import UnknownStrategyError
from training.model.chain_runs import Alternative, Choice
from training.model.chains import AUTO, TESTS, Chain, Stage
from training.model.profiles import Profile
from training.model.strategies import Strategy
from training.recommend import Arm, recommend

DEFAULT = "balanced"
ProfilesOf = Callable[[str], Iterable[Profile]]
StrategyOf = Callable[[str], Strategy]


def choose_all(
    chain: Chain,
    *,
    profiles_of: ProfilesOf,
    strategy_of: StrategyOf,
    category: str | None = None,
    difficulty: str | None = None,
) -> tuple[Choice, ...]:
    """Return each stage's strategy. `profiles_of` gives an agent's profiles, in every scope."""
    return tuple(
        choose(stage, profiles_of=profiles_of, strategy_of=strategy_of, category=category, difficulty=difficulty)
        for stage in chain.stages
    )


def choose(
    stage: Stage,
    *,
    profiles_of: ProfilesOf,
    strategy_of: StrategyOf,
    category: str | None = None,
    difficulty: str | None = None,
) -> Choice:
    """Return a stage's strategy, and for `auto` what else could have been chosen and how sure the choice is."""
    if stage.strategy != AUTO:
        named = strategy_of(stage.strategy)
        return Choice(stage=stage.name, strategy=named.name, version=named.version, reason="The chain says so.")
    if stage.agent == TESTS:
        plain = strategy_of(DEFAULT)
        return Choice(stage=stage.name, strategy=plain.name, version=plain.version, reason="Tests know no strategy.")
    learnt = tuple(profiles_of(stage.agent))
    offered = _offered(learnt, strategy_of)
    usable = (profile for profile in learnt if profile.key.strategy_name in offered)
    found = recommend(usable, category=category, difficulty=difficulty)
    if found.choice is None:
        why = f"Every strategy that {stage.agent} was tried with is retired"
        return _plain(stage, strategy_of, why=why if learnt else f"Nothing has been learnt of {stage.agent} yet")
    chosen = strategy_of(found.choice)
    return Choice(
        stage=stage.name,
        strategy=chosen.name,
        version=chosen.version,
        reason=found.reason,
        certainty=found.certainty,
        alternatives=tuple(_alternative(arm) for arm in found.arms),
    )


def _plain(stage: Stage, strategy_of: StrategyOf, *, why: str) -> Choice:
    plain = strategy_of(DEFAULT)
    reason = f"{why}, so it is {plain.name}."
    return Choice(stage=stage.name, strategy=plain.name, version=plain.version, reason=reason)


def _offered(profiles: Iterable[Profile], strategy_of: StrategyOf) -> frozenset[str]:
    """Return the names of strategies with profiles that can still be used; profiles outlive a retired strategy."""
    return frozenset(
        name for name in {profile.key.strategy_name for profile in profiles} if _is_there(name, strategy_of)
    )


def _is_there(name: str, strategy_of: StrategyOf) -> bool:
    try:
        strategy_of(name)
    except UnknownStrategyError:
        return False
    return True


def _alternative(arm: Arm) -> Alternative:
    interval = arm.posterior.interval
    return Alternative(
        strategy=arm.strategy_name,
        expected=arm.posterior.mean,
        low=interval.low,
        high=interval.high,
        trials=arm.trials,
        best_share=arm.best_share,
    )
