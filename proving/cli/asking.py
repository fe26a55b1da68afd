"""The options that ask for a batch, the same wherever a batch can be asked for."""

import secrets
from collections.abc import Callable
from typing import Any

import click

from proving.cli.choosing import ALL, TASKS_HELP, choose_strategies, choose_tasks
from proving.wiring import Wiring
from sandbox.model import Isolation
from training.allocation import Allocation
from training.model.batches import DEFAULT_TEAM, Budget
from training.planning import HIGHEST_PRIORITY, SEED_LIMIT, BatchRequest

_OPTIONS = (
    click.option("--tasks", default=ALL, show_default=True, help=TASKS_HELP),
    click.option("--strategies", default=ALL, show_default=True, help="all, or names by commas."),
    click.option("--agent", default="repair", show_default=True, help="Who does the work; see `proving agent list`."),
    click.option("--repeats", default=1, show_default=True, type=int, help="How often each task meets each strategy."),
    click.option(
        "--isolation",
        type=click.Choice([Isolation.AUTO.value, Isolation.REQUIRED.value]),
        default=Isolation.AUTO.value,
        show_default=True,
        help="required: a verdict only where program and tests are apart.",
    ),
    click.option(
        "--allocate",
        type=click.Choice([choice.value for choice in Allocation]),
        default=Allocation.UNIFORM.value,
        show_default=True,
        help="thompson: the better a strategy does, the more trials it gets. Reports leave such batches out.",
    ),
    click.option("--title", default="", help="A name for the batch."),
    click.option("--team", default=DEFAULT_TEAM, show_default=True, help="Whose batch it is; see `proving team list`."),
    click.option(
        "--priority",
        default=0,
        show_default=True,
        type=click.IntRange(-HIGHEST_PRIORITY, HIGHEST_PRIORITY),
        help="The highest of a team goes first.",
    ),
    click.option("--max-minutes", type=float, help="Stop the batch when it has been at work for so long."),
    click.option("--max-cost", type=float, help="Stop the batch when its agents have cost so many USD."),
)


def request_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that ask for a batch."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def request_of(wiring: Wiring, asked: dict[str, Any], *, seed: int | None) -> BatchRequest:
    """Return what the options ask for; without a seed, with a random one.

    Raises:
        NotFoundError: there is no such team.
    """
    with wiring.open_store() as store:
        store.teams.get(asked["team"])
    return BatchRequest(
        agent=wiring.agent(asked["agent"]).name,
        tasks=choose_tasks(asked["tasks"], wiring.catalogue),
        strategies=choose_strategies(asked["strategies"], wiring.strategies_of(asked["team"])),
        repeats=asked["repeats"],
        seed=secrets.randbelow(SEED_LIMIT) if seed is None else seed,
        title=asked["title"],
        team=asked["team"],
        isolation=Isolation(asked["isolation"]),
        created_by="command line",
        priority=asked["priority"],
        budget=budget_of(asked),
        allocation=Allocation(asked["allocate"]),
    )


def budget_of(asked: dict[str, Any]) -> Budget:
    """Return the budget that was asked for."""
    minutes = asked["max_minutes"]
    return Budget(seconds=None if minutes is None else minutes * 60, usd=asked["max_cost"])
