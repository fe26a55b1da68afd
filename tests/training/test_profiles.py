from math import inf, isclose, nan
from statistics import fmean, variance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.training.builders import NOON
from training.model.profiles import Learnt, Observation, Profile, ProfileKey
from training.model.trials import Provenance
from training.profiles import RATE, fold, learn, scopes
from training.statistics import standard_deviation

KEY = ProfileKey(
    team="default",
    agent="repair",
    strategy_name="balanced",
    strategy_version="1",
    provenance=Provenance.REAL,
)
values = st.floats(0, 100)
rates = st.floats(0.01, 1)


def seen(*, success: bool = True, score: float | None = 50.0, execution_ms: float = 100.0) -> Observation:
    return Observation(success=success, score=score, execution_ms=execution_ms, executions=2, tokens=5, cost_usd=0.25)


def taught(observations: list[Observation]) -> Profile:
    profile = None
    for observation in observations:
        profile = fold(profile, observation, key=KEY, now=NOON).after
    assert profile is not None
    return profile


def all_learnt(found: list[float], *, rate: float = RATE) -> Learnt:
    learnt = None
    for value in found:
        learnt = learn(learnt, value, rate=rate)
    assert learnt is not None
    return learnt


@given(values, values, rates)
def test_the_average_moves_to_a_place_between_the_old_and_the_new(old: float, new: float, rate: float) -> None:
    after = learn(learn(None, old, rate=rate), new, rate=rate).ema
    assert min(old, new) <= after <= max(old, new)


@given(values, rates, st.integers(1, 30))
def test_equal_input_is_a_fixed_point(value: float, rate: float, times: int) -> None:
    assert all_learnt([value] * times, rate=rate).ema == value


@given(st.lists(values, min_size=1, max_size=50), rates)
def test_the_average_stays_within_what_was_seen(found: list[float], rate: float) -> None:
    assert min(found) <= all_learnt(found, rate=rate).ema <= max(found)


@given(st.lists(values, min_size=2, max_size=50))
def test_mean_and_spread_are_those_of_the_plain_formulas(found: list[float]) -> None:
    learnt = all_learnt(found)
    assert isclose(learnt.mean, fmean(found), abs_tol=1e-9)
    assert isclose(standard_deviation(learnt) ** 2, variance(found), rel_tol=1e-6, abs_tol=1e-9)


@given(st.lists(values, min_size=2, max_size=20), st.randoms())
def test_order_changes_the_average_and_neither_mean_nor_count(found: list[float], random: object) -> None:
    shuffled = sorted(found, key=lambda _: random.random())  # type: ignore[attr-defined]
    one, other = all_learnt(found), all_learnt(shuffled)
    assert one.n == other.n
    assert isclose(one.mean, other.mean, abs_tol=1e-9)


@given(st.lists(values, min_size=1, max_size=20))
def test_the_average_is_the_weighted_sum_that_the_rate_says(found: list[float]) -> None:
    weights = [RATE * (1 - RATE) ** age for age in range(len(found) - 1)] + [(1 - RATE) ** (len(found) - 1)]
    expected = sum(weight * value for weight, value in zip(weights, reversed(found), strict=True))
    assert isclose(all_learnt(found).ema, expected, abs_tol=1e-9)


def test_the_first_observation_starts_the_average_without_a_made_up_past() -> None:
    profile = taught([seen(score=30.0)])
    assert profile.score is not None
    assert (profile.success.ema, profile.score.ema, profile.execution_ms.ema) == (1.0, 30.0, 100.0)


def test_an_update_holds_before_what_was_seen_and_after() -> None:
    first = fold(None, seen(success=False), key=KEY, now=NOON)
    second = fold(first.after, seen(), key=KEY, now=NOON)
    assert first.before is None
    assert second.before == first.after
    assert second.after.success.ema == pytest.approx(0.4)
    assert second.after.rate == RATE


def test_a_trial_without_a_score_teaches_success_and_time_and_no_score() -> None:
    profile = taught([seen(score=80.0), seen(score=None, success=False)])
    assert profile.score is not None
    assert (profile.score.n, profile.score.ema, profile.success.n) == (1, 80.0, 2)


def test_trials_executions_tokens_and_cost_add_up() -> None:
    profile = taught([seen(), seen(success=False), seen()])
    assert (profile.trials, profile.passed, profile.executions) == (3, 2, 6)
    assert (profile.tokens, profile.cost_usd) == (15, 0.75)


@pytest.mark.parametrize("score", [nan, inf, -1.0, 100.5])
def test_a_score_out_of_range_is_refused(score: float) -> None:
    with pytest.raises(ValueError, match="outside 0 to 100"):
        fold(None, seen(score=score), key=KEY, now=NOON)


@pytest.mark.parametrize("execution_ms", [nan, inf, -1.0])
def test_a_time_that_is_none_is_refused(execution_ms: float) -> None:
    with pytest.raises(ValueError, match="can't be learnt from"):
        fold(None, seen(execution_ms=execution_ms), key=KEY, now=NOON)


@pytest.mark.parametrize("rate", [0.0, -0.1, 1.1, nan])
def test_a_rate_outside_its_range_is_refused(rate: float) -> None:
    with pytest.raises(ValueError, match="learning rate"):
        learn(None, 1.0, rate=rate)


def test_a_trial_counts_in_all_its_category_its_difficulty_and_both() -> None:
    assert scopes(category="strings", difficulty="easy") == (
        "all",
        "category:strings",
        "difficulty:easy",
        "cell:strings/easy",
    )
