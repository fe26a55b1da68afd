"""A worker that starts while its engine is away waits for it; only whoever asks for one thing is told at once."""

import os
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import click

from proving.wiring import Bench, Wiring
from sandbox.errors import EngineUnavailableError

FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 15.0


@contextmanager
def patient_bench(wiring: Wiring, stop: threading.Event) -> Iterator[Bench]:
    """Open the sandbox for as long as the block lasts, once the engine that DOCKER_HOST names answers.

    Raises:
        EngineUnavailableError: none is named, and none can be started here.
        click.exceptions.Exit: told to stop while it waited.
    """
    pause = FIRST_PAUSE_SECONDS
    with ExitStack() as opened:
        while True:
            try:
                bench = opened.enter_context(wiring.bench())
                break
            except EngineUnavailableError as error:
                if not os.environ.get("DOCKER_HOST"):
                    raise
                click.echo(f"{error} Trying again in {pause:g} s.", err=True)
            if stop.wait(pause):
                raise click.exceptions.Exit(0)
            pause = min(LONGEST_PAUSE_SECONDS, pause * 2)
        yield bench
