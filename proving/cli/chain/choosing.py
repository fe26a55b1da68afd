"""Turns what a person typed into a chain."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from proving.cli.acts import note, user_name
from proving.cli.errors import Failure, Misuse
from proving.wiring import Wiring
from training.chains.files import read_chain
from training.chains.variants import ALL, with_agents, with_strategies
from training.model.batches import DEFAULT_TEAM
from training.model.chains import TESTS, Chain
from training.store import Store

MAX_TEXT_BYTES = 1024 * 1024


def choose_chain(wiring: Wiring, store: Store, wanted: str) -> Chain:
    """Return a chain by NAME, NAME@VERSION, or a file's path; a file's chain is saved as its newest version."""
    path = Path(wanted)
    if path.suffix in {".toml", ".json"} and path.is_file():
        return save(store, read_chain(path), detail=f"from {path.name}")
    name, _, version = wanted.partition("@")
    return wiring.chains(store).get(name, version or None)


def save(store: Store, chain: Chain, *, detail: str) -> Chain:
    """Keep a chain as the newest version of its name."""
    now = datetime.now(UTC)
    store.chains.save(chain, team=DEFAULT_TEAM, by=user_name(), now=now, note=detail)
    note(store, "saved", "chain", chain.name, team=DEFAULT_TEAM, detail=chain.version, now=now)
    return chain


def changed(chain: Chain, agents: tuple[str, ...], strategies: tuple[str, ...]) -> Chain:
    """Return the chain with other agents and strategies, each given as NAME for all or STAGE=NAME for one."""
    if agents:
        chain = with_agents(chain, _by_stage(agents))
    return with_strategies(chain, _by_stage(strategies)) if strategies else chain


def pairs(given: tuple[str, ...], chain: Chain) -> tuple[tuple[str, str], ...]:
    """Return variables given as NAME=VALUE.

    Raises:
        Misuse: one has no value, or the chain has no variable of its name.
    """
    names = [name for name, _ in chain.variables]
    found = []
    for word in given:
        name, separator, value = word.partition("=")
        if not separator or name not in names:
            there = ", ".join(names) or "none"
            raise Misuse(f"{word!r} sets no variable of {chain.name}. Give NAME=VALUE; its variables are: {there}.")
        found.append((name, value))
    return tuple(found)


def read_text(given: str | None) -> str:
    """Return free text: as it was given, from a file after `@`, or from stdin for `-`."""
    if given is None:
        return ""
    if given == "-":
        return sys.stdin.read(MAX_TEXT_BYTES)
    if not given.startswith("@"):
        return given
    try:
        return Path(given[1:]).read_text(errors="replace")[:MAX_TEXT_BYTES]
    except OSError as error:
        raise Misuse(f"{given[1:]} can't be read: {error.strerror}. Name a file that you may read.") from error


def refuse_absent(wiring: Wiring, chain: Chain) -> None:
    """Raise where a stage's agent is not there, naming the stage.

    Raises:
        Failure: an agent is missing, with how to install it.
    """
    for stage in chain.stages:
        missing = None if stage.agent == TESTS else wiring.agent(stage.agent).check()
        if missing:
            raise Failure(f"Stage {stage.name}: {missing}")


def _by_stage(given: tuple[str, ...]) -> dict[str, str]:
    split = (word.rpartition("=") for word in given)
    return {stage if separator else ALL: name for stage, separator, name in split}
