"""Laws of what is learnt and told, tried on many made-up histories."""

from random import Random
from statistics import NormalDist, fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training.allocation import draw_strategy
from training.compare import ComparisonWord, compare
from training.permutation import chances_of_groups
from training.profiles import learn, learnt_of
from training.recommend import posterior
from training.statistics import (
    clustered_interval,
    difference_of_means,
    difference_of_rates,
    mean_interval,
    rate_interval,
    wilson_interval,
)

ROUNDS = 10_000
SIZES_OF_CATEGORIES = (7, 6, 5, 5, 5, 4, 4, 4, 4, 4, 3, 3, 3, 3)  # the built-in ones
values = st.floats(0, 100)
rates = st.floats(0.01, 1.0)


@given(st.lists(values, min_size=1, max_size=30), values, rates)
def test_an_average_that_learns_stays_between_what_it_was_and_what_was_seen(
    before: list[float], value: float, rate: float
) -> None:
    learnt = None
    for one in before:
        learnt = learn(learnt, one, rate=rate)
    assert learnt is not None
    after = learn(learnt, value, rate=rate).ema
    assert min(learnt.ema, value) <= after <= max(learnt.ema, value)


@given(values, rates, st.integers(1, 40))
def test_what_is_always_the_same_is_learnt_as_it_is(value: float, rate: float, n: int) -> None:
    learnt = None
    for _ in range(n):
        learnt = learn(learnt, value, rate=rate)
    assert learnt is not None
    assert (learnt.ema, learnt.n) == (value, n)
    assert learnt.mean == pytest.approx(value)


@given(st.lists(values, min_size=2, max_size=12), st.randoms(use_true_random=False))
def test_the_mean_forgets_the_order_that_the_moving_average_keeps(seen: list[float], random: Random) -> None:
    mixed = list(seen)
    random.shuffle(mixed)
    one, other = learnt_of(seen), learnt_of(mixed)
    assert one.mean == pytest.approx(other.mean, abs=1e-9)
    assert one.spread == pytest.approx(other.spread, abs=1e-6)
    # what came last weighs most: swapping the last two moves the average towards the one that is now last
    swapped = [*seen[:-2], seen[-1], seen[-2]]
    if len(seen) > 2:
        moved = _ema(swapped) - _ema(seen)
        assert moved == pytest.approx(0.4 * 0.4 * (seen[-2] - seen[-1]), abs=1e-9)


def _ema(seen: list[float]) -> float:
    learnt = None
    for value in seen:
        learnt = learn(learnt, value, rate=0.4)
    assert learnt is not None
    return learnt.ema


@pytest.mark.parametrize(("rate", "n"), [(0.5, 20), (0.9, 20), (0.1, 60), (0.3, 10)])
def test_wilson_intervals_hold_the_rate_about_as_often_as_they_say(rate: float, n: int) -> None:
    random = Random(1)  # noqa: S311 - repeatable on purpose
    held = 0
    for _ in range(ROUNDS):
        interval = wilson_interval(sum(random.random() < rate for _ in range(n)), n)
        assert interval is not None
        held += interval.low <= rate <= interval.high
    # a rate's own steps make it wander about 95 %: Agresti and Coull (1998) show 0.93 to 0.98 at these n
    assert 0.92 < held / ROUNDS < 0.985


@pytest.mark.parametrize(("tasks", "repeats"), [(10, 10), (20, 5), (60, 3)])
@pytest.mark.parametrize("alike", [(0.3, 0.3), (2.0, 2.0), (0.9, 0.3)])
def test_intervals_of_a_rate_hold_it_where_tasks_are_repeated(
    tasks: int, repeats: int, alike: tuple[float, float]
) -> None:
    random = Random(7)  # noqa: S311 - repeatable on purpose
    rate = alike[0] / sum(alike)
    rounds = 400
    held = plain = 0
    for _ in range(rounds):
        luck = [random.betavariate(*alike) for _ in range(tasks)]
        counts = [(sum(random.random() < mine for _ in range(repeats)), repeats) for mine in luck]
        by_task = rate_interval(counts)
        independent = wilson_interval(sum(passed for passed, _ in counts), tasks * repeats)
        assert by_task is not None
        assert independent is not None
        held += by_task.low <= rate <= by_task.high
        plain += independent.low <= rate <= independent.high
    assert held / rounds > 0.92  # 0.95 less thrice its standard error
    assert plain < held


