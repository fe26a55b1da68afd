"""What is built in."""

from collections import Counter

from training.model.tasks import Difficulty, TaskKind
from training.tasks import Catalogue

CATEGORIES = {
    "algorithms", "async", "data structures", "dates", "dynamic programming", "error handling", "graphs", "http",
    "numbers", "parsing", "refactoring", "state machines", "streams", "strings",
}  # fmt: skip


def test_twenty_tasks_of_each_difficulty() -> None:
    assert Counter(task.difficulty for task in Catalogue().all()) == dict.fromkeys(Difficulty, 20)


def test_half_of_the_tasks_are_programs_to_mend() -> None:
    assert Counter(task.kind for task in Catalogue().all()) == dict.fromkeys(TaskKind, 30)


def test_every_category_has_several_tasks() -> None:
    counts = Counter(task.category for task in Catalogue().all())
    assert set(counts) == CATEGORIES
    assert min(counts.values()) >= 3


def test_all_are_our_own_work() -> None:
    assert {(task.source, task.licence) for task in Catalogue().all()} == {("built-in", None)}
