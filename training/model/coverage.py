"""Which statements of a program each test reached."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Place:
    """One statement or branch of a program: bytes `start` to `end` of a file; `line` counts from 1."""

    path: str
    line: int
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """What a run of the visible tests reached. `reached` gives indexes into `places` by a test's full name.

    A test that did not come to its end is not in it. The program under test counts for itself, so this is a hint for
    whoever looks for a bug and never evidence.
    """

    places: tuple[Place, ...]
    reached: Mapping[str, frozenset[int]]
