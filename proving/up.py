"""`proving up`: everything together, from nothing, and nothing left of it afterwards."""

import os
import secrets
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
from datetime import UTC, datetime

import click

from proving import signals
from proving.cli.errors import Failure
from proving.config import Settings
from proving.invitations import address_of, invite
from proving.serving import web_command, web_environment
from proving.setup import steps
from proving.supervisor import Child, Supervisor
from proving.wiring import Wiring
from training.model.tasks import TaskKind
from training.planning import SEED_LIMIT, BatchRequest, plan_batch
from training.store import Store

WEB_SECONDS = 30.0
FIRST_BATCH_REPEATS = 1


def run_up(wiring: Wiring, *, first_batch: bool) -> None:
    """Start everything, say where it is, and keep it running until Ctrl-C."""
    begun = time.monotonic()

    def progress(text: str) -> None:
        click.echo(f"  {time.monotonic() - begun:5.1f} s  {text}")

    signals.on(signals.ENDING, signals.interrupt)
    _check_port(wiring.settings.host, wiring.settings.port)
    with steps.engine(progress) as address:
        progress(f"the sandbox image is {steps.image(progress).tag}")
        invitation = _prepare_store(wiring, first_batch=first_batch, progress=progress)
        stop = threading.Event()
        signals.on(signals.ENDING, lambda *_: stop.set())
        _run(Supervisor(_children(wiring, address), progress), wiring.settings, invitation, stop)
    click.echo("Everything that was started has been stopped.")


def _prepare_store(wiring: Wiring, *, first_batch: bool, progress: steps.Progress) -> str | None:
    with wiring.open_store() as store:
        progress(f"the database is {wiring.settings.database}")
        invitation = _invite(store)
        if first_batch and store.batches.is_empty():
            _queue_first_batch(wiring, store, progress)
    return invitation


def _run(supervisor: Supervisor, settings: Settings, invitation: str | None, stop: threading.Event) -> None:
    try:
        supervisor.start()
        _wait_for_web(settings.host, settings.port, stop)
        if not stop.is_set():
            _tell(settings.host, settings.port, invitation)
        supervisor.watch(stop)
    finally:
        click.echo("\nStopping …")
        supervisor.stop()


def _children(wiring: Wiring, address: str) -> tuple[Child, ...]:
    settings = wiring.settings
    # Ctrl-C ends everything: what runs goes back to the queue at once, unless a while was asked for
    drain = {"PROVING_DRAIN_SECONDS": os.environ.get("PROVING_DRAIN_SECONDS") or "0"}
    worker_environment = {**os.environ, **drain, "DOCKER_HOST": address, "PROVING_DATABASE": str(settings.database)}
    return (
        Child(name="web server", command=web_command(settings), environment=web_environment(settings)),
        Child(name="worker", command=(sys.executable, "-m", "proving", "worker"), environment=worker_environment),
    )


def _check_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Failure(
                f"Port {port} on {host} can't be used: {error.strerror}. "
                "Set PROVING_PORT to another, as in PROVING_PORT=8001."
            ) from error


def _invite(store: Store) -> str | None:
    """Return a one-time token for the first person, or None where there is somebody already."""
    if store.accounts.count():
        return None
    return invite(store, role="admin", now=datetime.now(UTC))


def _queue_first_batch(wiring: Wiring, store: Store, progress: steps.Progress) -> None:
    # the embedded agent mends programs; asked to write one, it could only fail
    tasks = tuple(task for task in wiring.catalogue.all() if task.kind is TaskKind.FIX)
    if not tasks:
        return
    request = BatchRequest(
        agent="repair",
        tasks=tasks,
        strategies=wiring.strategies.all(),
        repeats=FIRST_BATCH_REPEATS,
        seed=secrets.randbelow(SEED_LIMIT),
        title="First batch: every program to mend, under every strategy",
        created_by="proving up",
    )
    batch = store.batches.create(plan_batch(request), now=datetime.now(UTC))
    progress(f"queued a first batch of {batch.counts.total} trials")


def _wait_for_web(host: str, port: int, stop: threading.Event) -> None:
    end = time.monotonic() + WEB_SECONDS
    while time.monotonic() < end and not stop.is_set():
        try:
            with urllib.request.urlopen(f"{address_of(host, port)}/sign-in", timeout=2):  # noqa: S310 - our own address
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            stop.wait(0.1)
    if not stop.is_set():
        raise Failure("The web server did not answer in time. Its messages stand above.")


def _tell(host: str, port: int, invitation: str | None) -> None:
    address = address_of(host, port)
    click.echo(f"\n  Proving Ground is at {click.style(address, bold=True)}")
    if invitation:
        click.echo(
            f"  Sign in for the first time with this link, once, within a day:\n\n    {address}/sign-in/{invitation}\n"
        )
    else:
        click.echo("  Sign in with your name and password.\n")
    click.echo("  Ctrl-C stops everything.")
