"""What a trial's result is worth."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Weights:
    """How much each component counts. Only their ratio matters; `version` names this set."""

    version: str = "1"
    correctness: float = 60.0
    speed: float = 20.0
    quality: float = 20.0


@dataclass(frozen=True, kw_only=True)
class WeightsVersion:
    """Weights that a team has adopted: who did, when and why. Version 1 is what every team begins with."""

    weights: Weights
    team: str
    by: str = ""
    reason: str = ""
    at: datetime | None = None
    rescored: int = 0


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What a score's components were computed from. Times are in milliseconds; what was not measured is None."""

    tests_passed: int
    tests_total: int
    own_ms: float | None
    reference_ms: float | None
    lint_errors: int | None = None
    lint_warnings: int | None = None
    lint_lines: int | None = None
    linter: str | None = None


@dataclass(frozen=True, kw_only=True)
class Score:
    """0..100, with the components that it was made of, each 0..1. A component that was not measured is None."""

    total: float
    correctness: float
    speed: float | None
    quality: float | None
    weights: Weights
    evidence: Evidence | None = None
