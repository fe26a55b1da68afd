"""Filters of the catalogue, as they stand in an address."""

from collections.abc import Iterable, Mapping
from operator import attrgetter

from training.model.tasks import Task

_FACETS = ("category", "difficulty", "kind")


def read_filters(arguments: Mapping[str, str], names: Iterable[str] = _FACETS) -> dict[str, str]:
    """Return the filters that an address sets."""
    return {name: arguments[name] for name in names if arguments.get(name)}


def matching(tasks: Iterable[Task], filters: Mapping[str, str]) -> tuple[Task, ...]:
    """Return the tasks that match every filter."""
    return tuple(task for task in tasks if all(str(getattr(task, name)) == value for name, value in filters.items()))


def facets(tasks: Iterable[Task]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return each filter with the values that some task has; difficulties from easy to hard."""
    every = tuple(tasks)
    orders = {"difficulty": ("easy", "medium", "hard")}
    return tuple((name, _values(every, name, orders.get(name, ()))) for name in _FACETS)


def _values(tasks: tuple[Task, ...], name: str, order: tuple[str, ...]) -> tuple[str, ...]:
    values = {str(value) for value in map(attrgetter(name), tasks)}
    return tuple(sorted(values, key=lambda value: (order.index(value) if value in order else 0, value)))
