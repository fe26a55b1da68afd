"""Where the bug may be: how suspicious each place is, from which tests that reach it pass and fail.

What each test reached is counted where it can be (`training.coverage`); else it is read from the names that a test
mentions. Both are rated by Ochiai's formula: failed(x) / sqrt(failed * (failed(x) + passed(x))), Abreu et al., "On the
accuracy of spectrum-based fault localization" (2007).
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any, Protocol, TypeVar

from tree_sitter import Node

from sandbox.model import ExecutionResult, TestStatus
from training.agents.repair.operators.base import FUNCTIONS
from training.agents.repair.program import Edit, Program, field, text, walk
from training.agents.repair.testcases import TestCase
from training.model.coverage import Coverage, Place

_UNREACHED = 0.05  # reading tests misses ways to reach code, and a bug may be that code is not reached
_MODULE_LEVEL = 0.4
_NAMES = ("identifier", "property_identifier", "shorthand_property_identifier")


@dataclass(frozen=True, kw_only=True)
class Unit:
    """One named function. A class's constructor goes by the name of the class."""

    path: str
    name: bytes
    start: int
    end: int
    mentions: frozenset[bytes]


_Span = TypeVar("_Span", Unit, Place)


class Suspicion(Protocol):
    """How suspicious places are."""

    def of(self, edit: Edit) -> float:
        """Return how suspicious the place is that an edit begins in, above 0 and at most 1."""
        ...


@dataclass(frozen=True)
class ByFunction:
    """The suspicion of whole functions."""

    units: Mapping[Unit, float]

    def of(self, edit: Edit) -> float:
        """Return the suspicion of the innermost function that an edit begins in."""
        unit = _innermost(self.units, edit)
        return _MODULE_LEVEL if unit is None else max(_UNREACHED, self.units[unit])


@dataclass(frozen=True)
class ByStatement:
    """The suspicion of single statements and branches, with that of functions for what stands outside of them."""

    places: Mapping[Place, float]
    functions: Mapping[Unit, float]

    def of(self, edit: Edit) -> float:
        """Return the suspicion of the innermost place that an edit begins in, within its innermost function."""
        unit, place = _innermost(self.functions, edit), _innermost(self.places, edit)
        if unit is not None and (place is None or place.start < unit.start):
            return max(_UNREACHED, self.functions[unit])
        return _MODULE_LEVEL if place is None else max(_UNREACHED, self.places[place])


def localise(
    programs: Iterable[Program],
    cases: tuple[TestCase, ...],
    result: ExecutionResult | None,
    coverage: Coverage | None = None,
) -> Suspicion:
    """Rate every place that the tests reach. Without a result every function is equally suspicious."""
    units = tuple(unit for program in programs for unit in _units(program))
    counted = tuple(_counted(coverage, result)) if coverage is not None and result is not None else ()
    if coverage is not None and any(failed for _, failed in counted):
        places = {place: _ochiai(at, counted) for at, place in enumerate(coverage.places)}
        return ByStatement(places, {unit: _most_within(unit, places) for unit in units})
    spectrum = tuple(_spectrum(units, cases, result)) if result is not None else ()
    if not any(failed for _, failed in spectrum):
        return ByFunction(dict.fromkeys(units, 1.0))
    return ByFunction({unit: _ochiai(unit, spectrum) for unit in units})


def _innermost(spans: Iterable[_Span], edit: Edit) -> _Span | None:
    at = edit.parts[0].start
    around = [span for span in spans if span.path == edit.path and span.start <= at < span.end]
    return min(around, key=lambda span: span.end - span.start, default=None)


def _most_within(unit: Unit, places: Mapping[Place, float]) -> float:
    return max(
        (rate for place, rate in places.items() if place.path == unit.path and unit.start <= place.start < unit.end),
        default=_MODULE_LEVEL,
    )


def _ochiai(place: Hashable, spectrum: tuple[tuple[frozenset[Any], bool], ...]) -> float:
    failures = sum(failed for _, failed in spectrum)
    verdicts = [failed for reached, failed in spectrum if place in reached]
    return sum(verdicts) / sqrt(failures * len(verdicts)) if verdicts else 0.0


def _counted(coverage: Coverage, result: ExecutionResult) -> Iterator[tuple[frozenset[int], bool]]:
    for test in result.tests:
        if test.name in coverage.reached and test.status is not TestStatus.SKIPPED:
            yield coverage.reached[test.name], test.status is TestStatus.FAILED


def _spectrum(
    units: tuple[Unit, ...], cases: tuple[TestCase, ...], result: ExecutionResult
) -> Iterator[tuple[frozenset[Unit], bool]]:
    for test in result.tests:
        case = next((case for case in cases if case.pattern.fullmatch(test.name)), None)
        if case is not None and test.status is not TestStatus.SKIPPED:
            yield _reached(units, case.mentions), test.status is TestStatus.FAILED


def _reached(units: tuple[Unit, ...], names: frozenset[bytes]) -> frozenset[Unit]:
    reached: set[Unit] = set()
    frontier = set(names)
    while frontier:
        found = {unit for unit in units if unit.name in frontier} - reached
        reached |= found
        frontier = {name for unit in found for name in unit.mentions}
    return frozenset(reached)


def _units(program: Program) -> Iterator[Unit]:
    for node in program.of(*FUNCTIONS):
        name = _name(node)
        if name is not None:
            mentions = frozenset(text(inner) for inner in walk(field(node, "body")) if inner.type in _NAMES)
            yield Unit(path=program.path, name=name, start=node.start_byte, end=node.end_byte, mentions=mentions)


def _name(function: Node) -> bytes | None:
    own, above = function.child_by_field_name("name"), function.parent
    if own is not None:
        return _class_name(function) if text(own) == b"constructor" else text(own)
    if above is None:
        return None
    holder = above.child_by_field_name({"variable_declarator": "name", "pair": "key"}.get(above.type, "left"))
    if holder is not None and holder.type == "member_expression":
        holder = field(holder, "property")
    return text(holder) if holder is not None else None


def _class_name(method: Node) -> bytes | None:
    body = method.parent
    name = body.parent.child_by_field_name("name") if body is not None and body.parent is not None else None
    return text(name) if name is not None else None
