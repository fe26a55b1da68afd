"""Strategy cards as the dashboard's filters ask for them."""

from collections.abc import Sequence
from dataclasses import replace

from training.model.profiles import ALL
from training.model.trials import Provenance
from training.store.days import Tally
from webapp.charts import spark
from webapp.profiles.cards import Card, card_of
from webapp.rates import Rate, rate_of
from webapp.resources import store

MOST = 9
_LEAST_DAYS = 3


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


def _within(card: Card, totals: Sequence[Tally], by_day: Sequence[Tally]) -> Card:
    mine = [tally for tally in totals if _is_of(tally, card)]
    passed, n = sum(tally.passed for tally in mine), sum(tally.n for tally in mine)
    if (passed, n) == (card.passed, card.n):
        rate = Rate(rate=card.mean, low=card.low, high=card.high, n=n)  # which takes repeats of a task together
    else:
        rate = rate_of(passed, n)
    days = [tally.passed / tally.n for tally in by_day if _is_of(tally, card) and tally.n]
    line = spark(days) if len(days) >= _LEAST_DAYS else card.line
    return replace(card, mean=rate.rate or 0.0, low=rate.low, high=rate.high, n=n, passed=passed, line=line)


def _is_of(tally: Tally, card: Card) -> bool:
    mine = (card.agent, card.strategy, card.version, card.provenance)
    return (tally.agent, tally.strategy, tally.version, tally.provenance.value) == mine
