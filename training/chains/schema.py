"""What a stage gives as JSON, held against its schema. Nothing is fetched: a schema may point to itself alone."""

import json
import re
from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError, ValidationError
from referencing import Registry
from referencing.exceptions import Unresolvable

_FENCED = re.compile(r"^```(?:json)?[ \t]*\n(.*?)^```[ \t]*$", re.MULTILINE | re.DOTALL)
_BOUNDS = (("minLength", "maxLength"), ("minimum", "maximum"), ("minItems", "maxItems"))
_SHOWN_CHARS = 300


def schema_problem(text: str) -> str | None:
    """Return what is wrong with a schema's text, or None. Finds schemas that plainly nothing can meet."""
    try:
        schema = json.loads(text)
        Draft202012Validator.check_schema(schema)
    except (ValueError, RecursionError) as error:
        return f"the schema is no JSON: {error}"
    except SchemaError as error:
        return f"the schema is no JSON schema: {error.message[:_SHOWN_CHARS]}"
    if remote := _remote(schema):
        return f"the schema points to {remote!r}; it may point to its own parts only (#/...)"
    return _contradiction(schema)


def _remote(schema: Any) -> str | None:
    if isinstance(schema, dict):
        reference = schema.get("$ref")
        if isinstance(reference, str) and not reference.startswith("#"):
            return reference
    parts = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    return next((found for part in parts if (found := _remote(part))), None)


def _contradiction(schema: Any) -> str | None:
    """Return why nothing can meet a schema, where that is plain to see. Not every such schema is found."""
    if schema is False:
        return "nothing can meet the schema `false`"
    return next(_contradictions(schema), None) if isinstance(schema, dict) else None


def _contradictions(schema: dict[str, Any]) -> Iterator[str]:
    for low, high in _BOUNDS:
        if low in schema and high in schema and schema[low] > schema[high]:
            yield f"nothing can meet the schema: {low} {schema[low]} is above {high} {schema[high]}"
    values = schema.get("enum", [schema["const"]] if "const" in schema else [])
    if "type" in schema and values and not any(is_met({"type": schema["type"]}, value) for value in values):
        yield "nothing can meet the schema: no value that it allows is of its type"
    required = schema.get("required", [])
    for name, part in schema.get("properties", {}).items():
        inner = _contradiction(part) if name in required else None
        if inner:
            yield f"{inner} (in {name!r}, which is required)"


def is_met(schema: Any, value: Any) -> bool:
    """Return whether a value meets a schema."""
    return bool(Draft202012Validator(schema, registry=Registry()).is_valid(value))


def read_json(text: str) -> Any:
    """Return the value of a reply that is JSON, or holds it in its one fenced block.

    Raises:
        ValueError: it is no JSON.
    """
    try:
        return _loads(text)
    except ValueError:
        blocks = _FENCED.findall(text.replace("\r\n", "\n"))
        if len(blocks) != 1:
            raise
        return _loads(blocks[0])


def _loads(text: str) -> Any:
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def mismatch(schema: str, value: Any) -> str | None:
    """Return how a value fails its schema, in one line, or None when it meets it."""
    try:
        Draft202012Validator(json.loads(schema), registry=Registry()).validate(value)
    except ValidationError as error:
        return f"{error.json_path}: {error.message}"[:_SHOWN_CHARS]
    except (Unresolvable, RecursionError) as error:
        return f"the schema can't be followed: {error}"[:_SHOWN_CHARS]
    return None
