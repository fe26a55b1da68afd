"""A chain with other agents or strategies in its stages: a version of its own."""

from collections.abc import Collection
from dataclasses import replace

from training.chains.content import versioned
from training.chains.errors import UnknownChainError
from training.model.chains import TESTS, Chain, Gives, OnFailure, Stage

ALL = ""


def with_agents(chain: Chain, agents: dict[str, str], *, searching: Collection[str] = ("repair", "replay")) -> Chain:
    """Return the chain with other agents, by stage; the name `ALL` stands for every stage.

    An agent that works on programs reads no words: where words are asked for, the visible tests speak in its place.

    Raises:
        UnknownChainError: a stage that there is not.
    """
    _refuse_unknown(chain, agents)
    stages = tuple(_with_agent(stage, agents.get(stage.name, agents.get(ALL)), searching) for stage in chain.stages)
    return versioned(replace(chain, stages=stages))


def with_strategies(chain: Chain, strategies: dict[str, str]) -> Chain:
    """Return the chain with other strategies, by stage; the name `ALL` stands for every stage.

    Raises:
        UnknownChainError: a stage that there is not.
    """
    _refuse_unknown(chain, strategies)
    stages = tuple(
        replace(stage, strategy=strategies.get(stage.name, strategies.get(ALL, stage.strategy)))
        for stage in chain.stages
    )
    return versioned(replace(chain, stages=stages))


def _with_agent(stage: Stage, agent: str | None, searching: Collection[str]) -> Stage:
    if agent is None or stage.agent == TESTS:
        return stage
    plain = replace(stage, agent=agent)
    if stage.on_failure is OnFailure.FALL_BACK:
        plain = replace(plain, on_failure=OnFailure.STOP, fall_back="")
    if agent in searching and stage.gives is not Gives.PROGRAM:
        return replace(plain, agent=TESTS, gives=Gives.TEXT, schema="")
    return plain


def _refuse_unknown(chain: Chain, changes: dict[str, str]) -> None:
    names = {stage.name for stage in chain.stages}
    for name in changes:
        if name != ALL and name not in names:
            there = ", ".join(stage.name for stage in chain.stages)
            raise UnknownChainError(f"The chain {chain.name!r} has no stage {name!r}. There are {there}.")
