"""Where the bug may be: how suspicious each function is, from which tests that reach it pass and fail."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import sqrt

from tree_sitter import Node

from sandbox.model import ExecutionResult, TestStatus
from training.agents.repair.operators.base import FUNCTIONS
from training.agents.repair.program import Edit, Program, field, text, walk
from training.agents.repair.testcases import TestCase

_UNREACHED = 0.05  # reading tests misses ways to reach code, so nothing is ruled out
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


@dataclass(frozen=True)
class Suspicion:
    """How suspicious each unit is, 0..1."""

    units: Mapping[Unit, float]

    def of(self, edit: Edit) -> float:
        """Return the suspicion of the innermost function that an edit begins in."""
        at = edit.parts[0].start
        around = [unit for unit in self.units if unit.path == edit.path and unit.start <= at < unit.end]
        if not around:
            return _MODULE_LEVEL
        return max(_UNREACHED, self.units[min(around, key=lambda unit: unit.end - unit.start)])


def localise(programs: Iterable[Program], cases: tuple[TestCase, ...], result: ExecutionResult | None) -> Suspicion:
    """Rate every function by Ochiai's formula over the tests that reach it by name.

    The formula is failed(f) / sqrt(failed * (failed(f) + passed(f))), Abreu et al., "On the accuracy of
    spectrum-based fault localization" (2007). Without a result every function is equally suspicious.
    """
    units = tuple(unit for program in programs for unit in _units(program))
    spectrum = tuple(_spectrum(units, cases, result)) if result is not None else ()
    failures = sum(failed for _, failed in spectrum)
    if not failures:
        return Suspicion(dict.fromkeys(units, 1.0))
    return Suspicion({unit: _ochiai(unit, spectrum, failures) for unit in units})


def _ochiai(unit: Unit, spectrum: tuple[tuple[frozenset[Unit], bool], ...], failures: int) -> float:
    verdicts = [failed for reached, failed in spectrum if unit in reached]
    return sum(verdicts) / sqrt(failures * len(verdicts)) if verdicts else 0.0


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
