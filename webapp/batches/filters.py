"""What a person asks of the list of batches, as it stands in an address."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import abort

from training.model.batches import BatchFilter, BatchState
from webapp.addresses import address, without
from webapp.agents import agent_names
from webapp.context import now
from webapp.periods import CHOICES, Period, read_period
from webapp.resources import store

_NAMES = ("q", "state", "agent", "user", "days", "from", "to")
_SPAN = ("days", "from", "to")
_LONGEST = 120


@dataclass(frozen=True, kw_only=True)
class AskedBatches:
    """What was asked for, and the address's own words to keep it in links."""

    wanted: BatchFilter
    period: Period
    values: dict[str, str]

    def periods(self) -> list[tuple[str, str, bool]]:
        """Return the spans to choose from."""
        kept = without(self.values, *_SPAN)
        links = [(text, address("batches.index", kept, days=days), self.period.days == days) for days, text in CHOICES]
        return [*links, ("All", address("batches.index", kept), self.period.first is None and self.period.last is None)]


def read_batch_filters(arguments: Mapping[str, str]) -> AskedBatches:
    """Read an address. A state that is none is answered with 404, as any address that leads nowhere."""
    values = {name: arguments[name].strip()[:_LONGEST] for name in _NAMES if arguments.get(name, "").strip()}
    period = read_period(values, today=now().date())
    try:
        state = BatchState(values["state"]) if "state" in values else None
    except ValueError:
        abort(404)
    wanted = BatchFilter(
        agent=values.get("agent"),
        state=state,
        created_by=values.get("user"),
        title=values.get("q"),
        since=period.since,
        until=period.until,
    )
    return AskedBatches(wanted=wanted, period=period, values=values)


def batch_facets() -> dict[str, tuple[tuple[str, str], ...]]:
    """Return what each filter can be set to."""
    return {
        "state": tuple((state.value, state.value) for state in BatchState),
        "agent": tuple((name, name) for name in agent_names()),
        "user": tuple((name, name) for name in store().batches.people()),
    }
