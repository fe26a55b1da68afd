"""Reads task.toml strictly: every key known, every value of its type, every fault named with its file."""

import tomllib
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from sandbox.model import Limits
from training.errors import TaskFolderError
from training.model.tasks import AcceptedMutant, Difficulty, TaskKind

REQUIRED = ("id", "title", "category", "difficulty", "kind")
OPTIONAL = ("limits", "source", "licence", "language", "shared", "accepted")
LANGUAGE = "javascript"
_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True, kw_only=True)
class TaskFields:
    """What task.toml says."""

    id: str
    title: str
    category: str
    difficulty: Difficulty
    kind: TaskKind
    limits: Limits
    source: str
    licence: str | None
    shared: tuple[str, ...]
    accepted: tuple[AcceptedMutant, ...]


def read_fields(path: Path) -> TaskFields:
    """Read a task.toml.

    Raises:
        TaskFolderError: names the file and what is wrong in it.
    """
    table = _table(path)
    _refuse_unknown(path, table, (*REQUIRED, *OPTIONAL))
    missing = [key for key in REQUIRED if key not in table]
    if missing:
        raise TaskFolderError(f"{path}: {missing[0]} is missing. Add it; a task needs {', '.join(REQUIRED)}.")
    if table.get("language", LANGUAGE) != LANGUAGE:
        raise TaskFolderError(f"{path}: language must be {LANGUAGE!r}, not {table['language']!r}.")
    return TaskFields(
        id=_text(path, table, "id"),
        title=_text(path, table, "title"),
        category=_text(path, table, "category"),
        difficulty=_choice(path, table, "difficulty", Difficulty),
        kind=_choice(path, table, "kind", TaskKind),
        limits=_limits(path, table.get("limits", {})),
        source=_text(path, table, "source") if "source" in table else "built-in",
        licence=_text(path, table, "licence") if "licence" in table else None,
        shared=_paths(path, table.get("shared", [])),
        accepted=_accepted(path, table.get("accepted", [])),
    )


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text())
    except FileNotFoundError as error:
        raise TaskFolderError(f"{path} is missing. A task's folder needs one.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise TaskFolderError(f"{path} can't be read: {error}.") from error
    except tomllib.TOMLDecodeError as error:
        raise TaskFolderError(f"{path} is no TOML: {error}.") from error


def _refuse_unknown(path: Path, table: dict[str, Any], known: tuple[str, ...]) -> None:
    unknown = sorted(set(table) - set(known))
    if unknown:
        raise TaskFolderError(f"{path}: {unknown[0]!r} is unknown. Use {', '.join(known)}.")


def _text(path: Path, table: dict[str, Any], key: str) -> str:
    value = table[key]
    if not isinstance(value, str) or not value.strip():
        raise TaskFolderError(f"{path}: {key} must be a text that is not empty, not {value!r}.")
    return value


def _paths(path: Path, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise TaskFolderError(f'{path}: shared must be a list of paths, as in shared = ["helper.js"].')
    return tuple(value)


def _choice(path: Path, table: dict[str, Any], key: str, choices: type[_Choice]) -> _Choice:
    try:
        return choices(table[key])
    except ValueError as error:
        names = ", ".join(choice.value for choice in choices)
        raise TaskFolderError(f"{path}: {key} must be one of {names}, not {table[key]!r}.") from error


def _limits(path: Path, table: Any) -> Limits:
    if not isinstance(table, dict):
        raise TaskFolderError(f"{path}: limits must be a table, as in [limits].")
    types: dict[str, Any] = {field.name: type(field.default) for field in fields(Limits)}
    _refuse_unknown(path, table, tuple(types))
    for key, value in table.items():
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not value > 0 or (types[key] is int and not isinstance(value, int)):
            raise TaskFolderError(f"{path}: limits.{key} must be a number above 0, not {value!r}.")
    return Limits(**{key: types[key](value) for key, value in table.items()})


def _accepted(path: Path, entries: Any) -> tuple[AcceptedMutant, ...]:
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise TaskFolderError(f"{path}: accepted must be tables, as in [[accepted]].")
    for entry in entries:
        _refuse_unknown(path, entry, ("edit", "reason"))
        if set(entry) != {"edit", "reason"}:
            raise TaskFolderError(f"{path}: each [[accepted]] needs an edit, as a check prints it, and a reason.")
    return tuple(
        AcceptedMutant(edit=_text(path, entry, "edit"), reason=_text(path, entry, "reason")) for entry in entries
    )
