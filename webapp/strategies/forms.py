"""A strategy as a person types it, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from training.errors import StrategyFileError
from training.model.strategies import Strategy
from training.strategies import contents
from training.strategies.fields import FIELDS, Fraction, Switch, Text, Whole
from training.strategies.values import read_typed

_TITLES = {
    "instructions": "What it tells the agent",
    "temperature": "Temperature",
    "attempts": "Attempts",
    "edit_size": "Edits at once",
    "self_check": "Checks itself: runs what passed once more before it hands it in",
    "submit_at": "Hands in when this share of the visible tests pass",
    "time_budget_seconds": "Time, in seconds",
    "token_budget": "Tokens",
}


@dataclass(frozen=True, kw_only=True)
class StrategyForm:
    """A filled-in form: what was typed stays, so that a mistake can be shown beside it."""

    name: str
    typed: Mapping[str, str]
    problem: str | None = None

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, as values."""
        return read_typed(self.typed)

    @property
    def inputs(self) -> tuple["Input", ...]:
        """The fields to draw."""
        return tuple(_input(name, self.typed.get(name, "")) for name in FIELDS)


@dataclass(frozen=True, kw_only=True)
class Input:
    """One field of the form."""

    name: str
    title: str
    kind: str
    typed: str
    low: float | None = None
    high: float | None = None
    step: str = "1"
    attributes: Mapping[str, str] = field(default_factory=dict)


def form_of(strategy: Strategy, *, name: str) -> StrategyForm:
    """Return a form that holds a strategy."""
    return StrategyForm(name=name, typed={key: _typed(value) for key, value in contents(strategy).items()})


def read_form(form: Mapping[str, str], *, name: str) -> StrategyForm:
    """Read what a browser sent; a box that is not ticked is not sent at all."""
    typed = {key: form.get(key, "") for key in FIELDS}
    return StrategyForm(name=name, typed={key: value.replace("\r\n", "\n") for key, value in typed.items()})


def problem_of(error: StrategyFileError) -> str:
    """Return what is wrong, without the name of a file that there is not."""
    return str(error).removeprefix("The strategy: ")


def _input(name: str, typed: str) -> Input:
    rule = FIELDS[name]
    bounds: dict[str, Any] = {}
    if isinstance(rule, Whole | Fraction):
        bounds = {"low": rule.low, "high": rule.high, "step": "1" if isinstance(rule, Whole) else "any"}
    kinds = {Text: "text", Switch: "switch"}
    return Input(name=name, title=_TITLES[name], kind=kinds.get(type(rule), "number"), typed=typed, **bounds)


def _typed(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else ""
    return f"{value:g}" if isinstance(value, float) else str(value)
