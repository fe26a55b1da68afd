"""Strategy cards as the dashboard's filters ask for them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from training.leaders import lead_of
from training.model.profiles import ALL
from training.model.trials import Provenance
from training.store.days import Tally
from webapp.charts import spark
from webapp.dashboard.leaders import points_between
from webapp.profiles.cards import Card, card_of
from webapp.rates import rate_of
from webapp.resources import store

MOST = 9
_LEAST_DAYS = 3


@dataclass(frozen=True, kw_only=True)
class _Rate:
    passed: int
    n: int


def cards_for(*, agent: str | None, category: str | None) -> tuple[Card, ...]:
    """Return a card for each profile, over all tasks or a category; the most tried first."""
    scope = f"category:{category}" if category else ALL
    profiles = [one for one in store().profiles.list(scope=scope) if agent in {None, one.key.agent}]
    most = sorted(profiles, key=lambda one: (one.key.provenance is not Provenance.REAL, -one.trials))[:MOST]
    chosen = sorted(most, key=lambda one: (one.key.agent, one.key.strategy_name))
    return tuple(card_of(store(), profile) for profile in chosen)


def within(cards: Sequence[Card], totals: Sequence[Tally], by_day: Sequence[Tally]) -> tuple[Card, ...]:
    """Return cards whose mean, interval, n and line are those of a span; the moving average stays what it is now."""
    return tuple(_within(card, totals, by_day) for card in cards)


def comparison_words(cards: Sequence[Card]) -> str | None:
    """Say in words whether the data tell the best from every other; None where there is nothing to compare."""
    real = [card for card in cards if card.provenance == Provenance.REAL.value]
    lead = lead_of([_Rate(passed=card.passed, n=card.n) for card in real])
    if lead is None:
        return None
    several = len({card.agent for card in real}) > 1
    names = [f"{card.strategy} ({card.agent})" if several else card.strategy for card in real]
    best, other = names[lead.best], names[lead.rival]
    span = f"95 % interval of the difference {points_between(lead.difference)}"
    if lead.is_told:
        rest = " and all others" if len(real) > 2 else ""  # noqa: PLR2004 - the two that are named
        return f"{best.capitalize()} does better than {other}{rest} ({span})."
    return f"No detectable difference between {best} and {other} ({span})."


def _within(card: Card, totals: Sequence[Tally], by_day: Sequence[Tally]) -> Card:
    mine = [tally for tally in totals if _is_of(tally, card)]
    passed, n = sum(tally.passed for tally in mine), sum(tally.n for tally in mine)
    rate = rate_of(passed, n)
    days = [tally.passed / tally.n for tally in by_day if _is_of(tally, card) and tally.n]
    line = spark(days) if len(days) >= _LEAST_DAYS else card.line
    return replace(card, mean=rate.rate or 0.0, low=rate.low, high=rate.high, n=n, passed=passed, line=line)


def _is_of(tally: Tally, card: Card) -> bool:
    mine = (card.agent, card.strategy, card.version, card.provenance)
    return (tally.agent, tally.strategy, tally.version, tally.provenance.value) == mine
