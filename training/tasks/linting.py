"""Looks at a task without running it: what its author has forgotten."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from sandbox.model import SourceFile
from training.agents.repair.program import fingerprint, is_script, parse
from training.errors import TaskFolderError
from training.model.tasks import Task
from training.tasks.importing.skipped_tests import enable_all, has_tests, imports_of
from training.tasks.loader import TEST_FILE, load_task

BUILT_IN = "built-in"
LARGE_BYTES = 64 * 1024
SHORT_PROMPT_CHARACTERS = 40


def lint_task(folder: Path) -> tuple[str, ...]:
    """Return what is not as it should be with a task's folder, one sentence each; nothing where all is well."""
    try:
        task = load_task(folder)
    except TaskFolderError as error:
        return (str(error),)
    return (*_prompt(task), *_origin(task), *_programs(task), *_tests(task), *_sizes(task))


def _prompt(task: Task) -> Iterator[str]:
    text = task.prompt.strip()
    if not text.startswith("# "):
        yield "prompt.md has no title. Begin it with a line such as: # A short title"
    if len(text) < SHORT_PROMPT_CHARACTERS:
        yield "prompt.md says too little. Say what is to be done, and what holds at the edges."


def _origin(task: Task) -> Iterator[str]:
    if task.source != BUILT_IN and task.licence is None:
        yield f"task.toml names a source ({task.source}) and no licence. Add the licence that it comes under."


def _programs(task: Task) -> Iterator[str]:
    for part, files in (("starter", task.starter), ("reference", task.reference)):
        for file in files:
            if is_script(file.path) and parse(file) is None:
                yield f"{part}/{file.path} is no JavaScript that can be read. Mend its syntax."
    if _tokens(task.starter) == _tokens(task.reference):
        yield "The starter is the reference, so there is nothing to do."


def _tests(task: Task) -> Iterator[str]:
    program = {PurePosixPath(file.path) for file in (*task.starter, *task.reference)}
    for part, files in (("visible", task.visible_tests), ("hidden", task.hidden_tests)):
        specs = [file for file in files if TEST_FILE.search(file.path)]
        broken = [file for file in specs if parse(file) is None]
        for file in broken:
            yield f"tests/{part}/{file.path} is no JavaScript that can be read. Mend its syntax."
        for file in specs:
            if file not in broken:
                yield from _test_file(part, file, program)
    if _tokens(task.visible_tests) == _tokens(task.hidden_tests):
        yield "The hidden tests are the visible ones. Add some that a careless program does not pass."


def _test_file(part: str, file: SourceFile, program: set[PurePosixPath]) -> Iterator[str]:
    name = f"tests/{part}/{file.path}"
    if not has_tests(file):
        yield f"{name} holds no test."
    if enable_all(file).content != file.content:
        yield f"{name} skips tests, or runs only some (skip, only, todo, xtest). Enable them, or take them out."
    if not any(_names(file, specifier) & program for specifier in imports_of(file)):
        yield f"{name} imports no file of the program, as in: import {{ f }} from './solution.js'"


def _names(file: SourceFile, specifier: str) -> set[PurePosixPath]:
    target = PurePosixPath(file.path).parent / specifier
    return {target, *(target.with_name(f"{target.name}{suffix}") for suffix in (".js", ".mjs", ".cjs"))}


def _sizes(task: Task) -> Iterator[str]:
    for file in (*task.starter, *task.reference, *task.visible_tests, *task.hidden_tests):
        if len(file.content) > LARGE_BYTES:
            yield f"{file.path} is larger than {LARGE_BYTES // 1024} KiB. An agent has to read it; make it smaller."


def _tokens(files: tuple[SourceFile, ...]) -> dict[str, object]:
    """Return what counts of files, without layout and comments."""
    programs = {file.path: parse(file) if is_script(file.path) else None for file in files}
    return {file.path: fingerprint(found) if (found := programs[file.path]) else file.content for file in files}
