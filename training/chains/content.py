"""A chain as plain data and back, read strictly, and the hash of its content."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, replace
from difflib import get_close_matches
from typing import Any, TypeVar

from training.chains.errors import ChainFileError
from training.model.chains import AUTO, Budgets, Chain, Gives, OnFailure, Stage

NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
_VARIABLE = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")
_TEXT_LIMIT = 20_000
_CHAIN_KEYS = ("name", "title", "description", "variables", "stages")
_STAGE_KEYS = (
    *("name", "instructions", "agent", "strategy", "after", "gives", "schema", "budgets", "retries", "on_failure"),
    "fall_back",
)
_BUDGETS: Mapping[str, tuple[type, float, float]] = {
    "seconds": (float, 1, 86_400),
    "turns": (int, 1, 1000),
    "tokens": (int, 1, 100_000_000),
    "cost_usd": (float, 0.000_001, 1000),
    "hand_off_kib": (int, 1, 4096),
}
_MOST_RETRIES = 5
_Choice = TypeVar("_Choice", Gives, OnFailure)


def chain_from(data: Any, *, source: str = "The chain") -> Chain:
    """Return the chain that plain data describes; what it leaves out is as the defaults say.

    Raises:
        ChainFileError: something is not as it should be; the message names the stage and the field.
    """
    return _Reading(source).chain(data)


def content_of(chain: Chain) -> dict[str, Any]:
    """Return a chain as plain data that reads back as the same chain. What is as the defaults say is left out."""
    content: dict[str, Any] = {"name": chain.name, "title": chain.title}
    if chain.description:
        content["description"] = chain.description
    if chain.variables:
        content["variables"] = dict(chain.variables)
    return {**content, "stages": [_stage_content(stage) for stage in chain.stages]}


def versioned(chain: Chain) -> Chain:
    """Return the chain with its version: twelve hex digits that change whenever its content does."""
    canonical = json.dumps(content_of(chain), sort_keys=True, separators=(",", ":"))
    return replace(chain, version=hashlib.sha256(canonical.encode()).hexdigest()[:12])


def _stage_content(stage: Stage) -> dict[str, Any]:
    plain = Stage(name="", instructions="", agent="")
    fields = {name: getattr(stage, name) for name in _STAGE_KEYS if name != "budgets"}
    kept = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in fields.items()
        if name in {"name", "instructions", "agent", "strategy"} or value != getattr(plain, name)
    }
    budgets = {name: value for name, value in asdict(stage.budgets).items() if value != getattr(plain.budgets, name)}
    return {**kept, **({"budgets": budgets} if budgets else {})}


class _Reading:
    """Reads one chain, with the place at hand for messages."""

    def __init__(self, source: str) -> None:
        self._place = source

    def chain(self, data: Any) -> Chain:
        source = self._place
        table = self._table(data, _CHAIN_KEYS)
        stages = table.get("stages")
        if not isinstance(stages, list):
            raise self._wrong("stages", "must be a list of stages")
        name = self._name(table)
        return versioned(
            Chain(
                name=name,
                title=self._text(table, "title", default=name.replace("-", " ").capitalize()),
                description=self._text(table, "description", default=""),
                variables=self._variables(table.get("variables", {})),
                stages=tuple(
                    _Reading(f"{source}, stage {_label(one, at)}").stage(one) for at, one in enumerate(stages, 1)
                ),
            )
        )

    def stage(self, data: Any) -> Stage:
        table = self._table(data, _STAGE_KEYS)
        return Stage(
            name=self._name(table),
            instructions=self._text(table, "instructions"),
            agent=self._text(table, "agent"),
            strategy=self._text(table, "strategy", default=AUTO),
            after=self._after(table),
            gives=self._choice(table, "gives", Gives, Gives.TEXT),
            schema=self._text(table, "schema", default=""),
            budgets=self._budgets(table.get("budgets", {})),
            retries=self._retries(table),
            on_failure=self._choice(table, "on_failure", OnFailure, OnFailure.STOP),
            fall_back=self._text(table, "fall_back", default=""),
        )

    def _wrong(self, key: str, what: str) -> ChainFileError:
        return ChainFileError(f"{self._place}: {key!r} {what}. Change it; the ready-made chains show each field.")

    def _table(self, data: Any, keys: tuple[str, ...]) -> Mapping[str, Any]:
        if not isinstance(data, dict):
            raise ChainFileError(f"{self._place} must be a table of fields: {', '.join(keys)}.")
        for key in data:
            if key not in keys:
                close = get_close_matches(str(key), keys, n=1)
                raise self._wrong(key, f"is no field here; {f'did you mean {close[0]!r}' if close else 'remove it'}")
        return data

    def _name(self, table: Mapping[str, Any]) -> str:
        name = table.get("name")
        if not isinstance(name, str) or not NAME.fullmatch(name):
            raise self._wrong("name", "must be small letters, digits and hyphens, at most 40, a letter first")
        return name

    def _text(self, table: Mapping[str, Any], key: str, *, default: str | None = None) -> str:
        value = table.get(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self._wrong(key, "must be some text")
        if len(value) > _TEXT_LIMIT or "\0" in value:
            raise self._wrong(key, f"must have at most {_TEXT_LIMIT:,} characters, and no NUL among them")
        return value.replace("\r\n", "\n").strip() or (default or "")

    def _variables(self, value: Any) -> tuple[tuple[str, str], ...]:
        if not isinstance(value, dict) or len(value) > _MOST_RETRIES * 10:
            raise self._wrong("variables", "must be a table of names and texts, at most 50")
        for name, text in value.items():
            if not _VARIABLE.fullmatch(name) or not isinstance(text, str) or len(text) > _TEXT_LIMIT:
                raise self._wrong(
                    "variables", f"can't hold {name!r}: a name has letters, digits, - and _, its value text"
                )
        return tuple(sorted(value.items()))

    def _after(self, table: Mapping[str, Any]) -> tuple[str, ...] | None:
        value = table.get("after")
        if value is not None and not (isinstance(value, list) and all(isinstance(name, str) for name in value)):
            raise self._wrong("after", "must be a list of names of stages")
        return None if value is None else tuple(dict.fromkeys(value))

    def _choice(self, table: Mapping[str, Any], key: str, kind: type[_Choice], default: _Choice) -> _Choice:
        try:
            return kind(str(table.get(key, default)))
        except ValueError:
            raise self._wrong(key, f"must be one of {', '.join(kind)}") from None

    def _retries(self, table: Mapping[str, Any]) -> int:
        value = table.get("retries", 0)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _MOST_RETRIES:
            raise self._wrong("retries", f"must be a whole number from 0 to {_MOST_RETRIES}")
        return value

    def _budgets(self, value: Any) -> Budgets:
        table = self._table(value, tuple(_BUDGETS))
        found: dict[str, Any] = {}
        for key, amount in table.items():
            kind, low, high = _BUDGETS[key]
            is_number = isinstance(amount, int if kind is int else int | float) and not isinstance(amount, bool)
            if not is_number or not low <= amount <= high:
                raise self._wrong(key, f"must be a {'whole ' if kind is int else ''}number from {low:g} to {high:g}")
            found[key] = kind(amount)
        return Budgets(**found)


def _label(data: Any, at: int) -> str:
    name = data.get("name") if isinstance(data, dict) else None
    return repr(name) if isinstance(name, str) else str(at)
