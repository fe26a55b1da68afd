"""`proving train`: a batch, here and now."""

import sys
import threading
import time
from datetime import UTC, datetime
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from proving.cli.acts import note
from proving.cli.asking import request_of, request_options
from proving.cli.errors import Failure
from proving.cli.interrupting import interruptible
from proving.cli.output import json_option, milliseconds, percent_interval, print_json, print_table
from proving.wiring import Bench, Wiring
from training.model.batches import Batch, BatchState
from training.model.trials import Trial, Verdict
from training.planning import plan_batch
from training.statistics import wilson_interval

POLL_SECONDS = 0.25
PLAIN_SECONDS = 5.0


@click.command()
@click.option("--seed", type=int, help="Decides order and draws; a random one is taken and told otherwise.")
@request_options
@click.option("--fail-under", type=click.FloatRange(0, 1), help="Exit with 1 when fewer trials than this share pass.")
@json_option
@click.pass_obj
def train(wiring: Wiring, /, *, seed: int | None, as_json: bool, fail_under: float | None, **asked: Any) -> None:
    r"""Run a batch here and now, and show what it came to.

    \b
    Examples:
      proving train --tasks all --strategies all --repeats 2
      proving train --tasks difficulty:easy --strategies balanced --seed 7 --json
    """
    plan = plan_batch(request_of(wiring, asked, seed=seed))
    missing = wiring.agent(plan.agent).check()
    if missing:
        raise Failure(missing)
    with wiring.bench() as bench, wiring.open_store() as store:
        batch = store.batches.create(plan, now=datetime.now(UTC))
        note(store, "asked for", "batch", batch.id, team=batch.team, now=datetime.now(UTC))
        click.echo(f"Batch {batch.id}: {len(plan.trials)} trials, seed {plan.seed}", err=True)
        interrupted = _run(wiring, bench, batch)
        if interrupted:
            store.batches.cancel(batch.id, now=datetime.now(UTC))
        batch, trials = store.batches.get(batch.id), store.batches.grid(batch.id)
    wiring.courier().send_due()
    rows = [_row(name, trials) for name in batch.strategies]
    if as_json:
        print_json({"batch_id": batch.id, "seed": batch.seed, "state": batch.state, "strategies": rows})
    else:
        _print(batch, rows)
    _exit(batch, trials, fail_under=fail_under)


def _run(wiring: Wiring, bench: Bench, batch: Batch) -> bool:
    """Work until the batch is over; return whether somebody stopped it."""
    stop = threading.Event()
    worker = wiring.worker(bench, batch_id=batch.id)
    failure: list[BaseException] = []

    def work() -> None:
        try:
            worker.run(stop, until_idle=True)
        except BaseException as error:  # noqa: BLE001 - raised again on the main thread
            failure.append(error)

    thread = threading.Thread(target=work, name="worker")
    with interruptible(stop):
        thread.start()
        _watch(wiring, batch, thread)
        thread.join()
    if failure:
        raise failure[0]
    return stop.is_set()


def _watch(wiring: Wiring, batch: Batch, thread: threading.Thread) -> None:
    console = Console(stderr=True)
    with wiring.open_store() as store:
        if not console.is_terminal:
            _watch_plainly(store, batch, thread)
            return
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        with Progress(*columns, console=console, transient=True) as progress:
            shown = progress.add_task("trials", total=batch.counts.total)
            while thread.is_alive():
                counts = store.batches.get(batch.id).counts
                text = f"{counts.passed} passed, {counts.failed} failed, {counts.errored} errored"
                progress.update(shown, completed=counts.closed, description=text)
                thread.join(POLL_SECONDS)


def _watch_plainly(store: Any, batch: Batch, thread: threading.Thread) -> None:
    said = 0
    last = time.monotonic()
    while thread.is_alive():
        thread.join(POLL_SECONDS)
        if time.monotonic() - last > PLAIN_SECONDS:
            last = time.monotonic()
            counts = store.batches.get(batch.id).counts
            if counts.closed > said:
                said = counts.closed
                click.echo(f"{counts.closed} of {counts.total} trials done, {counts.passed} passed", err=True)


def _row(name: str, trials: tuple[Trial, ...]) -> dict[str, Any]:
    mine = [trial for trial in trials if trial.strategy_name == name]
    judged = [trial for trial in mine if trial.verdict in {Verdict.PASSED, Verdict.FAILED}]
    passed = sum(trial.verdict is Verdict.PASSED for trial in judged)
    interval = wilson_interval(passed, len(judged))
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
        "real_executions": sum(trial.executions for trial in mine),
        "errored": sum(trial.verdict is Verdict.ERRORED for trial in mine),
    }


def _print(batch: Batch, rows: list[dict[str, Any]]) -> None:
    columns = (
        "strategy",
        "success rate",
        "passed",
        "95 % interval",
        "average score",
        "execution time",
        "real executions",
    )
    print_table(columns, [_cells(row) for row in rows], title=f"Batch {batch.id}: {batch.title}")
    counts = batch.counts
    if counts.errored or counts.cancelled:
        click.echo(
            f"{counts.errored} trials errored on our side and {counts.cancelled} were cancelled; neither counts above."
        )


def _cells(row: dict[str, Any]) -> tuple[Any, ...]:
    interval = wilson_interval(row["passed"], row["trials"])
    return (
        row["strategy"],
        "–" if row["success_rate"] is None else f"{row['success_rate'] * 100:.1f} %",
        f"{row['passed']}/{row['trials']}",
        percent_interval(interval),
        "–" if row["average_score"] is None else f"{row['average_score']:.1f}",
        milliseconds(row["execution_ms"]),
        row["real_executions"],
    )


def _exit(batch: Batch, trials: tuple[Trial, ...], *, fail_under: float | None) -> None:
    if batch.state is BatchState.STOPPED:
        raise Failure(f"{batch.stop_reason} Batch {batch.id} is stopped; see proving batch resume --help.")
    if batch.state is BatchState.CANCELLED:
        click.echo(f"Batch {batch.id} was cancelled.", err=True)
        sys.exit(130)
    errored = [trial for trial in trials if trial.verdict is Verdict.ERRORED]
    if errored:
        raise Failure(f"{len(errored)} trials errored on our side. The first: {errored[0].reason}")
    share = sum(trial.verdict is Verdict.PASSED for trial in trials) / len(trials)
    if fail_under is not None and share < fail_under:
        raise Failure(f"{share:.0%} of the trials passed, fewer than the {fail_under:.0%} asked for.")
