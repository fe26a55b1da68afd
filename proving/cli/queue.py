"""`proving queue`: what waits, what runs, and how much may."""

from datetime import UTC, datetime

import click

from proving.cli.acts import note, user_name
from proving.cli.output import json_option, print_json, print_table
from proving.wiring import Wiring
from training.model.batches import Batch


@click.group()
def queue() -> None:
    """See the queue, and set how much may run and wait at once."""


@queue.command()
@json_option
@click.pass_obj
def show(wiring: Wiring, *, as_json: bool) -> None:
    """Show the batches at work and the limits."""
    with wiring.open_store() as store:
        batches, limits = store.batches.unfinished(), store.limits.list()
    if as_json:
        print_json({"batches": [_summary(item) for item in batches], "limits": limits})
        return
    columns = ("batch", "team", "agent", "priority", "state", "waiting", "running", "why it is stopped")
    print_table(columns, [tuple(_summary(item).values()) for item in batches])
    print_table(
        ("limit on", "most", "set by", "at"),
        [(item.scope, item.most, item.changed_by, f"{item.changed_at:%Y-%m-%d %H:%M}") for item in limits],
    )


@queue.command()
@click.argument("scope")
@click.argument("most", type=int)
@click.pass_obj
def limit(wiring: Wiring, scope: str, most: int) -> None:
    """Let at most MOST trials run at once: of SCOPE `all`, `team:NAME` or `agent:NAME`; or wait, of `queued`.

    The limit holds for all workers together. 0 lets nothing more begin.
    """
    with wiring.open_store() as store:
        now = datetime.now(UTC)
        store.limits.set(scope, most, by=user_name(), now=now)
        note(store, "set", "limit", scope, detail=str(most), now=now)
    click.echo(f"At most {most} trials {'wait' if scope == 'queued' else 'run'} at once: {scope}.")


@queue.command()
@click.argument("scope")
@click.pass_obj
def lift(wiring: Wiring, scope: str) -> None:
    """Take a limit away."""
    with wiring.open_store() as store:
        now = datetime.now(UTC)
        was_there = store.limits.lift(scope, by=user_name(), now=now)
        if was_there:
            note(store, "lifted", "limit", scope, now=now)
    click.echo(f"The limit on {scope} is lifted." if was_there else f"There was no limit on {scope}.")


def _summary(item: Batch) -> dict[str, object]:
    return {
        "id": item.id,
        "team": item.team,
        "agent": item.agent,
        "priority": item.priority,
        "state": item.state,
        "queued": item.counts.queued,
        "running": item.counts.running,
        "stop_reason": item.stop_reason,
    }
