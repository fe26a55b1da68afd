"""All strategies that there are: the built-in ones, those in a team's folders, and those that a team made here."""

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from pathlib import Path

from training.errors import StrategyFileError, UnknownStrategyError
from training.model.strategies import Strategy
from training.strategies.files import read_strategy

BUILT_IN = Path(__file__).parent / "builtin"


class StrategyBook:
    """Strategies by name, read on each call, so that an edit shows at once. `own` gives those that no file holds.

    Where a file comes to have the name of one made here, the file counts: whoever put it there meant it.
    """

    def __init__(
        self, extra_dirs: Iterable[Path] = (), *, own: Callable[[], Iterable[Strategy]] = tuple[Strategy]
    ) -> None:
        self._folders = (BUILT_IN, *extra_dirs)
        self._own = own

    def all(self) -> tuple[Strategy, ...]:
        """Return every strategy, by name.

        Raises:
            StrategyFileError: a folder or file can't be used as it is.
        """
        in_files = self.in_files()
        names = {strategy.name for strategy in in_files}
        own = (strategy for strategy in self._own() if strategy.name not in names)
        return tuple(sorted((*in_files, *own), key=lambda strategy: strategy.name))

    def in_files(self) -> tuple[Strategy, ...]:
        """Return the strategies that are files, by name. Those can be copied here, and are edited where they are.

        Raises:
            StrategyFileError: a folder or file can't be used as it is.
        """
        found: dict[str, tuple[Strategy, Path]] = {}
        for path in (path for folder in self._folders for path in _files(folder)):
            strategy = read_strategy(path)
            if strategy.name in found:
                raise StrategyFileError(
                    f"{path}: the name {strategy.name!r} is taken by {found[strategy.name][1]}. Rename the file."
                )
            found[strategy.name] = (strategy, path)
        return tuple(strategy for _, (strategy, _) in sorted(found.items()))

    def get(self, name: str) -> Strategy:
        """Return the strategy of that name.

        Raises:
            UnknownStrategyError: there is none; the message lists what there is.
            StrategyFileError: a folder or file can't be used as it is.
        """
        strategies = {strategy.name: strategy for strategy in self.all()}
        if name not in strategies:
            raise UnknownStrategyError(_unknown(name, tuple(strategies)))
        return strategies[name]


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise StrategyFileError(f"{folder} is no folder. Make it, or take it out of the strategy folders.")
    return sorted(folder.glob("*.toml"))


def _unknown(name: str, names: tuple[str, ...]) -> str:
    close = get_close_matches(name, names, n=2)
    hint = f"Did you mean {' or '.join(close)}?" if close else f"There are {', '.join(names)}."
    return f"No strategy is called {name!r}. {hint}"
