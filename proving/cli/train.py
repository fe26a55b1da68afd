"""`proving train`: a batch, here and now."""

import sys
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from proving.cli.acts import note
from proving.cli.asking import request_of, request_options
from proving.cli.errors import Failure
from proving.cli.interrupting import interruptible
from proving.cli.output import json_option, print_json
from proving.cli.summary import print_summary, same_programs_json, strategy_row
from proving.simulation import simulated_bench
from proving.wiring import Bench, Wiring
from training.model.batches import Batch, BatchState
from training.model.trials import Provenance, Trial, Verdict
from training.planning import plan_batch

POLL_SECONDS = 0.25
PLAIN_SECONDS = 5.0


@click.command()
@click.option("--seed", type=int, help="Decides order and draws; a random one is taken and told otherwise.")
@request_options
@click.option("--simulate", is_flag=True, help="Run nothing: results are made up from the seed, and marked so.")
@click.option("--fail-under", type=click.FloatRange(0, 1), help="Exit with 1 when fewer trials than this share pass.")
@json_option
@click.pass_obj
def train(
    wiring: Wiring, /, *, seed: int | None, as_json: bool, fail_under: float | None, simulate: bool, **asked: Any
) -> None:
    r"""Run a batch here and now, and show what it came to.

    \b
    Examples:
      proving train --tasks all --strategies all --repeats 2
      proving train --tasks difficulty:easy --strategies balanced --seed 7 --json
    """
    request = request_of(wiring, asked, seed=seed)
    plan = plan_batch(replace(request, provenance=Provenance.SIMULATED) if simulate else request)
    missing = wiring.agent(plan.agent).check()
    if missing:
        raise Failure(missing)
    with simulated_bench(wiring, seed=plan.seed) if simulate else wiring.bench() as bench, wiring.open_store() as store:
        batch = store.batches.create(plan, now=datetime.now(UTC))
        note(store, "asked for", "batch", batch.id, team=batch.team, now=datetime.now(UTC))
        click.echo(f"Batch {batch.id}: {len(plan.trials)} trials, seed {plan.seed}", err=True)
        interrupted = run_batch(wiring, bench, batch)
        if interrupted:
            store.batches.cancel(batch.id, now=datetime.now(UTC))
        batch, trials = store.batches.get(batch.id), store.batches.grid(batch.id)
        same = store.strategies.same_programs(batch.id)
    wiring.courier().send_due()
    rows = [strategy_row(name, trials) for name in batch.strategies]
    if as_json:
        facts = {"seed": batch.seed, "state": batch.state, "provenance": batch.provenance}
        summary = {"batch_id": batch.id, **facts, "allocation": batch.allocation, "strategies": rows}
        print_json({**summary, "same_programs": same_programs_json(same)})
    else:
        print_summary(batch, rows, same)
    _exit(batch, trials, fail_under=fail_under)


def run_batch(wiring: Wiring, bench: Bench, batch: Batch) -> bool:
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
