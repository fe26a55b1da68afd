"""What a batch came to, strategy by strategy, as `train`, `batch show` and `batch regrade` tell it."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import click

from proving.cli.output import milliseconds, percent, percent_interval, print_table
from training.allocation import Allocation
from training.model.batches import Batch
from training.model.profiles import Interval
from training.model.sameness import SameProgram
from training.model.trials import Provenance, Trial, Verdict
from training.passes import PassRates, pass_rates, success_interval

_SHOWN = 5


def strategy_row(name: str, trials: tuple[Trial, ...]) -> dict[str, Any]:
    """Return what one strategy came to."""
    mine = [trial for trial in trials if trial.strategy_name == name]
    judged = [trial for trial in mine if trial.verdict in {Verdict.PASSED, Verdict.FAILED}]
    passed = sum(trial.verdict is Verdict.PASSED for trial in judged)
    interval = success_interval(judged)
    scores = [trial.score for trial in judged if trial.score is not None]
    times = [trial.execution_ms for trial in judged if trial.execution_ms is not None]
    return {
        "strategy": name,
        "success_rate": passed / len(judged) if judged else None,
        "success_interval": [interval.low, interval.high] if interval else None,
        "passed": passed,
        "trials": len(judged),
        "average_score": sum(scores) / len(scores) if scores else None,
        "execution_ms": sum(times) / len(times) if times else None,
        "real_executions": sum(trial.executions for trial in mine if trial.provenance is Provenance.REAL),
        "executions": sum(trial.executions for trial in mine),
        "errored": sum(trial.verdict is Verdict.ERRORED for trial in mine),
        "passes": _passes(pass_rates(mine)),
    }


def same_programs_json(found: Iterable[SameProgram]) -> list[dict[str, Any]]:
    """Return where strategies came to the same program, for programs."""
    return [asdict(same) for same in found]


def print_summary(batch: Batch, rows: list[dict[str, Any]], same: tuple[SameProgram, ...]) -> None:
    """Print a table with a line for each strategy, and what else there is to know of the batch."""
    k = min((row["passes"]["k"] for row in rows if row["passes"]), default=None)
    repeated = (
        (f"pass@{k}", f"pass^{k}") if k and all(row["passes"] and row["passes"]["k"] == k for row in rows) else ()
    )
    columns = (
        *("strategy", "success rate", "passed", "95 % interval", *repeated, "average score", "execution time"),
        "real executions" if batch.provenance is Provenance.REAL else f"{batch.provenance} executions",
    )
    cells = [_cells(row, repeated=bool(repeated)) for row in rows]
    print_table(columns, cells, title=f"Batch {batch.id}: {batch.title}{_marks(batch)}")
    if same:
        _say_same(same)
    counts = batch.counts
    if counts.errored or counts.cancelled:
        click.echo(
            f"{counts.errored} trials errored on our side and {counts.cancelled} were cancelled; neither counts above."
        )


def _marks(batch: Batch) -> str:
    """Say of what did not run, or was not shared out evenly, that it was not."""
    marks = (
        "simulated: nothing was run" if batch.provenance is Provenance.SIMULATED else None,
        "allocated by Thompson sampling: means are biased" if batch.allocation is Allocation.THOMPSON else None,
    )
    return "".join(f" ({mark})" for mark in marks if mark)


def _say_same(same: tuple[SameProgram, ...]) -> None:
    passed = sum(found.verdict is Verdict.PASSED for found in same)
    click.echo(f"Strategies handed in the same program {len(same)} times, {passed} of them a right one:")
    for found in same[:_SHOWN]:
        click.echo(f"  {found.task_id}, repeat {found.repeat}: {' = '.join(found.strategies)} ({found.verdict})")
    if len(same) > _SHOWN:
        click.echo(f"  ... and {len(same) - _SHOWN} more; --json lists them all")


def _cells(row: dict[str, Any], *, repeated: bool) -> tuple[Any, ...]:
    passes = (
        [f"{percent(row['passes'][name])} ({_interval(row['passes'][f'{name}_interval'])})" for name in ("any", "all")]
        if repeated
        else []
    )
    return (
        row["strategy"],
        percent(row["success_rate"]),
        f"{row['passed']}/{row['trials']}",
        _interval(row["success_interval"]),
        *passes,
        "–" if row["average_score"] is None else f"{row['average_score']:.1f}",
        milliseconds(row["execution_ms"]),
        row["executions"],
    )


def _passes(rates: PassRates | None) -> dict[str, Any] | None:
    if rates is None:
        return None
    return {
        "k": rates.k,
        "tasks": rates.tasks,
        "any": rates.any_of_k,
        "any_interval": _bounds(rates.any_interval),
        "all": rates.all_of_k,
        "all_interval": _bounds(rates.all_interval),
    }


def _bounds(interval: Interval | None) -> list[float] | None:
    return [interval.low, interval.high] if interval else None


def _interval(bounds: list[float] | None) -> str:
    return percent_interval(Interval(low=bounds[0], high=bounds[1]) if bounds else None)
