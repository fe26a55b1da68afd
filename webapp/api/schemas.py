"""Schemas of answers, made from the domain's own dataclasses, so that the document never says what is not so."""

from collections.abc import Mapping
from dataclasses import fields as fields_of
from dataclasses import is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from pathlib import PurePath
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from marshmallow import Schema, fields

_PLAIN: dict[type, type[fields.Field[Any]]] = {
    bool: fields.Boolean,
    int: fields.Integer,
    float: fields.Float,
    str: fields.String,
    datetime: fields.DateTime,
    PurePath: fields.String,
}


class Bytes(fields.String):
    """Bytes as text; what is no UTF-8 is replaced."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:  # noqa: ARG002 - marshmallow's
        return None if value is None else bytes(value).decode(errors="replace")


class Word(fields.String):
    """An enum's value."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:  # noqa: ARG002 - as above
        return None if value is None else str(value.value)


@cache
def schema_of(kind: type) -> type[Schema]:
    """Return the schema of a dataclass, with those of all that it holds."""
    return shaped(kind, kind.__name__)


def shaped(kind: type, name: str, *, leave_out: tuple[str, ...] = (), **more: Any) -> type[Schema]:
    """Return a schema like a dataclass's, without some of its fields and with others."""
    hints = get_type_hints(kind)
    made = {field.name: field_of(hints[field.name]) for field in fields_of(kind) if field.name not in leave_out}
    return Schema.from_dict({**made, **more}, name=name)


def list_of(item: type[Schema], name: str) -> type[Schema]:
    """Return the schema of a list that is given whole."""
    return Schema.from_dict({"items": fields.List(fields.Nested(item))}, name=name)


@cache
def page_of(kind: type, name: str = "") -> type[Schema]:
    """Return the schema of one page of a list."""
    item: type[Schema] = schema_of(kind) if is_dataclass(kind) else kind
    made: dict[str, fields.Field[Any]] = {
        "items": fields.List(fields.Nested(item)),
        "next_after": fields.Integer(
            allow_none=True, metadata={"description": "Give it as `after` for the next page; null on the last."}
        ),
    }
    return Schema.from_dict(made, name=name or f"{kind.__name__}Page")


def field_of(hint: Any, *, nullable: bool = False) -> fields.Field[Any]:
    """Return the field for a type of the domain's.

    Raises:
        TypeError: the domain uses no such type.
    """
    origin, inner = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        return _either(inner)
    if origin in {tuple, list, frozenset}:
        return fields.List(field_of(inner[0]), allow_none=nullable)
    if origin in {dict, Mapping}:
        return fields.Dict(keys=fields.String(), allow_none=nullable)
    if hint is Any or hint is object:
        return fields.Raw(allow_none=True)
    if isinstance(hint, type):
        return _of_class(hint, nullable=nullable)
    raise TypeError(f"the API can't describe {hint!r}")


def _either(inner: tuple[Any, ...]) -> fields.Field[Any]:
    given = tuple(one for one in inner if one is not NoneType)
    if set(given) == {int, float}:
        given = (float,)
    if len(given) != 1:
        raise TypeError(f"the API can't describe a choice of {given!r}")
    return field_of(given[0], nullable=len(given) != len(inner))


def _of_class(hint: type, *, nullable: bool) -> fields.Field[Any]:
    if issubclass(hint, Enum):
        values: list[str | None] = [str(one.value) for one in hint]
        return Word(allow_none=nullable, metadata={"enum": [*values, None] if nullable else values})
    if issubclass(hint, bytes):
        return Bytes(allow_none=nullable)
    if issubclass(hint, dict):
        return fields.Dict(keys=fields.String(), allow_none=nullable)
    if is_dataclass(hint):
        return fields.Nested(schema_of(hint), allow_none=nullable)
    for plain, made in _PLAIN.items():
        if issubclass(hint, plain):
            return made(allow_none=nullable)
    raise TypeError(f"the API can't describe a {hint.__name__}")
