"""`proving node`: this machine's engine and agents for a worker that runs elsewhere."""

import os
import secrets
import signal
import socket
import threading

import click

from proving.cli.errors import Failure
from proving.config import MOST_SLOTS
from proving.patience import patient_bench
from proving.wiring import Bench, Wiring, program_version
from training.logs import set_up_logs
from training.remote.node import Node, NodeFacts

MISSING = "Dask is not installed. Install it with: pip install 'proving-ground[dask]'"


@click.command()
@click.argument("scheduler")
@click.option("--slots", type=click.IntRange(1, MOST_SLOTS), help="How many trials run here at a time.")
@click.pass_obj
def node(wiring: Wiring, scheduler: str, *, slots: int | None) -> None:
    """Run trials here for a worker elsewhere, with an engine and warm containers of this machine's own.

    SCHEDULER is a Dask scheduler's address, tcp://HOST:8786. The worker that leases and writes is started, once, where
    the database is: proving worker --scheduler tcp://HOST:8786
    """
    try:
        from proving.cluster.joining import serve_node  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise Failure(MISSING) from error
    set_up_logs(form=wiring.settings.log_format, level=wiring.settings.log_level)
    stop = threading.Event()
    for which in (signal.SIGINT, signal.SIGTERM):
        signal.signal(which, lambda *_: stop.set())
    with patient_bench(wiring, stop) as bench:
        here = _node(wiring, bench, slots or wiring.settings.worker_slots)
        click.echo(f"node: {here.facts.name} joins {scheduler} with {here.facts.slots} slots", err=True)
        serve_node(here, scheduler, stop)
    click.echo("node: stopped", err=True)


def _node(wiring: Wiring, bench: Bench, slots: int) -> Node:
    facts = NodeFacts(
        name=f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(2)}",
        program=program_version(),
        image_digest=bench.image_digest,
        slots=slots,
        facts=bench.facts,
    )
    return Node(bench.runner, facts=facts, agent=wiring.agent, cancel=bench.runner.cancel, linter=bench.linter)
