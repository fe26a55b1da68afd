"""Making, copying, editing and retiring a team's own strategies. Each save is a version of known origin."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from training.errors import StrategyFileError
from training.model.strategies import Strategy
from training.strategies.book import StrategyBook
from training.strategies.files import contents, make_strategy


class Shelf(Protocol):
    """Where own strategies are kept."""

    def save(self, strategy: Strategy, *, parent: str | None, by: str, now: datetime) -> bool:
        """Keep a strategy as the version that counts; return False where it is that already."""
        ...

    def current(self) -> tuple[Strategy, ...]:
        """Return the versions that count."""
        ...

    def retire(self, name: str, *, now: datetime) -> None:
        """Offer a strategy no more."""
        ...


class Workshop:
    """Changes strategies on behalf of `by`, at the time `now`."""

    def __init__(self, shelf: Shelf, book: StrategyBook, *, by: str, now: datetime) -> None:
        self._shelf, self._book, self._by, self._now = shelf, book, by, now

    def create(self, name: str, values: Mapping[str, Any]) -> Strategy:
        """Make a strategy from its fields' values.

        Raises:
            StrategyFileError: the name is taken, or a value can't be used.
        """
        self._refuse_taken(name)
        return self._saved(make_strategy(name, values, source="The strategy"), parent=None)

    def copy(self, name: str, new_name: str, changes: Mapping[str, Any]) -> Strategy:
        """Make a strategy from another one, with some values changed.

        Raises:
            UnknownStrategyError: there is none to copy.
            StrategyFileError: the new name is taken, or a value can't be used.
        """
        origin = self._book.get(name)
        self._refuse_taken(new_name)
        made = make_strategy(new_name, {**contents(origin), **changes}, source="The strategy")
        return self._saved(made, parent=origin.version)

    def edit(self, name: str, changes: Mapping[str, Any]) -> Strategy:
        """Change values of an own strategy, which makes a new version of it.

        Raises:
            UnknownStrategyError: there is none of that name.
            StrategyFileError: it is a file, which is edited as a file, or a value can't be used.
        """
        before = self._own(name)
        return self._saved(
            make_strategy(name, {**contents(before), **changes}, source="The strategy"), parent=before.version
        )

    def retire(self, name: str) -> None:
        """Offer an own strategy no more; what was learnt about it stays.

        Raises:
            UnknownStrategyError: there is none of that name.
            StrategyFileError: it is a file, which is removed as a file.
        """
        self._shelf.retire(self._own(name).name, now=self._now)

    def _own(self, name: str) -> Strategy:
        found = self._book.get(name)
        if found.name in {strategy.name for strategy in self._book.in_files()}:
            raise StrategyFileError(
                f"{name!r} is a file, built in or in a strategy folder. Edit the file, or copy it under another name."
            )
        return found

    def _refuse_taken(self, name: str) -> None:
        if name in {strategy.name for strategy in self._book.all()}:
            raise StrategyFileError(f"A strategy called {name!r} exists already. Choose another name, or edit it.")

    def _saved(self, strategy: Strategy, *, parent: str | None) -> Strategy:
        self._shelf.save(strategy, parent=parent, by=self._by, now=self._now)
        return strategy
