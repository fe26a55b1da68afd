"""Reads HumanEval for JavaScript in the two forms that it is passed round in, one JSON object a line.

MultiPL-E (arXiv 2208.08227): `name`, `language`, `prompt`, `tests`; it brings no solutions, so they come from a second
file. HumanEval-X (arXiv 2303.17568): `task_id`, `prompt`, `declaration`, `canonical_solution`, `test`, `example_test`.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from sandbox.model import SourceFile
from training.errors import TaskImportError
from training.model.tasks import Difficulty, TaskKind
from training.tasks.importing.asserts import test_bodies, test_file
from training.tasks.importing.draft import Draft, TestFiles
from training.tasks.importing.lines import Row, read_rows

LANGUAGES = frozenset({"js", "javascript"})
SHOWN = 2  # of MultiPL-E's assertions, which are not parted into examples and tests
_NAME = re.compile(r"(?:function\s+([A-Za-z_$][\w$]*)|(?:const|let|var)\s+([A-Za-z_$][\w$]*)\s*=)")
_TITLE_WORD = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+")


@dataclass(frozen=True, kw_only=True)
class _Problem:
    """What both forms have in common."""

    row: Row
    number: str
    form: str
    prompt: str
    body: str
    visible: tuple[str, ...]
    hidden: tuple[str, ...]
    licence: str


def read_humaneval(path: Path, *, solutions: Path | None = None) -> tuple[Draft, ...]:
    """Return a draft for each problem of a file, all or none.

    `solutions` is a file of objects with `name` (or `task_id`) and `solution` (or `completion`, `canonical_solution`):
    what follows the prompt.

    Raises:
        TaskImportError: names the line that is not as it should be.
    """
    known = _solutions(solutions) if solutions is not None else {}
    drafts = tuple(_draft(_problem(row, known)) for row in read_rows(path))
    seen: set[str] = set()
    for draft in drafts:
        if draft.id in seen:
            raise TaskImportError(f"{path}: {draft.id} comes twice.")
        seen.add(draft.id)
    return drafts


def _solutions(path: Path) -> dict[str, str]:
    rows = read_rows(path)
    return {row.text("name", "task_id"): row.text("solution", "completion", "canonical_solution") for row in rows}


def _problem(row: Row, known: dict[str, str]) -> _Problem:
    return _of_x(row) if "task_id" in row.values else _of_multipl_e(row, known)


def _of_x(row: Row) -> _Problem:
    task_id = row.text("task_id")
    language, _, number = task_id.partition("/")
    if language.lower() not in LANGUAGES or not number.isdecimal():
        raise TaskImportError(f"{row.where}: {task_id!r} is no task of JavaScript, as in JavaScript/0.")
    hidden = test_bodies(row.text("test"), where=row.where)
    examples = row.values.get("example_test")
    has_examples = isinstance(examples, str) and "assert" in examples
    return _Problem(
        row=row,
        number=number,
        form="humaneval-x",
        prompt=row.text("prompt"),
        body=row.text("canonical_solution"),
        visible=test_bodies(row.text("example_test"), where=row.where) if has_examples else hidden[:SHOWN],
        hidden=hidden,
        licence="Apache-2.0",
    )


def _of_multipl_e(row: Row, known: dict[str, str]) -> _Problem:
    name = row.text("name")
    language = row.values.get("language", "js")
    found = re.match(r"[A-Za-z]+_(\d+)_", name)
    if language not in LANGUAGES or found is None:
        raise TaskImportError(f"{row.where}: {name!r} in {language!r} is no task of HumanEval in JavaScript.")
    own = row.values.get("canonical_solution")
    body = own if isinstance(own, str) and own.strip() else known.get(name)
    if body is None:
        raise TaskImportError(f"{row.where}: {name} has no solution. Give one in a file with --solutions.")
    hidden = test_bodies(row.text("tests"), where=row.where)
    return _Problem(
        row=row,
        number=found[1],
        form="humaneval",
        prompt=row.text("prompt"),
        body=body,
        visible=hidden[:SHOWN],
        hidden=hidden,
        licence="MIT",
    )


def _draft(problem: _Problem) -> Draft:
    name = _function_name(problem)
    words = [word.lower() for word in _TITLE_WORD.findall(name)]
    spec = f"{'-'.join(words)}.spec.js"

    def tests(bodies: tuple[str, ...]) -> tuple[SourceFile, ...]:
        return (SourceFile(spec, test_file(bodies, name=name)),)

    return Draft(
        id="-".join([problem.form, problem.number, *words]),
        title=" ".join(words).capitalize(),
        category="functions",
        difficulty=Difficulty.EASY,
        kind=TaskKind.IMPLEMENT,
        prompt=_prompt(problem, name, " ".join(words).capitalize()),
        starter=_program(problem.prompt, "  throw new Error('not implemented');\n}\n", name=name),
        reference=_program(problem.prompt, problem.body, name=name),
        tests=TestFiles(visible=tests(problem.visible), hidden=tests(problem.hidden)),
        source=f"{problem.form}: {problem.row.values.get('task_id') or problem.row.values.get('name')}",
        licence=problem.licence,
    )


def _function_name(problem: _Problem) -> str:
    """Return the function that the prompt ends with; others before it are helpers."""
    found: list[tuple[str, str]] = _NAME.findall(problem.prompt)
    if not found:
        raise TaskImportError(f"{problem.row.where}: the prompt declares no function.")
    return found[-1][0] or found[-1][1]


def _program(prompt: str, body: str, *, name: str) -> tuple[SourceFile, ...]:
    source = f"{prompt.rstrip()}\n{body.rstrip()}\n\nmodule.exports = {{ {name} }};\n"
    return (SourceFile("solution.js", source.encode()),)


def _prompt(problem: _Problem, name: str, title: str) -> str:
    lines = [line.strip() for line in problem.prompt.split("\n")]
    said = [
        re.sub(r"^(//|/\*+|\*(?!/))\s?|\*/$", "", line).rstrip() for line in lines if line[:2] in ("//", "/*") or line
    ]
    text = "\n".join(line for line in said if not _NAME.match(line)).strip()
    return f"# {title}\n\nWrite `{name}` in `solution.js`.\n\n```text\n{text.replace('```', '')}\n```\n"
