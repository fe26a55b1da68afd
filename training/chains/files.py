"""A chain as TOML or JSON text."""

import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from training.chains.content import chain_from, content_of
from training.chains.errors import ChainFileError
from training.model.chains import Chain

_BYTES_LIMIT = 500_000
_MULTI_LINE = re.compile(r"[^\x00-\x08\x0b-\x1f\x7f]*\n[^\x00-\x08\x0b-\x1f\x7f]*")


def read_chain(path: Path) -> Chain:
    """Read a chain from a file, `.json` or `.toml`.

    Raises:
        ChainFileError: the file can't be read, or holds no chain.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ChainFileError(f"{path} can't be read: {error.strerror}. Check that you may read it.") from error
    return parse_chain(raw, source=str(path))


def parse_chain(raw: bytes, *, source: str) -> Chain:
    """Return the chain in a file's bytes: JSON where they begin with a brace, else TOML.

    Raises:
        ChainFileError: they are neither, or hold no chain.
    """
    if len(raw) > _BYTES_LIMIT:
        raise ChainFileError(f"{source} has {len(raw):,} bytes. A chain has at most {_BYTES_LIMIT:,}.")
    try:
        text = raw.decode("utf-8-sig")
        data = json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text.replace("\r\n", "\n"))
    except (ValueError, RecursionError) as error:
        raise ChainFileError(f"{source} is neither JSON nor TOML in UTF-8: {error}. Correct that place.") from error
    return chain_from(data, source=source)


def to_json(chain: Chain) -> str:
    """Return a chain as JSON text."""
    return json.dumps(content_of(chain), indent=2, ensure_ascii=False) + "\n"


def to_toml(chain: Chain) -> str:
    """Return a chain as TOML text."""
    content = content_of(chain)
    stages, variables = content.pop("stages"), content.pop("variables", {})
    parts = [_lines(content)]
    if variables:
        parts.append("[variables]\n" + _lines(variables))
    parts += ["[[stages]]\n" + _lines(stage) for stage in stages]
    return "\n".join(parts)


def _lines(table: Mapping[str, Any]) -> str:
    return "".join(f"{key} = {_value(value)}\n" for key, value in table.items())


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_value(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, str) and _MULTI_LINE.fullmatch(value):
        return '"""\n' + value.replace("\\", "\\\\").replace('"""', '\\"\\"\\"').removesuffix('"') + _end(value)
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _end(value: str) -> str:
    return '\\""""' if value.endswith('"') and not value.endswith('"""') else '"""'
