"""What a trial's result is worth."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Weights:
    """How much each component counts. Only their ratio matters; `version` names this set."""

    version: str = "1"
    correctness: float = 60.0
    speed: float = 20.0
    quality: float = 20.0


@dataclass(frozen=True, kw_only=True)
class Score:
    """0..100, with the components that it was made of, each 0..1. A component that was not measured is None."""

    total: float
    correctness: float
    speed: float | None
    quality: float | None
    weights: Weights
