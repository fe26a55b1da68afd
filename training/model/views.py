"""A view of a list that a person keeps: its address under a name."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class SavedView:
    """One kept view. `address` is a path of the site with its query."""

    id: int
    name: str
    address: str
