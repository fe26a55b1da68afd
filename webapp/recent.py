"""What is read from files at most once a second: a page asks for tasks several times, and fifty pages a second may."""

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Generic, TypeVar

from training.model.strategies import Strategy
from training.model.tasks import Task
from training.strategies import StrategyBook
from training.tasks import Catalogue

SECONDS = 1.0
Value = TypeVar("Value")


class Recent(Generic[Value]):
    """A value that is read anew once it is older than `SECONDS`."""

    def __init__(self, read: Callable[[], Value], *, clock: Callable[[], float] = time.monotonic) -> None:
        self._read = read
        self._clock = clock
        self._kept: tuple[float, Value] | None = None

    def get(self) -> Value:
        """Return the value."""
        kept, now = self._kept, self._clock()
        if kept is None or now - kept[0] > SECONDS:
            kept = self._kept = (now, self._read())
        return kept[1]


class RecentCatalogue(Catalogue):
    """The catalogue, looked through at most once a second."""

    def __init__(self, extra_dirs: Iterable[Path] = ()) -> None:
        super().__init__(extra_dirs)
        self._recent = Recent(super().all)

    def all(self) -> tuple[Task, ...]:
        """Return every task, by id."""
        return self._recent.get()

    def get(self, task_id: str) -> Task:
        """Return the task of that id; one that came just now is found too.

        Raises:
            UnknownTaskError: there is none.
        """
        found = next((task for task in self.all() if task.id == task_id), None)
        return found if found is not None else super().get(task_id)


class RecentStrategies(StrategyBook):
    """The strategies, whose files are read at most once a second."""

    def __init__(self, extra_dirs: Iterable[Path] = (), *, own: Callable[[], Iterable[Strategy]]) -> None:
        super().__init__(extra_dirs, own=own)
        self._recent = Recent(super().in_files)

    def in_files(self) -> tuple[Strategy, ...]:
        """Return the strategies that are files, by name."""
        return self._recent.get()
