"""Reads exercises of Exercism's JavaScript track: the whole track, one of its folders, or a single exercise.

The format is described at https://exercism.org/docs/building/tracks: `.meta/config.json` names the files, `.docs` holds
the texts, and all tests but the first are marked to be skipped. The configuration of Babel, ESLint, Jest and npm that
lies beside each exercise is left behind.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from sandbox.model import Limits, SourceFile
from training.errors import TaskImportError
from training.model.tasks import Difficulty, TaskKind
from training.tasks.importing.draft import Draft, Skipped, TestFiles
from training.tasks.importing.lines import json_value, refuse_half_characters
from training.tasks.importing.refactoring import without_its_program
from training.tasks.importing.skipped_tests import comment_skipped, enable_all, has_tests, imports_of

CONFIG = ".meta/config.json"
FOLDERS = ("", "*/", "*/*/", "*/*/*/")  # an exercise, exercises/practice, exercises, the track
TEXTS = ("introduction.md", "introduction.append.md", "instructions.md", "instructions.append.md")
CONFIGURATION = frozenset(
    {
        "babel.config.js", "babel.config.cjs", "babel.config.mjs", "babel.config.json", ".babelrc", ".babelrc.js",
        "jest.config.js", "jest.config.cjs", "jest.config.mjs", "jest.config.json", "eslint.config.js",
        "eslint.config.mjs", "eslint.config.cjs", ".eslintrc", ".eslintrc.js", ".eslintrc.cjs", ".eslintrc.json",
        "package.json", "package-lock.json", "pnpm-lock.yaml", "jsconfig.json", "tsconfig.json", ".prettierrc",
        ".prettierrc.json", ".prettierrc.js",
    }
)  # fmt: skip
SCRIPTS = frozenset({".js", ".mjs", ".cjs"})
FIXTURES = frozenset({".json", ".txt", ".csv", ".snap"})
LEFT_BEHIND = frozenset({".meta", ".docs", ".approaches", ".articles", "node_modules", ".git"})
REFACTORING = re.compile(r"refactor", re.IGNORECASE)  # how the blurb of such an exercise begins
LIMITS = Limits(wall_seconds=40, cpu_seconds=20)  # the track has exercises that search for a long time
EASY_UP_TO, MEDIUM_UP_TO = 3, 7  # as the track's pages group its ten steps


@dataclass(frozen=True, kw_only=True)
class Listing:
    """What a track's own config.json says of one exercise."""

    title: str | None = None
    difficulty: int | None = None
    status: str | None = None


@dataclass(frozen=True, kw_only=True)
class Helpers:
    """Files beside solution and tests: the program's own, and the tests', some of which the program wants too."""

    own: tuple[SourceFile, ...]
    beside: tuple[SourceFile, ...]
    wanted: frozenset[str]


def read_exercises(source: Path) -> Iterator[Draft | Skipped]:
    """Give a draft for each exercise below `source`, by name, and the reason where there is none.

    Raises:
        TaskImportError: there is no exercise at all.
    """
    folders = sorted({path.parent.parent for depth in FOLDERS for path in source.glob(f"{depth}{CONFIG}")})
    if not folders:
        raise TaskImportError(
            f"{source} holds no exercise: no {CONFIG} in it or up to three folders below. "
            "Name a track, its exercises folder, or an exercise."
        )
    listings = _listings(folders[0])
    for folder in folders:
        yield _read(folder, listings.get(folder.resolve().name, Listing()))


def _read(folder: Path, listing: Listing) -> Draft | Skipped:
    name = folder.resolve().name
    if listing.status in {"deprecated", "wip"}:
        return Skipped(id=name, reason=f"The track has it as {listing.status}.", fault=False)
    try:
        return _draft(folder, name, listing)
    except (OSError, UnicodeDecodeError, TaskImportError) as error:
        return Skipped(id=name, reason=str(error))


