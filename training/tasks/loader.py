"""Reads a task from its folder, and refuses one that is not as it should be."""

import hashlib
import re
from pathlib import Path

from sandbox.model import SourceFile
from training.errors import TaskFolderError
from training.model.tasks import Task
from training.tasks.fields import read_fields

FIELDS = "task.toml"
PROMPT = "prompt.md"
MAX_FILE_BYTES = 256 * 1024
MAX_FILES = 200
TEST_FILE = re.compile(r"\.(spec|test)\.(js|mjs|cjs)$")
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def load_task(folder: Path) -> Task:
    """Return the task that a folder holds.

    Raises:
        TaskFolderError: names the file and what is wrong with it, and what to do.
    """
    if not folder.is_dir():
        raise TaskFolderError(f"{folder} is no folder. Name the folder that holds {FIELDS}.")
    fields = read_fields(folder / FIELDS)
    if not ID.fullmatch(fields.id) or fields.id != folder.resolve().name:
        raise TaskFolderError(
            f"{folder / FIELDS}: id is {fields.id!r}; it must equal the folder's name, "
            "in small letters, digits and dashes."
        )
    task = Task(
        id=fields.id,
        title=fields.title,
        category=fields.category,
        difficulty=fields.difficulty,
        kind=fields.kind,
        prompt=_prompt(folder / PROMPT),
        starter=_files(folder / "starter"),
        reference=_files(folder / "reference"),
        visible_tests=_tests(folder / "tests" / "visible"),
        hidden_tests=_tests(folder / "tests" / "hidden"),
        content_hash=_content_hash(folder),
        limits=fields.limits,
        source=fields.source,
        licence=fields.licence,
        shared=fields.shared,
        accepted=fields.accepted,
    )
    _check_names(folder, task)
    return task


def _prompt(path: Path) -> str:
    try:
        text = path.read_text()
    except (OSError, UnicodeDecodeError) as error:
        raise TaskFolderError(f"{path} can't be read: {error}. A task needs a prompt as UTF-8 text.") from error
    if not text.strip():
        raise TaskFolderError(f"{path} is empty. Say in it what is to be done.")
    return text


def _files(folder: Path) -> tuple[SourceFile, ...]:
    if not folder.is_dir():
        raise TaskFolderError(f"{folder} is missing. A task's folder needs it.")
    paths = sorted(path for path in folder.rglob("*") if not path.is_dir() or path.is_symlink())
    if not paths:
        raise TaskFolderError(f"{folder} is empty. Put at least one file into it.")
    if len(paths) > MAX_FILES:
        raise TaskFolderError(f"{folder} holds more than {MAX_FILES} files. Make it smaller.")
    return tuple(_file(folder, path) for path in paths)


def _file(folder: Path, path: Path) -> SourceFile:
    if path.is_symlink() or not path.is_file():
        raise TaskFolderError(f"{path} is no plain file. Replace links and special files by files.")
    content = path.read_bytes()
    if len(content) > MAX_FILE_BYTES:
        raise TaskFolderError(f"{path} is larger than {MAX_FILE_BYTES // 1024} KiB. Make it smaller.")
    if path.suffix in {".js", ".mjs", ".cjs"}:
        _refuse_binary(path, content)
    return SourceFile(path.relative_to(folder).as_posix(), content)


def _refuse_binary(path: Path, content: bytes) -> None:
    try:
        content.decode()
    except UnicodeDecodeError as error:
        raise TaskFolderError(f"{path} is no UTF-8 text. Save it as UTF-8.") from error


def _tests(folder: Path) -> tuple[SourceFile, ...]:
    files = _files(folder)
    if not any(TEST_FILE.search(file.path) for file in files):
        raise TaskFolderError(f"{folder} holds no tests. Name a test file NAME.spec.js or NAME.test.js.")
    return files


def _check_names(folder: Path, task: Task) -> None:
    program = {file.path for file in (*task.starter, *task.reference)}
    for file in (*task.visible_tests, *task.hidden_tests):
        if file.path in program:
            raise TaskFolderError(
                f"{folder}: {file.path} is a file of the tests and of the program. Rename one of them."
            )
    for path in task.shared:
        if any(path not in {file.path for file in tests} for tests in (task.visible_tests, task.hidden_tests)):
            raise TaskFolderError(f"{folder}: {path} is named as shared; put it into both folders of tests.")
        if TEST_FILE.search(path):
            raise TaskFolderError(f"{folder}: {path} is named as shared, but it holds tests. Share helpers only.")


def _content_hash(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix().encode()
        content = path.read_bytes()
        digest.update(len(name).to_bytes(4, "big") + name + len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()
