"""The search's memory: the best program so far, what was tried on it, and what comes next."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from random import Random

from sandbox.model import ExecutionResult, SourceFile, TestStatus
from training.agents.repair.fitness import Fitness, fitness
from training.agents.repair.hints import Hint, read_hints
from training.agents.repair.localise import localise
from training.agents.repair.program import Edit, Program, apply, fingerprint, is_script, parse
from training.agents.repair.rank import Beliefs, all_edits, rank
from training.agents.repair.testcases import TestCase
from training.agents.repair.weights import OperatorWeights
from training.model.agents import Feedback
from training.model.coverage import Coverage

_INERT = 0.93  # the suspicion that a line keeps when an edit there changed nothing
_STIRRED = 1.1  # what it is multiplied by when the failing tests failed otherwise
_HARMED = 0.95  # when tests failed that had passed
_BACK_EVERY = 4  # how often the search goes back to the starter: a step up may lead to a dead end
_USED = 0.25  # the part of its rank that an edit keeps after it was tried together with others

Files = tuple[SourceFile, ...]


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A program that was run, and how it did."""

    files: Files
    result: ExecutionResult
    fitness: Fitness
    coverage: Coverage | None = None


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A program to try: the edits in it, and the symptoms that they are to mend."""

    files: Files
    edits: tuple[Edit, ...] = ()
    symptoms: tuple[Hint, ...] = ()


class Front:
    """A program to search around: its edits, and what was seen of each. `standing` is how it did itself."""

    def __init__(self, standing: Standing, *, cases: tuple[TestCase, ...], expected: tuple[bytes, ...]) -> None:
        self.standing = standing
        parsed = (parse(file, expected=expected) for file in standing.files if is_script(file.path))
        self.programs: tuple[Program, ...] = tuple(program for program in parsed if program is not None)
        self.edits = all_edits(self.programs)
        failing = [test for test in standing.result.tests if test.status is TestStatus.FAILED]
        self.symptoms: tuple[Hint, ...] = tuple(sorted(read_hints(failing)))
        suspicion = localise(self.programs, cases, standing.result, standing.coverage)
        self._suspicions = {edit: suspicion.of(edit) for edit in self.edits}
        self._lines: dict[tuple[str, int], float] = defaultdict(lambda: 1.0)
        self._used: dict[Edit, float] = defaultdict(lambda: 1.0)
        self._tried_alone: set[Edit] = set()

    def suspicion(self, edit: Edit) -> float:
        """Return how suspicious an edit's place is, by the tests that reach it and by what was seen of it since."""
        return self._suspicions[edit] * self._lines[edit.path, edit.line] * self._used[edit]

    def learn_from(self, standing: Standing, edits: tuple[Edit, ...]) -> None:
        """Take note of edits that made nothing better."""
        for edit in edits:
            self._lines[edit.path, edit.line] *= self._effect(standing)
            self._used[edit] *= _USED
        if len(edits) == 1:
            self._tried_alone.update(edits)

    def was_tried_alone(self, edit: Edit) -> bool:
        """Return whether it is known what an edit does by itself here."""
        return edit in self._tried_alone

    def edited(self, edits: tuple[Edit, ...]) -> Files | None:
        """Return the program with the edits in it, or None when it does not parse."""
        files = tuple(_rewritten(file, edits) for file in self.standing.files)
        if any(is_script(file.path) and parse(file) is None for file in files):
            return None
        return files

    def _effect(self, standing: Standing) -> float:
        before, now = _verdicts(self.standing.result), _verdicts(standing.result)
        if now == before:
            return _INERT
        passed = {name for name, message in before.items() if message is None}
        return _STIRRED if all(name in now and now[name] is None for name in passed) else _HARMED


class Search:
    """Hill-climbing from the best program so far, and now and then from the starter again.

    Made anew for each assignment; not shared between threads.
    """

    def __init__(self, *, cases: tuple[TestCase, ...], expected: tuple[bytes, ...], weights: OperatorWeights) -> None:
        self._cases, self._expected, self._weights = cases, expected, weights
        self._seen: set[tuple[tuple[bytes, ...], ...]] = set()
        self._fronts: tuple[Front, ...] = ()
        self._turn = 0

    @property
    def best(self) -> Standing | None:
        """The best program so far, or None before anything was run."""
        return max((front.standing for front in reversed(self._fronts)), key=lambda found: found.fitness, default=None)

    def absorb(self, run: Feedback, edits: tuple[Edit, ...]) -> bool:
        """Take note of a run of a program with these edits in it; return whether it is the best so far."""
        standing = Standing(
            files=run.candidate.files, result=run.result, fitness=fitness(run.result), coverage=run.coverage
        )
        best = self.best
        if best is None or standing.fitness > best.fitness:
            self._adopt(standing)
            return True
        self._at.learn_from(standing, edits)
        return False

    def next(self, *, size: int, temperature: float, rng: Random) -> Proposal | None:
        """Return a program that was not tried yet with up to `size` edits in it, or None when none is left."""
        self._turn += 1
        best_first = tuple(reversed(self._fronts))
        back = len(best_first) > 1 and self._turn % _BACK_EVERY == 0
        for front in reversed(best_first) if back else best_first:
            found = self._from(front, size, temperature=temperature, rng=rng)
            if found is not None:
                self._at = front
                return found
        return None

    def _from(self, front: Front, size: int, *, temperature: float, rng: Random) -> Proposal | None:
        ranked = rank(front.edits, self._beliefs(front), temperature=temperature, rng=rng)
        for edits in chain(self._together(front, ranked, size), ((edit,) for edit in ranked)):
            files = front.edited(edits)
            if files is not None and self._is_new(files):
                return Proposal(files=files, edits=edits, symptoms=front.symptoms)
        return None

    @staticmethod
    def _together(front: Front, ranked: list[Edit], size: int) -> Iterator[tuple[Edit, ...]]:
        """Give combinations of edits that did not do alone: one that does is lost where another breaks the program."""
        known = [edit for edit in ranked if front.was_tried_alone(edit)] if size > 1 else []
        for first in range(len(known)):
            yield from _combined(known[first:], size=size)

    def _adopt(self, standing: Standing) -> None:
        front = Front(standing, cases=self._cases, expected=self._expected)
        self._fronts = (*self._fronts[:1], front)
        self._at = front
        self._is_new(standing.files)

    def _beliefs(self, front: Front) -> Beliefs:
        return Beliefs(weights=self._weights, symptoms=front.symptoms, suspicion=front.suspicion)

    def _is_new(self, files: Files) -> bool:
        """Whether a program was not seen before; from now on it was."""
        mark = _print(files)
        if mark in self._seen:
            return False
        self._seen.add(mark)
        return True


def _combined(ranked: list[Edit], *, size: int) -> Iterator[tuple[Edit, ...]]:
    """Give the best edit together with the next ones that leave it alone, then smaller combinations of two or more."""
    chosen: list[Edit] = []
    for edit in ranked:
        if not any(edit.overlaps(other) or edit.line == other.line for other in chosen):
            chosen.append(edit)
        if len(chosen) == size:
            break
    for count in range(len(chosen), 1, -1):
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
