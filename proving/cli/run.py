"""`proving up`, `setup`, `serve`, `worker`: the product, whole or in parts."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from proving.chores import Chores
from proving.config import MOST_SLOTS
from proving.serving import run_web
from proving.setup.steps import run_setup
from proving.up import run_up
from proving.wiring import Wiring

_LAST_SECONDS = 5.0  # for ending an agent's processes and giving its run back


@click.command()
@click.option("--no-first-batch", is_flag=True, help="Do not queue a batch on an empty database.")
@click.pass_obj
def up(wiring: Wiring, *, no_first_batch: bool) -> None:
    """Start everything: engine, image, database, web and worker. Ctrl-C stops all that it started."""
    run_up(wiring, first_batch=not no_first_batch)


@click.command()
def setup() -> None:
    """Find a Docker engine, or start one for the while, and build the sandbox image."""
    run_setup(click.echo)


@click.command()
@click.pass_obj
def serve(wiring: Wiring) -> None:
    """Start the site alone, under gunicorn."""
    run_web(wiring.settings)


@click.command()
@click.option("--slots", type=click.IntRange(1, MOST_SLOTS), help="How many trials run at a time.")
@click.pass_obj
def worker(wiring: Wiring, *, slots: int | None) -> None:
    """Run queued trials and chains until told to stop. What runs then goes back to the queue."""
    stop = threading.Event()
    for which in (signal.SIGINT, signal.SIGTERM):
        signal.signal(which, lambda *_: stop.set())
    with wiring.bench() as bench:
        click.echo(f"worker: ready with {slots or wiring.settings.worker_slots} slots", err=True)
        with (
            _beside(wiring.courier().run, stop, name="courier"),
            _beside(Chores(wiring).run, stop, name="chores"),
            _beside(wiring.desk().work, stop, name="desk"),
        ):
            wiring.worker(bench, slots=slots).run(stop)
    click.echo("worker: stopped", err=True)


@contextmanager
def _beside(work: Callable[[threading.Event], None], stop: threading.Event, *, name: str) -> Iterator[None]:
    """Let something else work beside the trials. What it has in hand when we end, the next worker takes up."""
    thread = threading.Thread(target=work, args=(stop,), name=name, daemon=True)
    thread.start()
    yield
    thread.join(_LAST_SECONDS)


COMMANDS = (up, setup, serve, worker)
