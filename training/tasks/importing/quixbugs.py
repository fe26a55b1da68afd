"""Reads pairs of broken and right programs with test cases, laid out as QuixBugs (doi 10.1145/3135932.3135941) does.

A folder for the broken programs, one for the right ones, and one of files with a test case a line: `[[1, 2], 3]` for
arguments and result.
"""

import json
import re
from pathlib import Path
from typing import Any

from sandbox.model import SourceFile
from training.agents.repair.program import parse
from training.errors import TaskImportError
from training.model.tasks import Difficulty, TaskKind
from training.tasks.importing.draft import Draft, TestFiles
from training.tasks.importing.lines import read_json_lines

BROKEN = ("javascript_programs", "js_programs", "programs", "broken")
RIGHT = ("correct_javascript_programs", "correct_js_programs", "correct_programs", "right", "fixed")
CASES = ("json_testcases", "testcases", "cases")
_NAME = re.compile(r"[A-Za-z_$][\w$]*")


def read_pairs(source: Path, *, licence: str = "MIT") -> tuple[Draft, ...]:
    """Return a draft for each pair below `source`, all or none.

    Raises:
        TaskImportError: names the folder, file or line that is not as it should be.
    """
    broken, right, cases = (_folder(source, names) for names in (BROKEN, RIGHT, CASES))
    found = sorted(path for path in broken.glob("*.js") if path.is_file())
    if not found:
        raise TaskImportError(f"{broken} holds no programs. Each is a file NAME.js.")
    return tuple(_draft(path, right / path.name, cases / f"{path.stem}.json", licence=licence) for path in found)


def _folder(source: Path, names: tuple[str, ...]) -> Path:
    for name in names:
        folder = source / name
        if folder.is_dir() and not folder.is_symlink():
            return folder
    raise TaskImportError(
        f"{source} has none of the folders {', '.join(names)}. Name a folder laid out as QuixBugs is."
    )


def _draft(broken: Path, right: Path, cases: Path, *, licence: str) -> Draft:
    name = broken.stem
    if not _NAME.fullmatch(name):
        raise TaskImportError(f"{broken}: its name is no name of a function.")
    for path in (broken, right, cases):
        if not path.is_file() or path.is_symlink():
            raise TaskImportError(f"{path} is missing. Each program needs its right form and its cases.")
    given = [_case(where, value) for where, value in read_json_lines(cases)]
    if not given:
        raise TaskImportError(f"{cases} holds no cases.")
    words = name.replace("_", "-").lower().strip("-")
    title = name.replace("_", " ").strip().capitalize()
    return Draft(
        id=f"quixbugs-{words}",
        title=title,
        category="algorithms",
        difficulty=Difficulty.MEDIUM,
        kind=TaskKind.FIX,
        prompt=_prompt(title, name),
        starter=(_program(broken, name),),
        reference=(_program(right, name),),
        tests=TestFiles(visible=_tests(given[::2], name), hidden=_tests(given, name)),
        source=f"quixbugs: {name}",
        licence=licence,
    )


def _case(where: str, value: Any) -> tuple[list[Any], Any]:
    if not isinstance(value, list) or len(value) != 2:  # noqa: PLR2004 - arguments and result
        raise TaskImportError(f"{where}: a case is a list of the arguments and the result, as in [[1, 2], 3].")
    arguments, result = value
    return arguments if isinstance(arguments, list) else [arguments], result


def _program(path: Path, name: str) -> SourceFile:
    source = path.read_bytes()
    program = parse(SourceFile(path.name, source))
    if program is None:
        raise TaskImportError(f"{path} is no JavaScript that can be read.")
    exported = any(program.of("export_statement")) or b"module.exports" in source or b"exports." in source
    return SourceFile("solution.js", source if exported else source + f"\nmodule.exports = {{ {name} }};\n".encode())


def _tests(cases: list[tuple[list[Any], Any]], name: str) -> tuple[SourceFile, ...]:
    tests = [
        f"test('case {at}', () => {{\n"
        f"  const found = program({', '.join(json.dumps(each) for each in arguments)});\n"
        f"  expect(found).toEqual({json.dumps(result)});\n}});"
        for at, (arguments, result) in enumerate(cases, start=1)
    ]
    head = f"const loaded = require('./solution.js');\nconst program = loaded.{name} ?? loaded.default ?? loaded;\n"
    return (SourceFile(f"{name}.spec.js", "\n\n".join([head, *tests, ""]).encode()),)


def _prompt(title: str, name: str) -> str:
    return (
        f"# {title}\n\n`{name}` in `solution.js` has a bug: some of its results are wrong, or it never ends. Find it, "
        "and mend it. What it is called, what it takes and what its comments say of it stay as they are.\n"
    )
