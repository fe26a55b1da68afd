"""Chains as data: list, show, check, import, compare versions."""

import difflib
import sys
from pathlib import Path
from typing import Any

import click

from proving.cli.chain.choosing import choose_chain, save
from proving.cli.errors import EXIT_MISUSE, Misuse
from proving.cli.output import json_option, percent, percent_interval, print_json, print_table
from proving.wiring import Wiring
from training.chains.checking import problems
from training.chains.content import content_of
from training.chains.files import read_chain, to_toml
from training.chains.graph import befores
from training.model.batches import DEFAULT_TEAM
from training.model.chains import TESTS, Chain
from training.statistics import wilson_interval


@click.command("list")
@json_option
@click.pass_obj
def list_chains(wiring: Wiring, *, as_json: bool) -> None:
    """List the chains, with how often each succeeded on tasks."""
    with wiring.open_store() as store:
        found, tallies = wiring.chains(store).all(), store.chain_runs.tallies(team=DEFAULT_TEAM)
    rows = []
    for saved in found:
        chain = saved.chain
        passed, judged = tallies.get((chain.name, chain.version), (0, 0))
        interval = wilson_interval(passed, judged)
        stages = " → ".join(stage.name for stage in chain.stages)
        rate = passed / judged if judged else None
        rows.append((chain.name, chain.version, stages, judged, percent(rate), percent_interval(interval)))
    columns = ("name", "version", "stages", "judged", "success", "95 % interval")
    if as_json:
        print_json([dict(zip(columns, row, strict=True)) for row in rows])
        return
    print_table(columns, rows)
    click.echo("In the intervals repeats of a task count as independent; `proving report` takes them together.")


@click.command()
@click.argument("chain")
@json_option
@click.pass_obj
def show(wiring: Wiring, chain: str, *, as_json: bool) -> None:
    """Show a chain's stages, with the exact command of each. CHAIN is NAME, NAME@VERSION, or a file."""
    with wiring.open_store() as store:
        found = choose_chain(wiring, store, chain)
        versions = wiring.chains(store).versions(found.name)
    if as_json:
        print_json({**content_of(found), "version": found.version})
        return
    click.echo(f"{found.title} ({found.name}, version {found.version}, {len(versions)} in all)\n{found.description}\n")
    print_table(("stage", "after", "agent", "strategy", "gives", "on failure", "command"), _stages(wiring, found))


def _stages(wiring: Wiring, chain: Chain) -> list[tuple[Any, ...]]:
    import shlex  # noqa: PLC0415 - shown here alone

    edges, workshop, rows = befores(chain), wiring.workshop(), []
    for stage in chain.stages:
        performer = workshop.performer(stage.agent)
        command = shlex.join(performer.command(stage, as_events=False)) or "(runs here)"
        after = ", ".join(edges[stage.name])
        rows.append((stage.name, after, stage.agent, stage.strategy, stage.gives, stage.on_failure, command))
    return rows


@click.command()
@click.argument("chain")
@click.option("--on-text", is_flag=True, help="Check it for free text instead of a task.")
@json_option
@click.pass_obj
def check(wiring: Wiring, chain: str, *, on_text: bool, as_json: bool) -> None:
    """Check a chain before it runs: its shape, templates, schemas, and whether each agent is here.

    Exits with 2 when something is wrong. CHAIN is a name or a file; a file is not saved.
    """
    found = [str(problem) for problem in _problems(wiring, chain, on_task=not on_text)]
    if as_json:
        print_json(found)
    else:
        click.echo("\n".join(found) or f"{chain} can run.")
    sys.exit(EXIT_MISUSE if found else 0)


def _problems(wiring: Wiring, wanted: str, *, on_task: bool) -> list[str]:
    with wiring.open_store() as store:
        is_file = Path(wanted).suffix in {".toml", ".json"} and Path(wanted).is_file()
        chain = read_chain(Path(wanted)) if is_file else choose_chain(wiring, store, wanted)
    found = [str(problem) for problem in problems(chain, wiring.known(), on_task=on_task)]
    if found:
        return found
    states = {stage.name: wiring.agent(stage.agent).check() for stage in chain.stages if stage.agent != TESTS}
    return [f"Stage {name}: {missing}" for name, missing in states.items() if missing]


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def import_chain(wiring: Wiring, file: Path) -> None:
    """Save a chain from a TOML or JSON file as the newest version of its name."""
    chain = read_chain(file)
    found = problems(chain, wiring.known())
    if found:
        raise Misuse("\n".join(str(problem) for problem in found))
    with wiring.open_store() as store:
        save(store, chain, detail=f"from {file.name}")
    click.echo(f"Saved {chain.name} as version {chain.version}.")


@click.command()
@click.argument("name")
@click.argument("old", required=False)
@click.argument("new", required=False)
@click.pass_obj
def versions(wiring: Wiring, name: str, old: str | None, new: str | None) -> None:
    """List a chain's versions, or with two of them (OLD NEW, first digits do) show what differs."""
    with wiring.open_store() as store:
        book = wiring.chains(store)
        if old is None:
            rows = [(one.chain.version, one.by, one.note, one.at[:19]) for one in book.versions(name)]
            print_table(("version", "by", "note", "saved"), rows)
            return
        left, right = book.get(name, old), book.get(name, new)
    lines = difflib.unified_diff(
        to_toml(left).splitlines(), to_toml(right).splitlines(), left.version, right.version, lineterm=""
    )
    click.echo("\n".join(lines) or "They are the same.")


COMMANDS = (list_chains, show, check, import_chain, versions)
