"""`proving doctor` and `proving config`: what is here, and what to do about what is not."""

import shutil
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import click

from proving.cli.errors import EXIT_FAILURE, KNOWN
from proving.cli.output import json_option, print_json, print_table
from proving.config import load_settings
from proving.wiring import Wiring
from sandbox.engine import connect, describe_engine, state_folder
from sandbox.image import find_image

ENOUGH_DISK_GIB = 2
GIB = 2**30


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that was looked at."""

    name: str
    ok: bool
    found: str
    remedy: str | None = None


@click.command()
@json_option
@click.pass_obj
def doctor(wiring: Wiring, *, as_json: bool) -> None:
    """Look at everything that a batch needs, and say what to do about what is missing. Exits with 1 then."""
    looks: tuple[tuple[str, Callable[[Wiring], str]], ...] = (
        ("engine", _engine),
        ("image", _image),
        ("disk", _disk),
        ("database", _database),
        ("tasks", lambda w: f"{len(w.catalogue.all())} tasks"),
        ("strategies", lambda w: ", ".join(item.name for item in w.strategies.all())),
    )
    findings = [_look(name, look, wiring) for name, look in looks]
    if as_json:
        print_json(findings)
    else:
        for item in findings:
            mark = click.style("ok", fg="green") if item.ok else click.style("!!", fg="red")
            click.echo(f"{mark}  {item.name}: {item.found}")
    sys.exit(0 if all(item.ok for item in findings) else EXIT_FAILURE)


def _look(name: str, look: Callable[[Wiring], str], wiring: Wiring) -> Finding:
    try:
        return Finding(name=name, ok=True, found=look(wiring))
    except (*KNOWN, OSError) as error:
        what, _, remedy = str(error).partition(". ")
        return Finding(name=name, ok=False, found=str(error), remedy=remedy or what)


def _engine(_: Wiring) -> str:
    with closing(connect()) as client:
        facts = describe_engine(client)
    return f"{facts['version']}, {facts['storage']}, cgroup {facts['cgroup']}, on {facts['system']}"


def _image(_: Wiring) -> str:
    with closing(connect()) as client:
        return find_image(client).tag


def _disk(wiring: Wiring) -> str:
    places = {_existing(wiring.settings.database.parent), _existing(state_folder())}
    free = min(shutil.disk_usage(place).free for place in places) / GIB
    if free < ENOUGH_DISK_GIB:
        raise OSError(f"Only {free:.1f} GiB are free. Make room: images and results need {ENOUGH_DISK_GIB} GiB.")
    return f"{free:.0f} GiB free"


def _existing(path: Path) -> Path:
    return next(item for item in (path, *path.parents) if item.exists())


def _database(wiring: Wiring) -> str:
    with wiring.open_store() as store:
        batches = store.batches.list(limit=1)
    return f"{wiring.settings.database}, {'empty' if not batches else f'{batches[0].id} batches'}"


@click.group()
def config() -> None:
    """See how this program is set up."""


@config.command("show")
@json_option
def show_config(*, as_json: bool) -> None:
    """Show every setting and where its value came from."""
    _, origins = load_settings()
    if as_json:
        print_json(origins)
        return
    print_table(("setting", "value", "from"), [(item.key, item.value, item.source) for item in origins])


COMMANDS = (doctor, config)
