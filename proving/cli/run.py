"""`proving up`, `setup`, `serve`, `worker`: the product, whole or in parts."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import click

from proving.checking import Lookout
from proving.chores import Chores
from proving.cli.errors import Failure
from proving.config import MOST_SLOTS
from proving.ending import Ending
from proving.patience import patient_bench
from proving.serving import run_web
from proving.setup.steps import run_setup
from proving.up import run_up
from proving.watching.worker import watch_worker
from proving.wiring import Bench, Wiring
from training.logs import set_up_logs
from training.worker import Surroundings

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
@click.option(
    "--scheduler", help="Run trials on nodes, by a Dask scheduler at tcp://HOST:8786; see proving node --help."
)
@click.pass_obj
def worker(wiring: Wiring, *, slots: int | None, scheduler: str | None) -> None:
    """Run queued trials and chains until told to stop.

    On TERM nothing more is begun, what runs gets the setting drain_seconds to be finished, and what still runs then
    goes back to the queue. On a second TERM, or Ctrl-C, it goes back at once.
    """
    settings = wiring.settings
    set_up_logs(form=settings.log_format, level=settings.log_level)
    ending = Ending(drain_seconds=settings.drain_seconds)
    signal.signal(signal.SIGINT, lambda *_: ending.now())
    signal.signal(signal.SIGTERM, lambda *_: ending.soon())
    with _company(wiring, scheduler, ending) as (bench, company):
        around = replace(company, observer=watch_worker(settings, bench))
        most = slots or (MOST_SLOTS if scheduler else settings.worker_slots)
        click.echo(f"worker: ready with {f'the nodes of {scheduler}' if scheduler else f'{most} slots'}", err=True)
        stop = ending.stop
        with (
            _beside(wiring.courier().run, stop, name="courier"),
            _beside(Chores(wiring).run, stop, name="chores"),
            _beside(Lookout(wiring).run, stop, name="lookout"),
            _beside(wiring.desk().work, stop, name="desk"),
        ):
            wiring.worker(bench, slots=most, around=around).run(stop, drain=ending.drain)
            ending.now()  # a worker that has drained ends what works beside it
    click.echo("worker: stopped", err=True)


@contextmanager
def _company(wiring: Wiring, scheduler: str | None, ending: Ending) -> Iterator[tuple[Bench, Surroundings]]:
    """Open what runs the trials: this machine's sandbox, or the nodes that a scheduler knows."""
    if scheduler is None:
        with patient_bench(wiring, ending.drain) as bench:
            yield bench, Surroundings()
        return
    try:
        from proving.cluster.bench import open_cluster  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise Failure("Dask is not installed. Install it with: pip install 'proving-ground[dask]'") from error
    with open_cluster(wiring, scheduler, ending.stop) as company:
        yield company


@contextmanager
def _beside(run: Callable[[threading.Event], None], stop: threading.Event, *, name: str) -> Iterator[None]:
    """Let something else work beside the trials. What it has in hand when we end, the next worker takes up."""
    thread = threading.Thread(target=run, args=(stop,), name=name, daemon=True)
    thread.start()
    yield
    thread.join(_LAST_SECONDS)


COMMANDS = (up, setup, serve, worker)
