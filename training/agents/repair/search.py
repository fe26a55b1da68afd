"""The search's memory: the best program so far, what was tried on it, and what comes next."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from sandbox.model import ExecutionResult, SourceFile, TestStatus
from training.agents.repair.affinity import affinities
from training.agents.repair.fitness import Fitness, fitness
from training.agents.repair.hints import read_hints
from training.agents.repair.localise import localise
from training.agents.repair.program import Edit, Program, apply, fingerprint, is_script, parse
from training.agents.repair.rank import Beliefs, all_edits, rank
from training.agents.repair.testcases import TestCase
from training.agents.repair.weights import OperatorWeights

_INERT = 0.75  # the suspicion that a line keeps when an edit there changed nothing
_STIRRED = 1.25  # what it is multiplied by when the failing tests failed otherwise
_HARMED = 0.85  # when tests failed that had passed
_USED = 0.25  # the part of its rank that an edit keeps after it was tried together with others

Files = tuple[SourceFile, ...]


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A program that was run, and how it did."""

    files: Files
    result: ExecutionResult
    fitness: Fitness


class Search:
    """Hill-climbing from the best program so far. Made anew for each assignment; not shared between threads."""

    def __init__(self, *, cases: tuple[TestCase, ...], expected: tuple[bytes, ...], weights: OperatorWeights) -> None:
        self._cases, self._expected, self._weights = cases, expected, weights
        self._seen: set[tuple[tuple[bytes, ...], ...]] = set()
        self.best: Standing | None = None
        self._edits: tuple[Edit, ...] = ()
        self._programs: tuple[Program, ...] = ()
        self._lines: dict[tuple[str, int], float] = {}
        self._used: dict[Edit, float] = {}

    def absorb(self, files: Files, result: ExecutionResult, edits: tuple[Edit, ...]) -> bool:
        """Take note of a run; return whether it is the best so far."""
        standing = Standing(files=files, result=result, fitness=fitness(result))
        if self.best is None or standing.fitness > self.best.fitness:
            self._adopt(standing)
            return True
        self._learn_from(standing, edits)
        return False

    def next(self, *, size: int, temperature: float, rng: Random) -> tuple[Files, tuple[Edit, ...]] | None:
        """Return a program that was not tried yet with up to `size` edits in it, or None when none is left."""
        ranked = rank(self._edits, self._beliefs(), temperature=temperature, rng=rng)
        for first in range(len(ranked)):
            for edits in _combined(ranked[first:], size=size):
                files = self._edited(edits)
                if files is not None:
                    return files, edits
        return None

    def _adopt(self, standing: Standing) -> None:
        self.best = standing
        parsed = (parse(file, expected=self._expected) for file in standing.files if is_script(file.path))
        self._programs = tuple(program for program in parsed if program is not None)
        self._edits = all_edits(self._programs)
        self._lines, self._used = defaultdict(lambda: 1.0), defaultdict(lambda: 1.0)
        self._seen.add(_print(standing.files))

    def _learn_from(self, standing: Standing, edits: tuple[Edit, ...]) -> None:
        for edit in edits:
            self._lines[edit.path, edit.line] *= self._effect(standing)
            self._used[edit] *= _USED

    def _effect(self, standing: Standing) -> float:
        best = self.best
        if best is None:
            return 1.0
        before, now = _verdicts(best.result), _verdicts(standing.result)
        if now == before:
            return _INERT
        passed = {name for name, message in before.items() if message is None}
        return _STIRRED if all(name in now and now[name] is None for name in passed) else _HARMED

    def _beliefs(self) -> Beliefs:
        result = self.best.result if self.best is not None else None
        failures = [test for test in result.tests if test.status is TestStatus.FAILED] if result is not None else []
        suspicion = localise(self._programs, self._cases, result)
        return Beliefs(
            weights=self._weights,
            affinities=affinities(read_hints(failures)),
            suspicion=lambda edit: suspicion.of(edit) * self._lines[edit.path, edit.line] * self._used[edit],
        )

    def _edited(self, edits: tuple[Edit, ...]) -> Files | None:
        """Return the best program with the edits in it, or None when it does not parse or was seen before."""
        if self.best is None:
            return None
        files = tuple(_rewritten(file, edits) for file in self.best.files)
        if any(is_script(file.path) and parse(file) is None for file in files):
            return None
        mark = _print(files)
        if mark in self._seen:
            return None
        self._seen.add(mark)
        return files


def _combined(ranked: list[Edit], *, size: int) -> Iterator[tuple[Edit, ...]]:
    """Give the best edit together with the next ones that leave it alone, then smaller combinations of them."""
    chosen: list[Edit] = []
    for edit in ranked:
        if not any(edit.overlaps(other) or edit.line == other.line for other in chosen):
            chosen.append(edit)
        if len(chosen) == size:
            break
    for count in range(len(chosen), 0, -1):
        yield tuple(chosen[:count])


def _rewritten(file: SourceFile, edits: tuple[Edit, ...]) -> SourceFile:
    here = tuple(edit for edit in edits if edit.path == file.path)
    return SourceFile(file.path, apply(file.content, here)) if here else file


def _print(files: Files) -> tuple[tuple[bytes, ...], ...]:
    parsed = (parse(file) if is_script(file.path) else None for file in files)
    return tuple(fingerprint(p) if p else (file.content,) for p, file in zip(parsed, files, strict=True))


def _verdicts(result: ExecutionResult) -> dict[str, str | None]:
    return {
        test.name: None if test.status is TestStatus.PASSED else (test.message or "").partition("\n    at ")[0]
        for test in result.tests
    }