def test_intervals_of_a_rate_are_not_much_too_wide_where_tasks_are_alike() -> None:
    random = Random(8)  # noqa: S311 - repeatable on purpose
    wider = []
    for _ in range(200):
        counts = [(sum(random.random() < 0.6 for _ in range(3)), 3) for _ in range(60)]
        by_task, plain = rate_interval(counts), wilson_interval(sum(passed for passed, _ in counts), 180)
        assert by_task is not None
        assert plain is not None
        wider.append((by_task.high - by_task.low) / (plain.high - plain.low))
    assert fmean(wider) < 1.12


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=12))
def test_a_rate_lies_within_its_own_interval_and_that_within_0_to_1(counts: list[tuple[int, int]]) -> None:
    by_task = [(passed, passed + failed) for passed, failed in counts if passed + failed]
    found = rate_interval(by_task)
    if found is None:
        assert not by_task
        return
    rate = sum(passed for passed, _ in by_task) / sum(n for _, n in by_task)
    assert 0 <= found.low <= rate <= found.high <= 1


def test_intervals_of_a_mean_hold_it_in_95_of_100_cases() -> None:
    random = Random(2)  # noqa: S311 - repeatable on purpose
    held = 0
    for _ in range(ROUNDS):
        interval = mean_interval(learnt_of([random.gauss(50, 12) for _ in range(8)]))
        assert interval is not None
        held += interval.low <= 50 <= interval.high
    assert held / ROUNDS == pytest.approx(0.95, abs=0.01)


