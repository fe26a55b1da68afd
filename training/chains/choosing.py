"""Which strategy a stage works under: the one that it names, or for `auto` the one that the profiles recommend."""

from collections.abc import Callable, Iterable

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
    found = recommend(profiles_of(stage.agent), category=category, difficulty=difficulty)
    if found.choice is None:
        plain = strategy_of(DEFAULT)
        reason = f"Nothing has been learnt of {stage.agent} yet, so it is {plain.name}."
        return Choice(stage=stage.name, strategy=plain.name, version=plain.version, reason=reason)
    chosen = strategy_of(found.choice)
    return Choice(
        stage=stage.name,
        strategy=chosen.name,
        version=chosen.version,
        reason=found.reason,
        certainty=found.certainty,
        alternatives=tuple(_alternative(arm) for arm in found.arms),
    )


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
