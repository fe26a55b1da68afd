"""A strategy's values as people type them."""

from collections.abc import Iterable, Mapping
from typing import Any

from training.errors import StrategyFileError
from training.strategies.fields import FIELDS, Fraction, Switch, Whole

_YES, _NO = ("true", "yes", "on", "1"), ("false", "no", "off", "0", "")


def read_typed(typed: Mapping[str, str]) -> dict[str, Any]:
    """Return values of the right types; what can't be read stays a text, for the strategy's own check to refuse."""
    return {name: _read(name, value) for name, value in typed.items()}


def read_assignments(words: Iterable[str]) -> dict[str, Any]:
    """Read `field=value` words.

    Raises:
        StrategyFileError: a word is no assignment.
    """
    typed = {}
    for word in words:
        name, separator, value = word.partition("=")
        if not separator:
            raise StrategyFileError(f"{word!r} says no value. Write FIELD=VALUE, for example attempts=30.")
        typed[name.strip()] = value.strip()
    return read_typed(typed)


def _read(name: str, value: str) -> Any:
    rule = FIELDS.get(name)
    plain = value.strip().lower()
    try:
        if isinstance(rule, Whole):
            return int(plain.replace("_", ""))
        if isinstance(rule, Fraction):
            return float(plain)
    except ValueError:
        return value
    if isinstance(rule, Switch):
        return True if plain in _YES else False if plain in _NO else value
    return value