def _draft(folder: Path, name: str, listing: Listing) -> Draft:
    config = _json_object(folder / CONFIG)
    named = _named_files(folder, config)
    solution = _read_files(folder, named["solution"])
    reference = _renamed(_read_files(folder, named["example"]), solution)
    helpers = _read_files(folder, _helpers(folder, named))
    specs = _read_files(folder, named["test"])
    if not any(has_tests(enable_all(spec)) for spec in specs):
        raise TaskImportError(f"{folder / named['test'][0]} holds no tests.")
    placed = _place(helpers, specs, (*solution, *reference))
    offered = placed.wanted | {file.path for file in placed.beside if _is_script(file) and file.path in named["editor"]}
    draft = Draft(
        id=name,
        title=listing.title or _text(config, "title") or name.replace("-", " ").capitalize(),
        category="concept" if _is_concept(folder, config) else "practice",
        difficulty=_difficulty(listing, concept=_is_concept(folder, config)),
        kind=TaskKind.IMPLEMENT,
        prompt=_prompt(folder, solution),
        starter=(*solution, *placed.own),
        reference=(*reference, *placed.own),
        limits=LIMITS,
        tests=_tests(specs, placed.beside),
        source=f"exercism: {name}",
        licence=_licence(folder),
        shared=tuple(sorted(offered)),
    )
    return without_its_program(draft) if REFACTORING.match(_text(config, "blurb") or "") else draft


def _listings(exercise: Path) -> dict[str, Listing]:
    """Read the track's config.json where the exercise lies in a track; what it says is welcome and not needed."""
    for above in list(exercise.resolve().parents)[:3]:
        if (above / "config.json").is_file():
            try:
                table = _json_object(above / "config.json").get("exercises", {})
            except (TaskImportError, UnicodeDecodeError):
                return {}
            kinds = (table.get(kind, []) for kind in ("concept", "practice")) if isinstance(table, dict) else ()
            return {entry["slug"]: _listing(entry) for kind in kinds for entry in kind if _has_slug(entry)}
    return {}


def _has_slug(entry: Any) -> bool:
    return isinstance(entry, dict) and isinstance(entry.get("slug"), str)


def _listing(entry: dict[str, Any]) -> Listing:
    difficulty = entry.get("difficulty")
    return Listing(
        title=_text(entry, "name"),
        difficulty=difficulty if isinstance(difficulty, int) else None,
        status=_text(entry, "status"),
    )


def _json_object(path: Path) -> dict[str, Any]:
    table = json_value(path.read_text(), where=str(path))
    if not isinstance(table, dict):
        raise TaskImportError(f"{path} holds no JSON object.")
    refuse_half_characters(table, where=str(path))
    return table


def _text(table: dict[str, Any], key: str) -> str | None:
    value = table.get(key)
    return value.strip() if isinstance(value, str) and value.strip() else None


def _named_files(folder: Path, config: dict[str, Any]) -> dict[str, list[str]]:
    """Return the paths of solution, tests, example and the editor's other files. An exemplar is an example."""
    files = config.get("files")
    if not isinstance(files, dict):
        raise TaskImportError(f"{folder / CONFIG}: files is missing. It must name solution, test and example.")
    named = {
        "solution": _paths(folder, files, "solution"),
        "test": _paths(folder, files, "test"),
        "example": _paths(folder, files, "example") or _paths(folder, files, "exemplar"),
        "editor": _paths(folder, files, "editor"),
    }
    missing = next((key for key in ("solution", "test", "example") if not named[key]), None)
    if missing is not None:
        raise TaskImportError(f"{folder / CONFIG}: files.{missing} names no file.")
    return named


def _paths(folder: Path, files: dict[str, Any], key: str) -> list[str]:
    paths = files.get(key, [])
    if not isinstance(paths, list) or not all(isinstance(path, str) and path for path in paths):
        raise TaskImportError(f"{folder / CONFIG}: files.{key} must be a list of paths.")
    for path in paths:
        if PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts:
            raise TaskImportError(f"{folder / CONFIG}: {path} lies outside the exercise.")
    return [path for path in paths if not path.endswith(".d.ts")]


def _read_files(folder: Path, paths: list[str]) -> tuple[SourceFile, ...]:
    files = []
    for path in paths:
        if not (folder / path).is_file():
            raise TaskImportError(f"{folder / path} is missing.")
        _refuse_link_out(folder, folder / path)
        files.append(SourceFile(PurePosixPath(path).as_posix(), (folder / path).read_bytes()))
    return tuple(files)


def _refuse_link_out(folder: Path, path: Path) -> None:
    if not path.resolve().is_relative_to(folder.resolve()):
        raise TaskImportError(f"{path} is a link out of the exercise.")


