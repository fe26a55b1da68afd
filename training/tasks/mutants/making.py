"""Makes mutants of a program, and chooses among them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from sandbox.model import SourceFile
from training.agents.repair.operators.base import Change
from training.agents.repair.program import Program, apply_parts, fingerprint, is_script, parse
from training.tasks.mutants.bug import Bug
from training.tasks.mutants.kinds import BUGS


@dataclass(frozen=True, kw_only=True)
class Mutant:
    """A program with one bug: its kind, where it is, and the lines before and after, each as one text."""

    bug: str
    path: str
    line: int
    was: str
    now: str
    files: tuple[SourceFile, ...]

    @property
    def edit(self) -> str:
        """What was changed, as one line for people."""
        return f"{self.was or '(nothing)'} -> {self.now or '(nothing)'}"


def mutants_of(files: tuple[SourceFile, ...], bugs: tuple[Bug, ...] = BUGS) -> tuple[Mutant, ...]:
    """Return every mutant of a program that parses and equals neither it nor another, in the order of the source."""
    found = []
    for file in files:
        program = parse(file) if is_script(file.path) else None
        if program is not None:
            found += [_mutant(files, program, bug, source) for bug, source in _sources(program, bugs)]
    return tuple(sorted(found, key=lambda mutant: (mutant.path, mutant.line)))


def choose(mutants: tuple[Mutant, ...], *, most: int, rng: Random) -> tuple[Mutant, ...]:
    """Return at most `most` mutants: kinds take turns, so that a frequent kind does not push out a rare one."""
    by_kind: dict[str, list[Mutant]] = defaultdict(list)
    for mutant in mutants:
        by_kind[mutant.bug].append(mutant)
    for kind in by_kind.values():
        rng.shuffle(kind)
    turns = [(turn, at, mutant) for at, kind in enumerate(by_kind.values()) for turn, mutant in enumerate(kind)]
    chosen = [mutant for _, _, mutant in sorted(turns, key=lambda entry: entry[:2])[:most]]
    return tuple(sorted(chosen, key=lambda mutant: (mutant.path, mutant.line)))


def _sources(program: Program, bugs: tuple[Bug, ...]) -> Iterator[tuple[Bug, bytes]]:
    seen = {fingerprint(program)}
    for bug in bugs:
        for change in bug.places(program):
            source = apply_parts(program.source, _outer(change))
            mutated = parse(SourceFile(program.path, source))
            if mutated is not None and fingerprint(mutated) not in seen:
                seen.add(fingerprint(mutated))
                yield bug, source


def _outer(change: Change) -> Change:
    """Leave out parts of no effect."""
    return tuple(part for part in change if part.start != part.end or part.text)


def _mutant(files: tuple[SourceFile, ...], program: Program, bug: Bug, source: bytes) -> Mutant:
    line, was, now = _difference(program.source, source)
    changed = tuple(SourceFile(file.path, source) if file.path == program.path else file for file in files)
    return Mutant(bug=bug.name, path=program.path, line=line, was=was, now=now, files=changed)


def _difference(before: bytes, after: bytes) -> tuple[int, str, str]:
    """Return the first line that differs, counted from 1, and the lines that do, before and after."""
    old, new = before.decode(errors="replace").split("\n"), after.decode(errors="replace").split("\n")
    first = next(
        (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
    )
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    return first + 1, _joined(old[first : len(old) - last]), _joined(new[first : len(new) - last])


def _joined(lines: list[str]) -> str:
    return " ".join(" ".join(lines).split())
