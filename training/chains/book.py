"""The chains that there are: those that come with the program, and those that a team saved."""

from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Protocol

from training.chains.errors import UnknownChainError
from training.chains.files import read_chain
from training.model.batches import DEFAULT_TEAM
from training.model.chains import Chain, SavedChain

BUILT_IN = Path(__file__).parent / "builtin"


class Shelf(Protocol):
    """Where saved versions are kept."""

    def versions(self, name: str, *, team: str) -> tuple[SavedChain, ...]:
        """Return every saved version of a chain, newest first."""
        ...

    def newest(self, *, team: str) -> tuple[SavedChain, ...]:
        """Return the newest saved version of every chain."""
        ...


class ChainBook:
    """Chains by name. A team's own version of a ready-made chain goes before it."""

    def __init__(self, shelf: Shelf, *, team: str = DEFAULT_TEAM) -> None:
        self._shelf, self._team = shelf, team

    def all(self) -> tuple[SavedChain, ...]:
        """Return the newest version of every chain, by name."""
        found = {saved.chain.name: saved for saved in (*ready_made(), *self._shelf.newest(team=self._team))}
        return tuple(found[name] for name in sorted(found))

    def versions(self, name: str) -> tuple[SavedChain, ...]:
        """Return every version of a chain, newest first, the ready-made one last.

        Raises:
            UnknownChainError: there is none of that name.
        """
        own = tuple(saved for saved in ready_made() if saved.chain.name == name)
        found = (*self._shelf.versions(name, team=self._team), *own)
        if not found:
            raise UnknownChainError(_unknown(name, [saved.chain.name for saved in self.all()]))
        return found

    def get(self, name: str, version: str | None = None) -> Chain:
        """Return a chain, the newest version of it unless one is named by its first digits.

        Raises:
            UnknownChainError: there is none of that name, or of that version.
        """
        found = self.versions(name)
        for saved in found:
            if version is None or saved.chain.version.startswith(version):
                return saved.chain
        there = ", ".join(saved.chain.version for saved in found)
        raise UnknownChainError(f"The chain {name!r} has no version {version!r}. There are {there}.")


@cache
def ready_made() -> tuple[SavedChain, ...]:
    """Return the chains that come with the program."""
    chains = (read_chain(path) for path in sorted(BUILT_IN.glob("*.toml")))
    return tuple(SavedChain(id=0, chain=chain, team="", note="ready-made") for chain in chains)


def _unknown(name: str, names: Iterable[str]) -> str:
    there = list(names)
    close = get_close_matches(name, there, n=2)
    hint = f"Did you mean {' or '.join(close)}?" if close else f"There are {', '.join(there)}."
    return f"No chain is called {name!r}. {hint}"
