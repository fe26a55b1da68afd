from random import Random

import pytest

from training.compare import ComparisonWord, compare, tasks_needed


def sides(differences: list[float]) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    left = {f"task-{number}": [0.5 + difference] for number, difference in enumerate(differences)}
    return left, {name: [0.5] for name in left}


def test_a_clear_difference_is_said_and_turns_with_the_sides() -> None:
    left, right = sides([0.3, 0.2, 0.4, 0.3, 0.25, 0.35])
    assert compare(left, right).word is ComparisonWord.LEFT
    assert compare(right, left).word is ComparisonWord.RIGHT


def test_only_tasks_that_both_did_are_compared() -> None:
    left, right = sides([0.1] * 6)
    comparison = compare({**left, "mine": [1.0]}, {**right, "yours": [0.0]})
    assert len(comparison.pairs) == 6


def test_few_tasks_say_nothing_however_many_repeats() -> None:
    assert compare({"a": [1.0] * 1000}, {"a": [0.0] * 1000}).word is ComparisonWord.NOT_ENOUGH


def test_equal_sides_show_no_difference_and_no_number_of_tasks_would_settle_it() -> None:
    comparison = compare(*sides([0.0] * 8))
    assert comparison.word is ComparisonWord.NO_DIFFERENCE
    assert comparison.tasks_needed is None
    assert comparison.discordant == ()


def test_discordant_tasks_come_with_the_largest_difference_first() -> None:
    comparison = compare(*sides([0.0, 0.1, -0.4, 0.0, 0.2]))
    assert [pair.task_id for pair in comparison.discordant] == ["task-2", "task-4", "task-1"]


def test_an_undecided_comparison_says_how_many_tasks_would_settle_it() -> None:
    comparison = compare(*sides([0.5, -0.4, 0.6, -0.3, 0.2, -0.1]))
    assert comparison.word is ComparisonWord.NO_DIFFERENCE
    assert comparison.tasks_needed is not None
    assert comparison.tasks_needed > 6


def test_a_difference_of_half_a_deviation_takes_32_tasks() -> None:
    assert tasks_needed(0.5, 1.0) == 32


@pytest.mark.parametrize("repeats", [1, 8])
def test_equal_sides_are_told_apart_no_oftener_than_the_level_says(repeats: int) -> None:
    random, wrong, times = Random(4), 0, 1500  # noqa: S311 - repeatable on purpose
    for _ in range(times):
        rates = [random.random() for _ in range(12)]

        def a_side() -> dict[str, list[float]]:
            return {
                str(task): [float(random.random() < rate) for _ in range(repeats)]
                for task, rate in enumerate(rates)  # noqa: B023 - called at once
            }

        wrong += compare(a_side(), a_side()).word is not ComparisonWord.NO_DIFFERENCE
    assert wrong / times <= 0.065
