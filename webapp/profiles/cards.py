"""A profile as a card or a row shows it."""

from dataclasses import dataclass

from flask import url_for

from training.model.profiles import Profile
from training.model.trials import Provenance
from training.store import Store
from webapp.charts import Spark, spark
from webapp.rates import rate_of

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


def cards(store: Store, *, team: str | None = None, strategy: str | None = None) -> tuple[Card, ...]:
    """Return a card for each profile over all tasks; for a strategy only where one is named."""
    profiles = store.profiles.list(team=team)
    return tuple(card_of(store, profile) for profile in profiles if strategy in {None, profile.key.strategy_name})


def card_of(store: Store, profile: Profile) -> Card:
    """Return a profile's card."""
    number = store.profiles.find_id(profile.key) or 0
    rate = rate_of(profile.passed, profile.trials)
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


def comparison(found: tuple[Card, ...]) -> str | None:
    """Say in words whether the data tell the best strategy from the next; None where there is nothing to compare."""
    real = sorted((card for card in found if card.provenance == Provenance.REAL.value), key=lambda card: -card.mean)
    if len(real) < 2:  # noqa: PLR2004 - it takes two
        return None
    best, next_best = real[0], real[1]
    from scipy.stats import fisher_exact  # noqa: PLC0415 - SciPy takes half a second to load; most pages never ask

    table = [[card.passed, card.n - card.passed] for card in (best, next_best)]
    p = float(fisher_exact(table).pvalue)
    names = f"{best.strategy} and {next_best.strategy}"
    if p < 0.05:  # noqa: PLR2004 - the customary level
        return f"{best.strategy.capitalize()} does better than {next_best.strategy} (Fisher's exact test, p = {p:.3f})."
    return f"No detectable difference between {names} so far (Fisher's exact test, p = {p:.2f})."
