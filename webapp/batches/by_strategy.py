"""What a batch came to, strategy by strategy, and where strategies came to the same program."""

from collections.abc import Iterable
from dataclasses import dataclass

from training.model.sameness import SameProgram
from training.model.trials import Trial, Verdict
from training.passes import PassRates, pass_rates, tallies_by_task
from webapp.rates import Rate, rate_by_task


@dataclass(frozen=True, kw_only=True)
class StrategyLine:
    """One strategy's line. `passes` is None where there are no repeats to tell by."""

    name: str
    success: Rate
    passes: PassRates | None
    execution_ms: float | None
    executions: int


@dataclass(frozen=True, kw_only=True)
class Sameness:
    """How often strategies handed in the same program, and how often that was a right one."""

    count: int
    passed: int
    found: tuple[SameProgram, ...]


def strategy_lines(trials: Iterable[Trial], strategies: Iterable[str]) -> tuple[StrategyLine, ...]:
    """Return a line for each strategy of a batch."""
    every = tuple(trials)
    return tuple(_line(name, [trial for trial in every if trial.strategy_name == name]) for name in strategies)


def sameness_of(found: tuple[SameProgram, ...]) -> Sameness:
    """Return what there is to say of programs that strategies share."""
    return Sameness(count=len(found), passed=sum(same.verdict is Verdict.PASSED for same in found), found=found)


def _line(name: str, trials: list[Trial]) -> StrategyLine:
    judged = [trial for trial in trials if trial.verdict in {Verdict.PASSED, Verdict.FAILED}]
    times = [trial.execution_ms for trial in judged if trial.execution_ms is not None]
    return StrategyLine(
        name=name,
        success=rate_by_task((passed, n) for n, passed in tallies_by_task(judged).values()),
        passes=pass_rates(trials),
        execution_ms=sum(times) / len(times) if times else None,
        executions=sum(trial.executions for trial in trials),
    )
