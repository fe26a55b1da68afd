"""A profile as a card or a row shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from training.leaders import lead_of
from training.model.profiles import Interval, Profile
from training.model.trials import Provenance
from training.store import Store
from webapp.charts import Spark, spark
from webapp.rates import points_between, rate_by_task, too_rare

SPARK_STEPS = 40


@dataclass(frozen=True, kw_only=True)
class Card:
    """What is known of an agent under a strategy, with how sure it is."""

    url: str
    strategy: str
    version: str
    agent: str
    provenance: str
    ema: float
    mean: float
    low: float | None
    high: float | None
    n: int
    passed: int
    score: float | None
    execution_ms: float
    real_executions: int
    line: Spark | None

    @property
    def interval(self) -> Interval | None:
        """The interval of the mean."""
        return None if self.low is None or self.high is None else Interval(low=self.low, high=self.high)


def cards(store: Store, *, team: str | None = None, strategy: str | None = None) -> tuple[Card, ...]:
    """Return a card for each profile over all tasks; for a strategy only where one is named."""
    profiles = store.profiles.list(team=team)
    return tuple(card_of(store, profile) for profile in profiles if strategy in {None, profile.key.strategy_name})


def card_of(store: Store, profile: Profile) -> Card:
    """Return a profile's card."""
    number = store.profiles.find_id(profile.key) or 0
    rate = rate_by_task(store.profiles.passed_by_task(number))
    return Card(
        url=url_for("profiles.show", profile_id=number),
        strategy=profile.key.strategy_name,
        version=profile.key.strategy_version,
        agent=profile.key.agent,
        provenance=profile.key.provenance.value,
        ema=profile.success.ema,
        mean=profile.success.mean,
        low=rate.low,
        high=rate.high,
        n=profile.trials,
        passed=profile.passed,
        score=profile.score.ema if profile.score else None,
        execution_ms=profile.execution_ms.ema,
        real_executions=profile.executions,
        line=spark(store.profiles.recent_emas(number, limit=SPARK_STEPS)),
    )


def comparison_words(found: Sequence[Card]) -> str | None:
    """Say in words whether the data tell the best from every other; None where there is nothing to compare."""
    real = [card for card in found if card.provenance == Provenance.REAL.value]
    lead = lead_of(real)
    if lead is None:
        return None
    names = _names(real)
    best, other = names[lead.best], names[lead.rival]
    span = f"95 % interval of the difference {points_between(lead.difference)}"
    rare = too_rare([names[place] for place in lead.rare])
    if lead.is_told:
        rest = " and all others" if len(real) - len(lead.rare) > 2 else ""  # noqa: PLR2004 - the two that are named
        return f"{best[:1].upper()}{best[1:]} does better than {other}{rest} ({span}){rare}."
    return f"No detectable difference between {best} and {other} ({span}){rare}."


def _names(found: Sequence[Card]) -> list[str]:
    """Name cards by their strategies, with agents and versions where they are needed to tell them apart."""
    several = len({card.agent for card in found}) > 1
    names = [f"{card.strategy} ({card.agent})" if several else card.strategy for card in found]
    return [
        f"{name}, version {card.version[:8]}" if names.count(name) > 1 else name
        for name, card in zip(names, found, strict=True)
    ]
