"""A program and its tests with counters in them, and the way back from what they printed."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from posixpath import normpath

from sandbox.model import ExecutionResult, SourceFile
from training.agents.repair.program import Program, apply_parts, is_script, parse, text
from training.coverage.points import Point, points
from training.model.coverage import Coverage, Place

_PLACES_LIMIT = 4_000
_SUFFIXES = ("", ".js", ".mjs", ".cjs", "/index.js")
_AT_LOAD = ""
# Counts stay in the program's own process; a test asks for them in its own, across whatever lies between the two.
_COUNTER = """
function MARK(at) { (globalThis.MARK_hits ??= new Set()).add(at); }
"""
_TAKE = """
EXPORT function MARK_take() {
  const hits = [...(globalThis.MARK_hits ?? [])].join(' ');
  globalThis.MARK_hits = new Set();
  return hits;
}
"""
_REPORT = """
IMPORT
MARK_beforeAll(() => console.log('MARK ' + JSON.stringify(['', MARK_take()])));
MARK_afterEach(() => console.log('MARK ' + JSON.stringify([MARK_expect.getState().currentTestName, MARK_take()])));
"""
_IMPORTS = {
    True: "import { afterEach as MARK_afterEach, beforeAll as MARK_beforeAll, expect as MARK_expect }"
    " from '@jest/globals';\nimport { MARK_take } from 'SOURCE';",
    False: "const { afterEach: MARK_afterEach, beforeAll: MARK_beforeAll, expect: MARK_expect }"
    " = require('@jest/globals');\nconst { MARK_take } = require('SOURCE');",
}


@dataclass(frozen=True, kw_only=True)
class Trace:
    """What to run instead of a program and its tests, and how to read what comes of it."""

    files: tuple[SourceFile, ...]
    tests: tuple[SourceFile, ...]
    places: tuple[Place, ...]
    mark: str

    def read(self, result: ExecutionResult) -> tuple[ExecutionResult, Coverage | None]:
        """Return the result without our lines in its output, and what was reached; None where nothing was told."""
        ours = re.compile(rf"^{self.mark} (.*)\n?", re.MULTILINE)
        told = [_told(line) for line in ours.findall(result.stdout)]
        known = {test.name.replace(" > ", " "): test.name for test in result.tests}
        reached: dict[str, set[int]] = {}
        at_load: set[int] = set()
        for name, hits in (entry for entry in told if entry is not None):
            valid = {at for at in hits if at < len(self.places)}
            if name == _AT_LOAD:
                at_load |= valid
            elif name in known:
                reached.setdefault(known[name], set()).update(valid)
        coverage = Coverage(
            places=self.places, reached={name: frozenset(hits | at_load) for name, hits in sorted(reached.items())}
        )
        return replace(result, stdout=ours.sub("", result.stdout)), coverage if reached else None


def traced(files: tuple[SourceFile, ...], tests: tuple[SourceFile, ...]) -> Trace | None:
    """Put counters in. Lines stay where they are; only columns move.

    Returns None where it can't be done: a file that does not parse, or tests that load no file of the program.
    """
    programs = {file.path: parse(file) for file in (*files, *tests) if is_script(file.path)}
    found = {file.path: tuple(points(p)) for file in files if (p := programs.get(file.path)) is not None}
    entries = {test.path: _entry(programs.get(test.path), test.path, files) for test in tests}
    count = sum(map(len, found.values()))
    broken = any(program is None for program in programs.values())
    if broken or not count or count > _PLACES_LIMIT or None in entries.values():
        return None
    mark = "proving_" + hashlib.sha256(b"\0".join(file.content for file in (*files, *tests))).hexdigest()[:16]
    numbered = _numbered(found)
    taken_from = {entry.path for entry in entries.values() if entry is not None}
    return Trace(
        files=tuple(
            _counted(file, programs.get(file.path), numbered, mark=mark, takes=file.path in taken_from)
            for file in files
        ),
        tests=tuple(_reporting(test, programs[test.path], entries[test.path], mark=mark) for test in tests),
        places=tuple(_place(path, point) for path, _, point in numbered),
        mark=mark,
    )


@dataclass(frozen=True)
class _Entry:
    """The file of the program that a test loads, and how the test names it."""

    path: str
    source: str


_Numbered = tuple[tuple[str, int, Point], ...]


def _numbered(found: Mapping[str, tuple[Point, ...]]) -> _Numbered:
    ordered = [(path, point) for path in sorted(found) for point in sorted(found[path], key=_order)]
    return tuple((path, at, point) for at, (path, point) in enumerate(ordered))


def _order(point: Point) -> tuple[int, int]:
    return point.node.start_byte, -point.node.end_byte


def _place(path: str, point: Point) -> Place:
    node = point.node
    return Place(path=path, line=node.start_point[0] + 1, start=node.start_byte, end=node.end_byte)


def _counted(file: SourceFile, program: Program | None, numbered: _Numbered, *, mark: str, takes: bool) -> SourceFile:
    if program is None:
        return file
    # at one place the outer points open first and close last
    opening, closing = [], []
    for at, point in ((at, point) for path, at, point in numbered if path == file.path):
        before, after = point.parts(f"{mark}({at})".encode())
        opening.append(before)
        closing.append(after)
    source = apply_parts(file.content, (*reversed(closing), *opening))
    tail = _COUNTER + (_TAKE.replace("EXPORT", "export") if _is_module(program) else _TAKE.replace("EXPORT ", ""))
    handed_out = "" if _is_module(program) or not takes else "module.exports.MARK_take = MARK_take;\n"
    return SourceFile(file.path, source + (_COUNTER if not takes else tail + handed_out).replace("MARK", mark).encode())


def _reporting(test: SourceFile, program: Program | None, entry: _Entry | None, *, mark: str) -> SourceFile:
    if program is None or entry is None:
        return test
    lines = _REPORT.replace("IMPORT", _IMPORTS[_is_module(program)]).replace("SOURCE", entry.source)
    return SourceFile(test.path, test.content + lines.replace("MARK", mark).encode())


def _entry(program: Program | None, path: str, files: tuple[SourceFile, ...]) -> _Entry | None:
    """Return the first file of the program that a test loads."""
    paths = {file.path for file in files}
    folder = path.rpartition("/")[0]
    for source in _sources(program) if program is not None else ():
        if source.startswith("."):
            base = normpath(f"{folder}/{source}" if folder else source)
            entry = next((base + suffix for suffix in _SUFFIXES if base + suffix in paths), None)
            if entry is not None:
                return _Entry(entry, source)
    return None


def _sources(program: Program) -> Iterator[str]:
    for node in program.of("import_statement"):
        source = node.child_by_field_name("source")
        if source is not None:
            yield text(source).decode(errors="replace")[1:-1]
    for call in program.of("call_expression"):
        function, given = call.child_by_field_name("function"), call.child_by_field_name("arguments")
        if function is not None and given is not None and text(function) == b"require":
            inside = given.named_children
            if inside and inside[0].type == "string":
                yield text(inside[0]).decode(errors="replace")[1:-1]


def _is_module(program: Program) -> bool:
    return any(True for _ in program.of("import_statement", "export_statement"))


def _told(line: str) -> tuple[str, frozenset[int]] | None:
    """Read one of our lines; whatever the program made of it, nothing comes of a line that is not as it should be."""
    try:
        name, hits = json.loads(line)
        return str(name), frozenset(int(hit) for hit in str(hits).split())
    except (ValueError, TypeError):
        return None