def _renamed(example: tuple[SourceFile, ...], solution: tuple[SourceFile, ...]) -> tuple[SourceFile, ...]:
    """Give the example's files the names that the tests import: each in the order of the solution's."""
    placed = [SourceFile(stub.path, file.content) for file, stub in zip(example, solution, strict=False)]
    # what is left over keeps its name; the stub of a file that the example does without stays as it is
    others = [SourceFile(PurePosixPath(file.path).name, file.content) for file in example[len(solution) :]]
    return (*placed, *others, *solution[len(example) :])


def _helpers(folder: Path, named: dict[str, list[str]]) -> list[str]:
    """Return the scripts and fixtures that lie beside, without configuration and what else has a place of its own."""
    known = {path for key in ("solution", "test", "example") for path in named[key]}
    found = set(named["editor"])
    for path in folder.rglob("*"):
        name = path.relative_to(folder)
        wanted = path.suffix in SCRIPTS | FIXTURES and name.name not in CONFIGURATION
        if wanted and path.is_file() and not LEFT_BEHIND.intersection(name.parts):
            found.add(name.as_posix())
    return sorted(found - known)


def _place(helpers: tuple[SourceFile, ...], specs: tuple[SourceFile, ...], program: tuple[SourceFile, ...]) -> Helpers:
    """Say whose each helper is. What the tests use must be out of the program's reach, whoever else imports it."""
    tests, wanted = _reached(helpers, specs), _reached(helpers, program)
    own = tuple(file for file in helpers if file not in tests and (file in wanted or _is_script(file)))
    return Helpers(
        own=own,
        beside=tuple(file for file in helpers if file not in own),
        wanted=frozenset(file.path for file in wanted if file in tests),
    )


def _reached(helpers: tuple[SourceFile, ...], importers: tuple[SourceFile, ...]) -> list[SourceFile]:
    """Return the helpers that these files import, themselves or through another."""
    found: list[SourceFile] = []
    reading = list(importers)
    while reading:
        importer = reading.pop()
        imported = [file for file in helpers if file not in found and _imports(importer, file)]
        found += imported
        reading += imported
    return found


def _is_script(file: SourceFile) -> bool:
    return PurePosixPath(file.path).suffix in SCRIPTS


def _imports(importer: SourceFile, file: SourceFile) -> bool:
    if not _is_script(importer):
        return False
    folder = PurePosixPath(importer.path).parent
    target = PurePosixPath(file.path)
    wanted = {target, target.with_suffix("")}
    return any(_normal(folder / specifier) in wanted for specifier in imports_of(importer))


def _normal(path: PurePosixPath) -> PurePosixPath:
    parts: list[str] = []
    for part in path.parts:
        if part != "..":
            parts.append(part)
        elif parts:
            parts.pop()
    return PurePosixPath(*parts)


def _tests(specs: tuple[SourceFile, ...], beside: tuple[SourceFile, ...]) -> TestFiles:
    hidden = (*(enable_all(spec) for spec in specs), *beside)
    if not any(has_tests(spec) for spec in specs):
        return TestFiles(visible=hidden, hidden=hidden)
    return TestFiles(visible=(*(comment_skipped(spec) for spec in specs), *beside), hidden=hidden)


def _is_concept(folder: Path, config: dict[str, Any]) -> bool:
    files = config.get("files", {})
    return folder.resolve().parent.name == "concept" or (isinstance(files, dict) and "exemplar" in files)


def _difficulty(listing: Listing, *, concept: bool) -> Difficulty:
    if listing.difficulty is None:
        return Difficulty.EASY if concept else Difficulty.MEDIUM
    if listing.difficulty <= EASY_UP_TO:
        return Difficulty.EASY
    return Difficulty.MEDIUM if listing.difficulty <= MEDIUM_UP_TO else Difficulty.HARD


def _prompt(folder: Path, solution: tuple[SourceFile, ...]) -> str:
    paths = [path for name in TEXTS if (path := folder / ".docs" / name).is_file()]
    for path in paths:
        _refuse_link_out(folder, path)
    texts = [path.read_text().strip() for path in paths]
    if not any(texts):
        raise TaskImportError(f"{folder / '.docs'} holds no instructions.")
    names = ", ".join(f"`{file.path}`" for file in solution)
    place = (
        f"## Where to work\n\nWrite your solution in {names}. The tests import what the starter exports, by its name."
    )
    return "\n\n".join([*texts, place])


def _licence(folder: Path) -> str | None:
    for above in [folder, *list(folder.resolve().parents)[:3]]:
        path = above / "LICENSE"
        if path.is_file() and "MIT License" in path.read_text(errors="replace"):
            return "MIT"
    return None
