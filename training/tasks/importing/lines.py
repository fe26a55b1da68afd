"""Reads files that hold one JSON value a line, and names the line that does not."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sandbox.output import well_formed
from training.errors import TaskImportError

_TOO_DEEP = "is nested too deeply to be read."


@dataclass(frozen=True)
class Row:
    """A JSON object with the place that it stands at, as `FILE, line N`."""

    where: str
    values: dict[str, Any]

    def text(self, *keys: str) -> str:
        """Return the first of these keys that is there.

        Raises:
            TaskImportError: none is there, or it is no text; names the line.
        """
        for key in keys:
            value = self.values.get(key)
            if isinstance(value, str) and value.strip():
                return value
        raise TaskImportError(f"{self.where}: {keys[0]} is missing, or no text.")


def read_json_lines(path: Path) -> Iterator[tuple[str, Any]]:
    """Give each line's place and value; empty lines are passed over.

    Raises:
        TaskImportError: the file can't be read, or a line is no JSON; names it.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TaskImportError(f"{path} can't be read as text: {error}.") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield f"{path}, line {number}", json_value(line, where=f"{path}, line {number}")


def read_rows(path: Path) -> tuple[Row, ...]:
    """Return the objects of a JSONL file, all or none.

    Raises:
        TaskImportError: names the file or the line that is not as it should be.
    """
    rows = []
    for where, value in read_json_lines(path):
        if not isinstance(value, dict):
            raise TaskImportError(f"{where} holds no JSON object.")
        refuse_half_characters(value, where=where)
        rows.append(Row(where, value))
    if not rows:
        raise TaskImportError(f"{path} is empty. Name a file with one JSON object a line.")
    return tuple(rows)


def json_value(text: str, *, where: str) -> Any:
    """Return the value of a text that somebody else wrote; `where` names it in errors.

    Raises:
        TaskImportError: it is no JSON, or nested too deeply.
    """
    try:
        return json.loads(text)
    except ValueError as error:
        raise TaskImportError(f"{where} is no JSON: {error}. It may be cut off; get the file again.") from error
    except RecursionError as error:
        raise TaskImportError(f"{where} {_TOO_DEEP}") from error


def refuse_half_characters(value: Any, *, where: str) -> None:
    """Refuse a JSON value with a text that UTF-8 can't hold, as JSON's escapes can write it.

    Raises:
        TaskImportError: it holds such a text, or is nested too deeply.
    """
    try:
        text = json.dumps(value, ensure_ascii=False)
    except RecursionError as error:
        raise TaskImportError(f"{where} {_TOO_DEEP}") from error
    if well_formed(text) != text:
        raise TaskImportError(f"{where} holds half a character (a lone surrogate), which no file can hold.")
