"""Turns what a person typed into tasks and strategies."""

from fnmatch import fnmatchcase

from training.errors import UnknownTaskError
from training.model.strategies import Strategy
from training.model.tasks import Task
from training.strategies import StrategyBook
from training.tasks import Catalogue

ALL = "all"
TASKS_HELP = "all, ids, patterns as in 'tide-*', category:X, difficulty:X or kind:X, by commas."
_FACETS = ("category", "difficulty", "kind")


def choose_tasks(wanted: str, catalogue: Catalogue) -> tuple[Task, ...]:
    """Return tasks by `all`, by ids, by patterns of ids as in `*-bug-*`, or by category:X, difficulty:X, kind:X.

    Several are parted by commas; a task that more than one of them names is there once.

    Raises:
        UnknownTaskError: a name that stands for no task.
    """
    chosen: dict[str, Task] = {}
    for word in _words(wanted):
        chosen.update((task.id, task) for task in _tasks(word, catalogue))
    return tuple(chosen.values())


def choose_strategies(wanted: str, book: StrategyBook) -> tuple[Strategy, ...]:
    """Return strategies by `all` or by names parted by commas.

    Raises:
        UnknownStrategyError: a name that stands for no strategy.
    """
    if wanted == ALL:
        return book.all()
    return tuple({name: book.get(name) for name in _words(wanted)}.values())


def _words(wanted: str) -> list[str]:
    return [word.strip() for word in wanted.split(",") if word.strip()]


def _tasks(word: str, catalogue: Catalogue) -> tuple[Task, ...]:
    if word == ALL:
        return catalogue.all()
    facet, separator, value = word.partition(":")
    if not separator:
        return _like(word, catalogue) if "*" in word else (catalogue.get(word),)
    if facet not in _FACETS:
        raise UnknownTaskError(
            f"{word!r} is no choice of tasks. Use all, ids, a pattern of ids, or "
            f"{', '.join(f'{f}:NAME' for f in _FACETS)}."
        )
    found = tuple(task for task in catalogue.all() if getattr(task, facet) == value)
    if not found:
        there = ", ".join(sorted({str(getattr(task, facet)) for task in catalogue.all()}))
        raise UnknownTaskError(f"No task has the {facet} {value!r}. There are {there}.")
    return found


def _like(pattern: str, catalogue: Catalogue) -> tuple[Task, ...]:
    found = tuple(task for task in catalogue.all() if fnmatchcase(task.id, pattern))
    if not found:
        raise UnknownTaskError(f"No task's id is like {pattern!r}.")
    return found
