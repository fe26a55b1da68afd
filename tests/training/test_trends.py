from array import array
from math import inf, nan
from random import Random

import pytest

from training.trends import TrendWord, trend_of, trend_within_tasks


def test_what_rises_is_improving_and_for_times_declining() -> None:
    rising = [float(number) + number % 3 for number in range(20)]
    assert trend_of(rising).word is TrendWord.IMPROVING
    assert trend_of(rising, higher_is_better=False).word is TrendWord.DECLINING
    assert trend_of(list(reversed(rising))).word is TrendWord.DECLINING


def test_too_little_gives_no_word_and_no_numbers() -> None:
    trend = trend_of([1.0, 2.0, 3.0])
    assert (trend.word, trend.slope, trend.interval, trend.earlier) == (TrendWord.NOT_ENOUGH, None, None, None)
    assert trend_of([]).word is TrendWord.NOT_ENOUGH


@pytest.mark.parametrize("value", [0.0, 1 / 3, 100.0])
def test_what_never_changes_has_no_trend(value: float) -> None:
    trend = trend_of([value] * 30)
    assert trend.word is TrendWord.NO_CHANGE
    assert trend.earlier == pytest.approx(trend.later)


def test_noise_is_called_a_change_no_oftener_than_its_level_says() -> None:
    random = Random(3)  # noqa: S311 - repeatable on purpose
    words = [trend_of([float(random.random() < 0.5) for _ in range(40)]).word for _ in range(2000)]
    assert 1 - words.count(TrendWord.NO_CHANGE) / len(words) == pytest.approx(0.05, abs=0.015)


@pytest.mark.parametrize("bad", [nan, inf, -inf])
def test_a_value_that_is_not_finite_is_refused(bad: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        trend_of([1.0] * 20 + [bad])


def test_ten_million_values_are_one_trend() -> None:
    values = array("d", bytes(8 * 10_000_000))
    values[-1] = 1.0
    whole = trend_of(values, most=len(values))
    assert (whole.n, whole.word) == (10_000_000, TrendWord.NO_CHANGE)
    assert whole.interval is not None
    assert whole.interval.low < 0 < whole.interval.high
    assert trend_of(values).n == 1000


def test_tiny_changes_are_told_from_rounding() -> None:
    assert trend_of([1e-13 * number for number in range(50)]).word is TrendWord.IMPROVING


def test_the_halves_are_of_equal_size() -> None:
    trend = trend_of([0.0] * 6 + [9.0] + [1.0] * 6)
    assert (trend.earlier, trend.later) == (0.0, 1.0)


def test_of_several_trends_each_has_to_be_clearer() -> None:
    random = Random(3)  # noqa: S311 - repeatable on purpose
    rounds = [[float(random.random() < 0.5) for _ in range(40)] for _ in range(2000)]
    words = [trend_of(values, confidence=1 - 0.05 / 3).word for values in rounds]
    assert 1 - words.count(TrendWord.NO_CHANGE) / len(words) == pytest.approx(0.05 / 3, abs=0.008)


def test_an_unchanged_strategy_is_called_changing_no_oftener_where_its_tasks_change() -> None:
    random = Random(5)  # noqa: S311 - repeatable on purpose
    rates = {f"easy-{n}": 0.9 for n in range(20)} | {f"hard-{n}": 0.2 for n in range(20)}
    order = [task for kind in ("easy", "hard") for _ in range(3) for task in rates if task.startswith(kind)]
    rounds = [[(task, float(random.random() < rates[task])) for task in order] for _ in range(1000)]
    words = [trend_within_tasks(values).word for values in rounds]
    assert 1 - words.count(TrendWord.NO_CHANGE) / len(words) == pytest.approx(0.05, abs=0.02)
    plain = [trend_of([value for _, value in values]).word for values in rounds]
    assert plain.count(TrendWord.DECLINING) / len(plain) > 0.9  # which is why trends are told within tasks


def test_a_change_within_tasks_is_found_whatever_the_tasks() -> None:
    values = [(f"task-{n}", 10.0 * n + 5.0 * turn + n % 3) for turn in range(4) for n in range(10)]
    trend = trend_within_tasks(values)
    assert trend.word is TrendWord.IMPROVING
    assert trend.slope == pytest.approx(0.5)
    assert trend_within_tasks(values, higher_is_better=False).word is TrendWord.DECLINING


def test_tasks_that_were_tried_once_each_tell_of_no_trend() -> None:
    values = [(f"task-{n}", float(n > 20)) for n in range(40)]
    assert trend_within_tasks(values).word is TrendWord.OTHER_TASKS
    assert trend_within_tasks(values[:5]).word is TrendWord.NOT_ENOUGH


def test_repeats_of_one_task_have_its_plain_trend() -> None:
    values = [float(n % 4 + n / 9) for n in range(30)]
    within, plain = trend_within_tasks([("one", value) for value in values]), trend_of(values)
    assert within.slope == pytest.approx(plain.slope)
    assert within.interval is not None
    assert plain.interval is not None
    assert within.interval.low == pytest.approx(plain.interval.low, abs=0.02)
    assert within.earlier == pytest.approx(plain.earlier)


def test_one_task_that_failed_at_last_is_no_trend_beside_tasks_that_never_pass() -> None:
    values = [(f"task-{n}", float(n == 0 and turn < 3)) for turn in range(4) for n in range(6)]
    assert trend_within_tasks(values).word is TrendWord.NO_CHANGE


def test_tasks_that_come_to_the_same_make_no_trend_of_the_noise_of_others() -> None:
    random = Random(6)  # noqa: S311 - repeatable on purpose
    rates = {f"sure-{n}": 0.97 for n in range(20)} | {f"open-{n}": 0.5 for n in range(20)}
    order = [task for task in rates if task.startswith("sure") for _ in range(3)]
    order += [task for _ in range(3) for task in rates if task.startswith("open")]
    rounds = [[(task, float(random.random() < rates[task])) for task in order] for _ in range(1000)]
    words = [trend_within_tasks(values).word for values in rounds]
    assert 1 - words.count(TrendWord.NO_CHANGE) / len(words) == pytest.approx(0.05, abs=0.02)
