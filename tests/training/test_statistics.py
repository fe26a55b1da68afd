from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, t

from training.model.profiles import Learnt
from training.profiles import learn
from training.statistics import effective_sample, mean_interval, rate_interval, t_quantile, wilson_interval


@given(st.integers(0, 200), st.integers(1, 200))
def test_wilsons_interval_holds_the_rate_and_stays_within_0_and_1(passed: int, n: int) -> None:
    passed = min(passed, n)
    found = wilson_interval(passed, n)
    assert found is not None
    assert -1e-12 <= found.low <= passed / n + 1e-12
    assert passed / n - 1e-12 <= found.high <= 1 + 1e-12


def test_wilsons_interval_agrees_with_the_published_example() -> None:
    # Newcombe 1998 (Statistics in Medicine 17), table I: 81 of 263
    found = wilson_interval(81, 263)
    assert found is not None
    assert (round(found.low, 4), round(found.high, 4)) == (0.2553, 0.3662)


@pytest.mark.parametrize(("passed", "n"), [(0, 1), (1, 1), (0, 14), (7, 14), (13, 14), (385, 1000)])
def test_wilsons_interval_is_scipys(passed: int, n: int) -> None:
    found, expected = wilson_interval(passed, n), binomtest(passed, n).proportion_ci(method="wilson")
    assert found is not None
    assert (found.low, found.high) == (pytest.approx(expected.low), pytest.approx(expected.high))


@pytest.mark.parametrize("degrees", [1, 2, 5, 13, 100])
def test_students_quantile_is_scipys(degrees: int) -> None:
    assert t_quantile(0.975, degrees=degrees) == pytest.approx(t.ppf(0.975, degrees))


def test_nothing_seen_gives_no_interval() -> None:
    assert wilson_interval(0, 0) is None
    assert mean_interval(Learnt(ema=1.0, n=1, mean=1.0, spread=0.0)) is None


@pytest.mark.parametrize(("passed", "n"), [(2, 1), (-1, 1)])
def test_a_rate_that_is_none_is_refused(passed: int, n: int) -> None:
    with pytest.raises(ValueError, match="no rate"):
        wilson_interval(passed, n)


def test_an_average_of_rate_four_tenths_is_worth_four_observations() -> None:
    assert effective_sample(0.4) == pytest.approx(4.0)


def test_students_interval_holds_the_truth_as_often_as_it_says() -> None:
    random, held, times = Random(1), 0, 2000  # noqa: S311 - repeatable on purpose
    for _ in range(times):
        learnt = None
        for _ in range(8):
            learnt = learn(learnt, random.gauss(50, 10), rate=0.4)
        assert learnt is not None
        found = mean_interval(learnt)
        assert found is not None
        held += found.low <= 50 <= found.high
    assert held / times == pytest.approx(0.95, abs=0.015)


def test_wilsons_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    random, held, times = Random(2), 0, 10_000  # noqa: S311 - repeatable on purpose
    known = {passed: wilson_interval(passed, 20) for passed in range(21)}
    for _ in range(times):
        found = known[sum(random.random() < 0.3 for _ in range(20))]
        assert found is not None
        held += found.low <= 0.3 <= found.high
    assert held / times == pytest.approx(0.95, abs=0.03)


@pytest.mark.parametrize("passed", [0, 7, 20])
def test_tasks_that_were_tried_once_each_have_wilsons_interval(passed: int) -> None:
    by_task = [(1, 1)] * passed + [(0, 1)] * (20 - passed)
    assert rate_interval(by_task) == wilson_interval(passed, 20)


def test_repeats_that_all_came_to_the_same_tell_no_more_than_their_tasks() -> None:
    found, once = rate_interval([(10, 10)] * 6), wilson_interval(6, 6)
    assert found is not None
    assert once is not None
    assert found.high == 1.0
    assert found.low < once.low


def test_a_rate_of_one_task_says_next_to_nothing_of_others() -> None:
    found = rate_interval([(50, 100)])
    assert found is not None
    assert found.high - found.low > 0.9


def test_a_rate_of_nothing_and_one_that_can_not_be_have_no_interval() -> None:
    assert rate_interval([]) is None
    with pytest.raises(ValueError, match="passed"):
        rate_interval([(3, 2)])
