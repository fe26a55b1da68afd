"""A chain as TOML, as JSON, or as a bash script that does the same without us."""

import sys
from functools import partial
from pathlib import Path
from typing import Any

import click

from proving.cli.chain.choosing import changed, choose_chain, pairs, read_text
from proving.cli.errors import Misuse
from proving.wiring import Wiring
from training.chains.agent import profiles_of, refuse_broken
from training.chains.choosing import choose_all
from training.chains.export import Material, to_bash
from training.chains.files import to_json, to_toml
from training.model.batches import DEFAULT_TEAM
from training.model.chains import Chain
from training.store import Store


@click.command()
@click.argument("chain")
@click.option(
    "--format", "form", type=click.Choice(["toml", "json", "bash"]), default="toml", show_default=True, help="As what."
)
@click.option("--task", "task_id", help="For a script: the task that it works on.")
@click.option("--input", "text", help="For a script: free text, @FILE, or - for stdin.")
@click.option("--agent", "agents", multiple=True, help="NAME for every stage, or STAGE=NAME for one.")
@click.option("--strategy", "strategies", multiple=True, help="NAME for every stage, or STAGE=NAME for one.")
@click.option("--set", "variables", multiple=True, help="A variable of the chain, NAME=VALUE.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file instead of stdout.")
@click.pass_obj
def export(wiring: Wiring, /, chain: str, *, form: str, output: Path | None, **asked: Any) -> None:
    """Give a chain as a file. A bash script needs neither us nor a database; it has the task in it."""
    with wiring.open_store() as store:
        found = changed(choose_chain(wiring, store, chain), asked["agents"], asked["strategies"])
        written = {"toml": to_toml, "json": to_json}.get(form, partial(_script, wiring, store, asked=asked))(found)
    if output is None:
        sys.stdout.write(written)
        return
    try:
        output.write_text(written, encoding="utf-8")
    except OSError as error:
        raise Misuse(f"{output} can't be written: {error.strerror}. Name another file.") from error


def _script(wiring: Wiring, store: Store, chain: Chain, *, asked: dict[str, Any]) -> str:
    task = wiring.task(asked["task_id"]) if asked["task_id"] else None
    text = read_text(asked["text"])
    if task is None and not text.strip():
        raise Misuse("A script needs something to work on. Give --task ID, or --input TEXT.")
    refuse_broken(chain, wiring.known(), on_task=task is not None)
    brief = task.brief() if task else None
    choices = choose_all(
        chain,
        profiles_of=partial(profiles_of, store, DEFAULT_TEAM),
        strategy_of=wiring.strategy,
        category=brief.category if brief else None,
        difficulty=brief.difficulty.value if brief else None,
    )
    material = Material(choices=choices, brief=brief, text=text, variables=pairs(asked["variables"], chain))
    return to_bash(chain, material, wiring.workshop())


COMMANDS = (export,)
