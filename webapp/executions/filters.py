"""What a person asks of the list of executions, as it stands in an address."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask import abort

from sandbox.model import Outcome, Trust
from training.model.executions import ExecutionFilter
from training.model.trials import Provenance, Purpose, Verdict
from webapp.addresses import address, without
from webapp.agents import agent_names
from webapp.context import now
from webapp.periods import Period, read_period
from webapp.resources import catalogue, store, strategies

ENUMS: dict[str, type[StrEnum]] = {
    "result": Verdict,
    "verdict": Verdict,
    "outcome": Outcome,
    "trust": Trust,
    "purpose": Purpose,
    "provenance": Provenance,
}
WORDS = ("strategy", "agent", "task", "user", "q")
NUMBERS = ("batch", "trial")
SPAN = ("days", "from", "to")
LABELS = {
    "q": "Text",
    "user": "Asked for by",
    "verdict": "Trial's verdict",
    "from": "From",
    "to": "To",
    "days": "Days",
}
LONGEST = 200


@dataclass(frozen=True, kw_only=True)
class Chip:
    """One filter that is set, and the address without it."""

    label: str
    value: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What was asked for: the filter, and the address's own words to keep it in links."""

    wanted: ExecutionFilter
    period: Period
    values: dict[str, str]

    @property
    def rare(self) -> bool:
        """Whether a filter is set that stands behind 'more'."""
        return any(name in self.values for name in (*SPAN, *NUMBERS, *RARE))

    def chips(self) -> tuple[Chip, ...]:
        """Return every filter that is set."""
        return tuple(
            Chip(
                label=LABELS.get(name, name.capitalize()),
                value=value.replace("_", " "),
                url=address("executions.index", without(self.values, name)),
            )
            for name, value in self.values.items()
        )


RARE = ("verdict", "outcome", "trust", "purpose", "provenance", "user")


def read_filters(arguments: Mapping[str, str]) -> Asked:
    """Read an address. A word that is none of an enum's is answered with 404, as any address that leads nowhere."""
    names = (*WORDS, *ENUMS, *NUMBERS, *SPAN)
    values = {name: arguments[name].strip()[:LONGEST] for name in names if arguments.get(name, "").strip()}
    period = read_period(values, today=now().date())
    if period.problem:
        values = {name: value for name, value in values.items() if name not in SPAN}
    try:
        enums: dict[str, Any] = {name: kind(values[name]) for name, kind in ENUMS.items() if name in values}
        numbers: dict[str, Any] = {f"{name}_id": _number(values[name]) for name in NUMBERS if name in values}
    except ValueError:
        abort(404)
    wanted = ExecutionFilter(
        strategy=values.get("strategy"),
        agent=values.get("agent"),
        task_id=values.get("task"),
        created_by=values.get("user"),
        text=values.get("q"),
        since=period.since,
        until=period.until,
        **numbers,
        **enums,
    )
    return Asked(wanted=wanted, period=period, values=values)


def facets() -> dict[str, tuple[tuple[str, str], ...]]:
    """Return what each filter can be set to, with the words for it."""
    return {
        "result": _members(Verdict),
        "strategy": _plain(strategy.name for strategy in strategies().all()),
        "agent": _plain(agent_names()),
        "task": tuple((task.id, task.title) for task in catalogue().all()),
        **{name: _members(kind) for name, kind in ENUMS.items() if name != "result"},
        "user": _plain(store().executions.people()),
    }


def _members(kind: type[StrEnum]) -> tuple[tuple[str, str], ...]:
    return tuple((member.value, member.value.replace("_", " ")) for member in kind)


def _plain(names: Any) -> tuple[tuple[str, str], ...]:
    return tuple((name, name) for name in names)


def _number(typed: str) -> int:
    if not typed.isascii() or not typed.isdigit() or len(typed) > 12:  # noqa: PLR2004 - no id of ours is longer
        raise ValueError("no number of ours")
    return int(typed)
