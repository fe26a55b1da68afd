from datetime import timedelta
from math import inf, nan
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.training.builders import NOON
from training.model.profiles import Observation, Profile, ProfileKey
from training.model.trials import Provenance
from training.profiles import fold, scopes
from training.recommend import Priorities, posterior, recommend

SUCCESS = Priorities(success=1, speed=0, cost=0)


def profiles_of(
    strategy: str,
    passed: list[bool],
    *,
    version: str = "1",
    category: str = "strings",
    difficulty: str = "easy",
    execution_ms: float = 100.0,
    cost_usd: float | None = None,
) -> list[Profile]:
    found = []
    for scope in scopes(category=category, difficulty=difficulty):
        key = ProfileKey(
            team="default",
            agent="repair",
            strategy_name=strategy,
            strategy_version=version,
            provenance=Provenance.REAL,
            scope=scope,
        )
        profile = None
        for success in passed:
            seen = Observation(success=success, score=50.0, execution_ms=execution_ms, executions=1, cost_usd=cost_usd)
            profile = fold(profile, seen, key=key, now=NOON + timedelta(days=int(version))).after
        assert profile is not None
        found.append(profile)
    return found


def test_with_nothing_learnt_nothing_is_recommended() -> None:
    found = recommend([])
    assert (found.choice, found.certainty) == (None, None)
    assert "Run a batch first" in found.reason


def test_what_succeeds_more_often_is_recommended_and_how_sure_that_is_grows() -> None:
    little = recommend([*profiles_of("bold", [True, False]), *profiles_of("calm", [True, True])], priorities=SUCCESS)
    much = recommend([*profiles_of("bold", [True, False] * 30), *profiles_of("calm", [True] * 60)], priorities=SUCCESS)
    assert little.choice == much.choice == "calm"
    assert little.certainty is not None
    assert much.certainty is not None
    assert little.certainty < 0.9 < much.certainty


def test_the_certainties_add_up_to_one() -> None:
    found = recommend([*profiles_of("a", [True]), *profiles_of("b", [False]), *profiles_of("c", [True, False])])
    assert sum(arm.best_share for arm in found.arms) == pytest.approx(1)


def test_equal_success_is_decided_by_time_and_by_cost() -> None:
    fast = profiles_of("fast", [True] * 9, execution_ms=50.0)
    slow = profiles_of("slow", [True] * 9, execution_ms=500.0)
    assert recommend([*slow, *fast]).choice == "fast"
    dear = profiles_of("a-dear", [True] * 9, cost_usd=2.0)
    cheap = profiles_of("cheap", [True] * 9, cost_usd=0.1)
    assert recommend([*dear, *cheap]).choice == "cheap"


def test_times_of_other_kinds_of_tasks_do_not_decide() -> None:
    thorough = profiles_of("thorough", [True] * 40 + [False] * 20, difficulty="hard", execution_ms=60_000.0)
    quick = profiles_of("quick", [True] * 36 + [False] * 24, difficulty="easy", execution_ms=2_000.0)
    found = recommend([*thorough, *quick], category="strings", difficulty="hard")
    assert found.choice == "thorough"
    assert "time and cost are left out" in found.reason
    both = [*profiles_of("a-slow", [True] * 9, execution_ms=500.0), *profiles_of("fast", [True] * 9, execution_ms=50.0)]
    found = recommend(both, category="numbers")
    assert found.choice == "fast"
    assert "with mean time and cost in all tasks taken as known" in found.reason


def test_speed_alone_gives_way_to_success_where_times_can_not_be_compared() -> None:
    arms = [*profiles_of("good", [True] * 20), *profiles_of("poor", [False] * 20, category="numbers")]
    found = recommend(arms, category="strings", priorities=Priorities(success=0, speed=1, cost=0))
    assert found.choice == "good"
    assert all(0 < arm.utility < 1 for arm in found.arms)


def test_what_was_paid_for_nothing_is_not_cheap() -> None:
    vain = profiles_of("a-vain", [False] * 20, cost_usd=20.0)
    dear = profiles_of("dear", [True] * 10 + [False] * 10, cost_usd=1.0)
    found = recommend([*vain, *dear], priorities=Priorities(success=0, speed=0, cost=1))
    assert found.choice == "dear"
    assert {arm.strategy_name: arm.utility for arm in found.arms} == {"dear": 1.0, "a-vain": 0.0}
    assert {arm.strategy_name: arm.cost_per_success_usd for arm in found.arms} == {"dear": 2.0, "a-vain": None}


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=3, max_size=3))
@example([(1, 0), (0, 3), (0, 0)])
def test_what_contradicts_itself_is_still_believed_as_a_rate(levels: list[tuple[int, int]]) -> None:
    found = posterior((passed, passed + failed) for passed, failed in levels)
    assert found.passed > 0
    assert found.failed > 0


def test_a_category_that_was_never_seen_falls_back_on_everything() -> None:
    found = recommend(
        [*profiles_of("bold", [True] * 20), *profiles_of("calm", [False] * 20)],
        category="numbers",
        difficulty="hard",
        priorities=SUCCESS,
    )
    assert found.choice == "bold"
    assert found.arms[0].trials == 0
    assert "0 trials of this kind and 20 in all" in found.reason


def test_a_narrow_scope_speaks_for_itself_once_it_has_enough() -> None:
    assert posterior([(0, 100), (0, 0), (0, 0)]).mean < 0.1
    assert posterior([(40, 140), (40, 40), (40, 40)]).mean > 0.85
    assert posterior([(101, 101), (1, 1)]).mean > 0.8


def test_a_fallback_is_less_sure_than_what_it_falls_back_on() -> None:
    wide, narrow = posterior([(50, 100)]), posterior([(50, 100), (0, 0)])
    assert narrow.interval.high - narrow.interval.low > wide.interval.high - wide.interval.low
    assert narrow.mean == pytest.approx(wide.mean)


def test_of_a_strategys_versions_the_newest_counts() -> None:
    found = recommend([*profiles_of("bold", [True] * 9, version="1"), *profiles_of("bold", [False] * 9, version="2")])
    assert [arm.strategy_version for arm in found.arms] == ["2"]


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_what_is_believed_is_a_rate_with_an_interval_around_it(p1: int, f1: int, p2: int, f2: int) -> None:
    found = posterior([(p1 + p2, p1 + f1 + p2 + f2), (p2, p2 + f2)])
    assert 0 < found.mean < 1
    assert 0 <= found.interval.low <= found.interval.high <= 1


@pytest.mark.parametrize("weights", [(nan, 1, 1), (inf, 1, 1), (-1, 1, 1), (0, 0, 0)])
def test_weights_that_make_no_sense_are_refused(weights: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="Weights must be"):
        Priorities(success=weights[0], speed=weights[1], cost=weights[2])


def test_the_better_of_two_is_found_the_oftener_the_more_was_seen() -> None:
    random = Random(6)  # noqa: S311 - repeatable on purpose

    def share_right(trials: int) -> float:
        right = 0
        for _ in range(60):
            arms = [
                profile
                for name, rate in (("good", 0.8), ("poor", 0.5))
                for profile in profiles_of(name, [random.random() < rate for _ in range(trials)])[:1]
            ]
            right += recommend(arms, priorities=SUCCESS).choice == "good"
        return right / 60

    assert share_right(40) > 0.95
    assert share_right(40) >= share_right(3)
