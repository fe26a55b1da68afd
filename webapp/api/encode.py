"""Domain values as JSON: dataclasses as objects, enums by their value, moments in ISO 8601, bytes as text."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from pathlib import PurePath


def encode(value: object) -> object:
    """Return a value that `json` writes, for whatever the domain is made of.

    Raises:
        TypeError: the value is of a kind that the domain does not use.
    """
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str | PurePath):
        return str(value)
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode(errors="replace")
    return _encode_many(value)


def _encode_many(value: object) -> object:
    if is_dataclass(value):
        return {field.name: encode(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): encode(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [encode(entry) for entry in value]
    raise TypeError(f"the API cannot write a {type(value).__name__}")