def test_clustered_intervals_hold_where_repeats_share_their_tasks_luck() -> None:
    random = Random(3)  # noqa: S311 - repeatable on purpose
    clustered = plain = 0
    for _ in range(ROUNDS // 4):
        tasks = [random.gauss(50, 15) for _ in range(10)]
        scores = [[random.gauss(task, 5) for _ in range(6)] for task in tasks]
        by_task = clustered_interval([fmean(found) for found in scores])
        alike = mean_interval(learnt_of([score for found in scores for score in found]))
        assert by_task is not None
        assert alike is not None
        clustered += by_task.low <= 50 <= by_task.high
        plain += alike.low <= 50 <= alike.high
    assert clustered / (ROUNDS // 4) == pytest.approx(0.95, abs=0.02)
    assert plain / (ROUNDS // 4) < 0.75  # which is why scores are clustered


def test_differences_of_rates_and_of_means_hold_the_truth() -> None:
    random = Random(4)  # noqa: S311 - repeatable on purpose
    rates_held = means_held = 0
    for _ in range(ROUNDS // 4):
        ours, theirs = (sum(random.random() < rate for _ in range(30)) for rate in (0.6, 0.4))
        difference = difference_of_rates(ours, 30, theirs, 30)
        rates_held += difference.low <= 0.2 <= difference.high
        one = learnt_of([random.gauss(60, 5) for _ in range(12)])
        other = learnt_of([random.gauss(50, 20) for _ in range(9)])
        found = difference_of_means(one, other)
        assert found is not None
        means_held += found.low <= 10 <= found.high
    assert rates_held / (ROUNDS // 4) == pytest.approx(0.95, abs=0.02)
    assert means_held / (ROUNDS // 4) == pytest.approx(0.95, abs=0.02)


def test_a_paired_comparison_of_equal_sides_errs_as_often_as_its_level_says() -> None:
    random = Random(5)  # noqa: S311 - repeatable on purpose
    rounds = ROUNDS // 4
    wrong = 0
    for _ in range(rounds):
        luck = {str(task): random.gauss(50, 20) for task in range(12)}
        ours, theirs = ({task: [random.gauss(mean, 6) for _ in range(2)] for task, mean in luck.items()} for _ in "ab")
        wrong += compare(ours, theirs).word is not ComparisonWord.NO_DIFFERENCE
    assert wrong / rounds == pytest.approx(0.05, abs=0.015)


def test_what_would_settle_a_comparison_does_settle_it() -> None:
    random = Random(6)  # noqa: S311 - repeatable on purpose
    needed = []
    for _ in range(200):
        sample = {str(task): [random.gauss(4, 10)] for task in range(40)}
        found = compare(sample, {task: [0.0] for task in sample})
        needed.append(found.tasks_needed or 0)
    normal = NormalDist()
    theory = ((normal.inv_cdf(0.975) + normal.inv_cdf(0.8)) * 10 / 4) ** 2
    told = sorted(needed)[100]
    assert told == pytest.approx(theory, rel=0.35)
    settled = 0
    for _ in range(400):
        sample = {str(task): [random.gauss(4, 10)] for task in range(round(theory))}
        settled += compare(sample, {task: [0.0] for task in sample}).word is ComparisonWord.LEFT
    assert settled / 400 == pytest.approx(0.8, abs=0.08)


def test_thompson_sampling_finds_the_better_arm_with_little_regret() -> None:
    """For two arms of 0.7 and 0.5 the bound of Agrawal and Goyal (2012) grows with the logarithm of the rounds."""
    arms = {"good": 0.7, "poor": 0.5}
    regrets = {200: 0.0, 800: 0.0}
    for seed in range(60):
        random = Random(seed)  # noqa: S311 - repeatable on purpose
        counts = dict.fromkeys(arms, (0, 0))
        regret = 0.0
        for step in range(1, 801):
            name = draw_strategy(counts, random)
            won = random.random() < arms[name]
            passed, failed = counts[name]
            counts[name] = (passed + won, failed + (not won))
            regret += arms["good"] - arms[name]
            if step in regrets:
                regrets[step] += regret / 60
        assert max(counts, key=lambda one: sum(counts[one])) == "good"
    # even shares would lose 0.1 a round: 20 after 200 rounds, and 80 after 800
    assert regrets[200] < 12
    assert regrets[800] < 20
    assert regrets[800] - regrets[200] < regrets[200] * 1.5


def test_backing_off_brings_a_thin_belief_nearer_to_the_truth() -> None:
    random = Random(8)  # noqa: S311 - repeatable on purpose
    alone = helped = 0.0
    for _ in range(500):
        base = random.betavariate(6, 4)
        rate = min(1.0, max(0.0, random.gauss(base, 0.1)))
        seen = sum(random.random() < rate for _ in range(3))
        wide = sum(random.random() < base for _ in range(60))
        helped += (posterior([(wide + seen, 63), (seen, 3)]).mean - rate) ** 2
        alone += (posterior([(seen, 3)]).mean - rate) ** 2
    assert helped < alone * 0.7


@settings(max_examples=200)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=3))
def test_a_belief_is_always_a_rate_within_its_own_interval(levels: list[tuple[int, int]]) -> None:
    nested: list[tuple[int, int]] = []
    passed = trials = 0
    for more_passed, more_failed in levels:
        passed, trials = passed + more_passed, trials + more_passed + more_failed
        nested.insert(0, (passed, trials))
    believed = posterior(nested)
    assert 0 < believed.mean < 1
    assert believed.interval.low <= believed.mean <= believed.interval.high


def test_groups_that_are_alike_are_told_apart_no_oftener_than_the_level_says() -> None:
    random = Random(9)  # noqa: S311 - repeatable on purpose
    rounds = 200
    wrong = 0
    for _ in range(rounds):
        groups = {
            f"group {number}": [float(random.random() < 0.6) for _ in range(size)]
            for number, size in enumerate(SIZES_OF_CATEGORIES)
        }
        wrong += min(chances_of_groups(groups).values()) <= 0.05
    assert wrong / rounds <= 0.09  # 0.05 and twice its standard error


def test_a_group_that_is_another_is_told_apart() -> None:
    groups = {"hard": [0.0] * 6, **{f"group {number}": [1.0, 1.0, 0.0, 1.0, 1.0] for number in range(8)}}
    chances = chances_of_groups(groups)
    assert chances["hard"] < 0.01
    assert min(chance for name, chance in chances.items() if name != "hard") > 0.2


@pytest.mark.parametrize("groups", [{}, {"one": [1.0, 0.0]}, {"one": [1.0], "none": []}])
def test_it_takes_two_groups_to_differ(groups: dict[str, list[float]]) -> None:
    assert chances_of_groups(groups) == {}


def test_groups_without_any_spread_are_alike() -> None:
    assert chances_of_groups({"one": [1.0] * 5, "other": [1.0] * 5}) == {"one": 1.0, "other": 1.0}
