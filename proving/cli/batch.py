"""`proving batch`: what was asked for."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import click

from proving.cli.acts import note, user_name
from proving.cli.asking import budget_of, request_of, request_options
from proving.cli.output import json_option, print_json, print_table
from proving.cli.summary import print_summary, same_programs_json, strategy_row
from proving.cli.train import run_batch
from proving.wiring import Wiring
from training.model.batches import NO_BUDGET, Batch
from training.planning import HIGHEST_PRIORITY, plan_batch
from training.regrading import regrade_request, verdict_changes


@click.group()
def batch() -> None:
    """See and steer batches."""


@batch.command("list")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 500), help="How many, newest first.")
@json_option
@click.pass_obj
def list_batches(wiring: Wiring, *, limit: int, as_json: bool) -> None:
    """List batches, newest first."""
    with wiring.open_store() as store:
        found = store.batches.list(limit=limit)
    if as_json:
        print_json([_summary(item) for item in found])
        return
    columns = ("id", "title", "state", "done", "passed", "failed", "errored", "cancelled", "score", "begun")
    print_table(columns, [_row(item) for item in found], empty="No batch yet. Run one with: proving train")


@batch.command()
@click.argument("batch_id", type=int)
@json_option
@click.pass_obj
def show(wiring: Wiring, batch_id: int, *, as_json: bool) -> None:
    """Show one batch and its trials."""
    with wiring.open_store() as store:
        found, trials = store.batches.get(batch_id), store.batches.grid(batch_id)
        same = store.strategies.same_programs(batch_id)
    by_strategy = [strategy_row(name, trials) for name in found.strategies]
    if as_json:
        summary = {**_summary(found), "by_strategy": by_strategy, "same_programs": same_programs_json(same)}
        print_json({**summary, "trials": [asdict(trial) for trial in trials]})
        return
    counts = found.counts
    click.echo(f"Batch {found.id}: {found.title} ({found.state}, {counts.closed} of {counts.total} trials done)")
    print_summary(found, by_strategy, same)
    rows = [
        (trial.id, trial.task_id, trial.strategy_name, trial.repeat, trial.verdict or trial.state, trial.reason)
        for trial in trials
    ]
    print_table(("trial", "task", "strategy", "repeat", "verdict", "why"), rows)


@batch.command()
@click.argument("batch_id", type=int)
@click.pass_obj
def cancel(wiring: Wiring, batch_id: int) -> None:
    """Cancel a batch: what waits is dropped, what runs is ended."""
    with wiring.open_store() as store:
        now = datetime.now(UTC)
        found = store.batches.cancel(batch_id, now=now)
        note(store, "cancelled", "batch", batch_id, team=found.team, now=now)
    click.echo(f"Batch {found.id} is {found.state}; {found.counts.running} trials are still ending.")


@batch.command()
@click.option("--seed", type=int, help="Decides order and draws; a random one is taken otherwise.")
@request_options
@click.pass_obj
def add(wiring: Wiring, /, *, seed: int | None, **asked: Any) -> None:
    """Queue a batch. A worker (`proving up` or `proving worker`) runs it; `proving train` runs one here and now."""
    plan = plan_batch(request_of(wiring, asked, seed=seed))
    with wiring.open_store() as store:
        now = datetime.now(UTC)
        found = store.batches.create(plan, now=now)
        note(store, "asked for", "batch", found.id, team=found.team, now=now)
    click.echo(f"Batch {found.id} is queued: {found.counts.total} trials, seed {plan.seed}.")


@batch.command()
@click.argument("batch_id", type=int)
@click.option("--reason", default="Stopped by hand.", show_default=True, help="Why, for whoever sees it stopped.")
@click.pass_obj
def stop(wiring: Wiring, batch_id: int, *, reason: str) -> None:
    """Begin nothing more of a batch: what runs is finished, what waits stays, and `resume` goes on."""
    with wiring.open_store() as store:
        now = datetime.now(UTC)
        found = store.batches.stop(batch_id, reason=reason, by=user_name(), now=now)
        note(store, "stopped", "batch", batch_id, team=found.team, detail=reason, now=now)
    click.echo(f"Batch {found.id} is {found.state}; {found.counts.running} trials are still being finished.")


@batch.command()
@click.argument("batch_id", type=int)
@click.option("--max-minutes", type=float, help="A new time budget, over all its time at work.")
@click.option("--max-cost", type=float, help="A new cost budget in USD, over all its trials.")
@click.pass_obj
def resume(wiring: Wiring, /, batch_id: int, **asked: Any) -> None:
    """Go on with a batch that was stopped, by hand or by its budget."""
    budget = budget_of(asked)
    with wiring.open_store() as store:
        now, given = datetime.now(UTC), None if budget == NO_BUDGET else budget
        found = store.batches.resume(batch_id, by=user_name(), now=now, budget=given)
        note(store, "resumed", "batch", batch_id, team=found.team, now=now)
    click.echo(f"Batch {found.id} is {found.state}; {found.counts.queued} trials wait.")


@batch.command()
@click.argument("batch_id", type=int)
@click.argument("number", type=click.IntRange(-HIGHEST_PRIORITY, HIGHEST_PRIORITY))
@click.pass_obj
def priority(wiring: Wiring, batch_id: int, number: int) -> None:
    """Let a batch go before others of its team, or after them: the highest NUMBER first."""
    with wiring.open_store() as store:
        now = datetime.now(UTC)
        found = store.batches.set_priority(batch_id, number, by=user_name(), now=now)
        note(store, "set the priority of", "batch", batch_id, team=found.team, detail=str(number), now=now)
    click.echo(f"Batch {found.id} has priority {found.priority}.")


@batch.command()
@click.argument("batch_id", type=int)
@click.pass_obj
def retry(wiring: Wiring, batch_id: int) -> None:
    """Queue again what ended by our own failures. A worker (`proving up` or `proving worker`) runs it."""
    with wiring.open_store() as store:
        now = datetime.now(UTC)
        count = store.batches.retry_errored(batch_id, now=now)
        team = store.batches.get(batch_id).team
        note(store, "retried", "batch", batch_id, team=team, detail=f"{count} trials", now=now)
    click.echo(f"{count} trials of batch {batch_id} are queued again.")


@batch.command()
@click.argument("batch_id", type=int)
@json_option
@click.pass_obj
def regrade(wiring: Wiring, batch_id: int, *, as_json: bool) -> None:
    """Give every program of a batch to the tests that its task has now, here and now, without asking its agent again.

    What changed is told; profiles of the agent stay as they are.
    """
    with wiring.bench() as bench, wiring.open_store() as store:
        request = regrade_request(store, wiring.catalogue, batch_id, created_by=user_name())
        again, now = store.batches.create(plan_batch(request), now=datetime.now(UTC)), datetime.now(UTC)
        note(store, "regraded", "batch", batch_id, team=again.team, detail=f"as batch {again.id}", now=now)
        click.echo(f"Batch {again.id}: {again.counts.total} programs of batch {batch_id}", err=True)
        if run_batch(wiring, bench, again):
            store.batches.cancel(again.id, now=datetime.now(UTC))
        again, trials = store.batches.get(again.id), store.batches.grid(again.id)
        changes = verdict_changes(store.batches.grid(batch_id), trials)
    if as_json:
        print_json({"batch_id": again.id, "of": batch_id, "trials": len(trials), "changes": changes})
        return
    cells = [(item.task_id, item.strategy, item.repeat, item.before, item.after) for item in changes]
    columns = ("task", "strategy", "repeat", "before", "now")
    print_table(columns, cells, empty=f"All {len(trials)} verdicts are what they were.")


def _row(item: Batch) -> tuple[Any, ...]:
    counts = item.counts
    done = f"{counts.closed}/{counts.total}"
    score = f"{item.score_mean:.1f}" if item.score_mean is not None else None
    endings = (counts.passed, counts.failed, counts.errored, counts.cancelled)
    return (item.id, item.title, item.state, done, *endings, score, f"{item.created_at:%Y-%m-%d %H:%M}")


def _summary(item: Batch) -> dict[str, Any]:
    return {**asdict(item), "total": item.counts.total, "closed": item.counts.closed}
