"""Laws of alerts: how seldom a rule is raised without cause, and how soon it is raised with one."""

from collections.abc import Callable
from random import Random
from statistics import median

import pytest

from training.alerts import judge
from training.model.alerts import AlertRule, Watched
from training.statistics import bounded_mean_interval, exact_interval

LOOKS = 500


def a_rule(threshold: float, *, window: int, measure: Watched = Watched.SUCCESS) -> AlertRule:
    return AlertRule(
        team="a", agent="b", strategy_name="c", threshold=threshold, window=window, measure=measure, raised=False
    )


def first_raised(rule: AlertRule, values: list[float], *, start: int = 0) -> int | None:
    """Return how many trials after `start` a rule is raised that looks after each of them, None for never."""
    for n in range(start + 1, len(values) + 1):
        if judge(rule, values[max(0, n - rule.window) : n]).raised:
            return n - start
    return None


@pytest.mark.parametrize(("rate", "window"), [(0.5, 30), (0.9, 8), (0.7, 50)])
def test_500_looks_at_what_is_as_good_as_the_threshold_seldom_raise_a_rule(rate: float, window: int) -> None:
    random = Random(1)  # noqa: S311 - repeatable on purpose
    rule, rounds = a_rule(rate, window=window), 60
    wrong = sum(
        first_raised(rule, [float(random.random() < rate) for _ in range(LOOKS)]) is not None for _ in range(rounds)
    )
    assert wrong / rounds <= 0.05


@pytest.mark.parametrize(("rate", "trials"), [(0.5, 125), (0.3, 45)])
def test_a_real_fall_is_raised_soon(rate: float, trials: int) -> None:
    random = Random(2)  # noqa: S311 - repeatable on purpose
    rule = a_rule(0.7, window=50)
    found = []
    for _ in range(40):
        before = [float(random.random() < 0.8) for _ in range(50)]
        after = [float(random.random() < rate) for _ in range(600)]
        found.append(first_raised(rule, before + after, start=50) or 600)
    assert median(found) < trials


def test_a_score_that_falls_to_nothing_is_raised_though_it_does_not_scatter() -> None:
    rule = a_rule(60.0, window=50, measure=Watched.SCORE)
    assert (first_raised(rule, [0.0] * 50) or 50) < 20


@pytest.mark.parametrize(
    "draw",
    [
        lambda random: float(random.random() < 0.1),
        lambda random: 0.9 if random.random() < 0.95 else 0.0,
        lambda random: random.betavariate(2, 5),
        lambda _: 0.4,
    ],
)
def test_an_interval_of_a_bounded_mean_holds_it_whatever_the_values(draw: Callable[[Random], float]) -> None:
    random = Random(3)  # noqa: S311 - repeatable on purpose
    truth = sum(draw(random) for _ in range(50_000)) / 50_000
    held = 0
    for _ in range(150):
        found = bounded_mean_interval([draw(random) for _ in range(20)], confidence=0.8)
        held += found.low - 0.005 <= truth <= found.high + 0.005
    assert held / 150 >= 0.8


@pytest.mark.parametrize("rate", [0.02, 0.3, 0.5, 0.95])
def test_an_exact_interval_holds_at_least_as_often_as_it_says(rate: float) -> None:
    random = Random(4)  # noqa: S311 - repeatable on purpose
    held = 0
    for _ in range(2000):
        found = exact_interval(sum(random.random() < rate for _ in range(25)), 25, confidence=0.9)
        held += found.low <= rate <= found.high
    assert held / 2000 >= 0.89
