from collections.abc import Callable

from tests.training.builders import a_strategy
from tests.training.chains.makers import a_chain, a_stage
from tests.training.test_recommend import profiles_of
from training.chains.choosing import choose
from training.errors import UnknownStrategyError
from training.model.strategies import Strategy

STAGE = a_chain(a_stage("a", agent="repair", strategy="auto")).stages[0]
LEARNT = (*profiles_of("bold", [True] * 9), *profiles_of("calm", [True, False]))


def offering(*names: str) -> Callable[[str], Strategy]:
    def strategy_of(name: str) -> Strategy:
        if name not in names:
            raise UnknownStrategyError(f"There is no strategy {name}.")
        return a_strategy(name)

    return strategy_of


def test_auto_takes_the_recommended_strategy() -> None:
    choice = choose(STAGE, profiles_of=lambda _: LEARNT, strategy_of=offering("balanced", "bold", "calm"))

    assert choice.strategy == "bold"
    assert {one.strategy for one in choice.alternatives} == {"bold", "calm"}


def test_auto_leaves_out_a_retired_strategy_whatever_was_learnt_of_it() -> None:
    choice = choose(STAGE, profiles_of=lambda _: LEARNT, strategy_of=offering("balanced", "calm"))

    assert choice.strategy == "calm"
    assert [one.strategy for one in choice.alternatives] == ["calm"]


def test_auto_says_so_where_all_that_was_learnt_is_of_retired_strategies() -> None:
    choice = choose(STAGE, profiles_of=lambda _: LEARNT, strategy_of=offering("balanced"))

    assert choice.strategy == "balanced"
    assert choice.reason == "Every strategy that repair was tried with is retired, so it is balanced."


def test_auto_is_balanced_where_nothing_was_learnt() -> None:
    choice = choose(STAGE, profiles_of=lambda _: (), strategy_of=offering("balanced"))

    assert choice.reason == "Nothing has been learnt of repair yet, so it is balanced."
