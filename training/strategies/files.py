"""One strategy as one TOML file: reading it strictly, writing it back, and the hash of its content."""

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import asdict
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from training.errors import StrategyFileError
from training.model.strategies import Strategy
from training.strategies.fields import FIELDS, FieldError

_NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
RESERVED = frozenset({"new", "compare"})  # the site has pages of its own under these
_BYTES_LIMIT = 100_000


def read_strategy(path: Path) -> Strategy:
    """Read one strategy; its name is the file's, without `.toml`.

    Raises:
        StrategyFileError: the file can't be read, is no TOML, or holds something that a strategy does not.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise StrategyFileError(
            f"{path} can't be read: {error.strerror}. Check that it exists and that you may read it."
        ) from error
    return parse_strategy(_decode(raw, source=str(path)), name=path.stem, source=str(path))


def parse_strategy(text: str, *, name: str, source: str) -> Strategy:
    """Make a strategy of a file's text. `source` is what messages call the file.

    Raises:
        StrategyFileError: the text is no TOML, or holds something that a strategy does not.
    """
    _check_name(name, source=source)  # what is wrong with the name is said before what is wrong inside
    return make_strategy(name, _toml(text, source=source), source=source)


def make_strategy(name: str, values: Mapping[str, Any], *, source: str) -> Strategy:
    """Make a strategy of its fields' values.

    Raises:
        StrategyFileError: a name or value that a strategy does not take, a field that is missing or that there is not.
    """
    _check_name(name, source=source)
    checked = _checked(values, source=source)
    return Strategy(name=name, version=content_version(name, checked), **checked)


def contents(strategy: Strategy) -> dict[str, Any]:
    """Return a strategy's fields by name, in the order of its file, without name and version."""
    fields = asdict(strategy)
    return {key: fields[key] for key in FIELDS}


def format_strategy(strategy: Strategy) -> str:
    """Return the TOML text that reads back as the same strategy, version included."""
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in contents(strategy).items()]
    return "\n".join(lines).replace("\x7f", "\\u007f") + "\n"


def content_version(name: str, values: Mapping[str, Any]) -> str:
    """Return twelve hex digits that change whenever the name or any value does, and for no other reason."""
    canonical = json.dumps({"name": name, **values}, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]


def _check_name(name: str, *, source: str) -> None:
    if not _NAME.fullmatch(name):
        raise StrategyFileError(
            f"{source}: {name!r} can't be a strategy's name. "
            "Use small letters, digits and hyphens, at most 40, beginning with a letter."
        )
    if name in RESERVED:
        raise StrategyFileError(f"{source}: a page of the site is called {name!r}. Choose another name.")


def _decode(raw: bytes, *, source: str) -> str:
    if len(raw) > _BYTES_LIMIT:
        raise StrategyFileError(f"{source} has {len(raw):,} bytes. A strategy file has at most {_BYTES_LIMIT:,}.")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise StrategyFileError(f"{source} is not UTF-8 text (byte {error.start}). Save it as UTF-8.") from error


def _toml(text: str, *, source: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise StrategyFileError(f"{source} is not TOML: {error}. Correct that place.") from error


def _checked(data: Mapping[str, Any], *, source: str) -> dict[str, Any]:
    for key in data:
        if key not in FIELDS:
            raise StrategyFileError(f"{source}: {key!r} is no field of a strategy. {_advice(key)}")
    return {key: _value(data, key, source=source) for key in FIELDS}


def _value(data: Mapping[str, Any], key: str, *, source: str) -> Any:
    if key not in data:
        raise StrategyFileError(f"{source}: {key!r} is missing. Add it; the built-in strategies show each field.")
    try:
        return FIELDS[key].read(data[key])
    except FieldError as error:
        raise StrategyFileError(f"{source}: {key!r} {error}. Change it.") from error


def _advice(key: str) -> str:
    close = get_close_matches(key, FIELDS, n=1)
    return f"Did you mean {close[0]!r}?" if close else f"Remove it; the fields are {', '.join(FIELDS)}."
