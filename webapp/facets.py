"""Filters of the catalogue, as they stand in an address."""

import re
from collections.abc import Iterable, Mapping

from training.model.tasks import Task

_FACETS = ("category", "difficulty", "kind", "source")
TEXT = "q"


def read_filters(arguments: Mapping[str, str], names: Iterable[str] = _FACETS) -> dict[str, str]:
    """Return the filters that an address sets."""
    return {name: arguments[name] for name in (*names, TEXT) if arguments.get(name)}


def matching(tasks: Iterable[Task], filters: Mapping[str, str]) -> tuple[Task, ...]:
    """Return the tasks that match every filter; a text matches where each of its words is in title, id or prompt."""
    words = filters.get(TEXT, "").lower().split()
    wanted = [(name, value) for name, value in filters.items() if name != TEXT]
    return tuple(
        task
        for task in tasks
        if all(facet_of(task, name) == value for name, value in wanted) and all(word in _said(task) for word in words)
    )


def facet_of(task: Task, name: str) -> str:
    """Return a task's value of a facet; of a source only the collection, since what follows names the single task."""
    value = str(getattr(task, name))
    return re.split(r":| \d", value)[0] if name == "source" else value


def _said(task: Task) -> str:
    return f"{task.title} {task.id} {task.prompt}".lower()


def facets(tasks: Iterable[Task]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return each filter with the values that some task has; difficulties from easy to hard."""
    every = tuple(tasks)
    orders = {"difficulty": ("easy", "medium", "hard")}
    return tuple((name, _values(every, name, orders.get(name, ()))) for name in _FACETS)


def _values(tasks: tuple[Task, ...], name: str, order: tuple[str, ...]) -> tuple[str, ...]:
    values = {facet_of(task, name) for task in tasks}
    return tuple(sorted(values, key=lambda value: (order.index(value) if value in order else 0, value)))
