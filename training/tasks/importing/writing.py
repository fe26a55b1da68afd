"""Writes drafts as task folders: whole or not at all, and only such as can be loaded again."""

import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields
from pathlib import Path

from sandbox.model import Limits, SourceFile
from training.errors import TaskFolderError, TaskImportError
from training.tasks.importing.draft import Draft, Skipped
from training.tasks.loader import FIELDS, PROMPT, load_task

WORK_FOLDER = ".importing-"  # hidden, and thus no task, for as long as it is not whole


@dataclass(frozen=True, kw_only=True)
class Imported:
    """A task that was written. `notes` say what a reader of the import should know."""

    id: str
    folder: Path
    notes: tuple[str, ...] = ()


def write_drafts(
    drafts: Iterable[Draft | Skipped], into: Path, *, replace: bool = False
) -> Iterator[Imported | Skipped]:
    """Write each draft as a folder below `into`, and give what became of each, one by one.

    `replace` allows to take the place of a task folder that is there already.

    Raises:
        TaskImportError: `into` can't be used at all.
    """
    try:
        into.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TaskImportError(f"{into} can't be made: {error.strerror}. Name a folder that can.") from error
    for draft in drafts:
        yield draft if isinstance(draft, Skipped) else _write(draft, into, replace=replace)


@contextmanager
def written_beside(drafts: Iterable[Draft], into: Path, *, replace: bool = False) -> Iterator[tuple[Path, ...]]:
    """Write drafts to a hidden folder in `into` for as long as the block lasts, to be looked at before they are kept.

    Raises:
        TaskImportError: `into` can't be used, or a draft can't be written there.
    """
    try:
        into.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TaskImportError(f"{into} can't be made: {error.strerror}. Name a folder that can.") from error
    with _removed_if_empty(into), tempfile.TemporaryDirectory(prefix=WORK_FOLDER, dir=into) as work:
        folders = []
        for draft in drafts:
            if (into / draft.id).exists() and not replace:
                raise TaskImportError(f"{into / draft.id} is there already. Remove it, or add --replace.")
            written = _write(draft, Path(work), replace=False)
            if isinstance(written, Skipped):
                raise TaskImportError(f"{draft.id}: {written.reason} Nothing was imported.")
            folders.append(written.folder)
        yield tuple(folders)


@contextmanager
def _removed_if_empty(folder: Path) -> Iterator[None]:
    try:
        yield
    finally:
        with suppress(OSError):  # it is not empty, and that is well
            folder.rmdir()


def _write(draft: Draft, into: Path, *, replace: bool) -> Imported | Skipped:
    target = into / draft.id
    if target.exists() and not (replace and (target / FIELDS).is_file()):
        return Skipped(id=draft.id, reason=f"{target} is there already. Remove it, or add --replace.")
    with tempfile.TemporaryDirectory(prefix=WORK_FOLDER, dir=into) as work:
        folder = Path(work) / draft.id
        try:
            _fill(folder, draft)
            load_task(folder)
        except (OSError, TaskFolderError) as error:
            return Skipped(id=draft.id, reason=str(error).replace(f"{work}/", ""))
        if target.exists():
            shutil.rmtree(target)
        folder.rename(target)
    return Imported(id=draft.id, folder=target, notes=draft.notes)


def _fill(folder: Path, draft: Draft) -> None:
    folder.mkdir()
    (folder / FIELDS).write_text(_fields_text(draft))
    (folder / PROMPT).write_text(draft.prompt.strip() + "\n")
    _write_files(folder / "starter", draft.starter)
    _write_files(folder / "reference", draft.reference)
    _write_files(folder / "tests" / "visible", draft.tests.visible)
    _write_files(folder / "tests" / "hidden", draft.tests.hidden)


def _write_files(folder: Path, files: tuple[SourceFile, ...]) -> None:
    for file in files:
        path = folder / file.path
        if not path.resolve().is_relative_to(folder.resolve()):
            raise TaskFolderError(f"{file.path} would lie outside the task's folder.")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)


def _fields_text(draft: Draft) -> str:
    table = {
        "id": draft.id,
        "title": draft.title,
        "category": draft.category,
        "difficulty": draft.difficulty.value,
        "kind": draft.kind.value,
        "language": "javascript",
        "source": draft.source,
        **({"licence": draft.licence} if draft.licence else {}),
    }
    lines = [f"{key} = {_toml_text(value)}" for key, value in table.items()]
    if draft.shared:
        lines.append(f"shared = [{', '.join(_toml_text(path) for path in draft.shared)}]")
    changed = [
        f"{limit.name} = {getattr(draft.limits, limit.name)!r}"
        for limit in fields(Limits)
        if getattr(draft.limits, limit.name) != limit.default
    ]
    return "\n".join([*lines, *(["", "[limits]", *changed] if changed else [])]) + "\n"


def _toml_text(text: str) -> str:
    # JSON's strings are TOML's too, but for DEL, which TOML wants escaped
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
