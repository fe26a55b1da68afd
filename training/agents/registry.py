"""Agents by name."""

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

from training.agents.command.agent import CommandAgent
from training.agents.command.presets import load_presets
from training.agents.llm.agent import LlmAgent
from training.agents.repair.agent import RepairAgent
from training.agents.replay.agent import ReplayAgent
from training.errors import UnknownAgentError
from training.model.agents import Agent

_MODEL_PREFIX = "llm:"


def list_agents(extra_dirs: Iterable[Path] = ()) -> tuple[Agent, ...]:
    """Return every agent, by name. `extra_dirs` hold a team's own presets of command-line agents.

    Raises:
        AgentFileError: a preset is not as it should be.
    """
    agents = _agents(extra_dirs)
    return tuple(agents[name] for name in sorted(agents))


def get_agent(name: str, extra_dirs: Iterable[Path] = ()) -> Agent:
    """Return the agent of that name; `llm:MODEL` stands for a language model of that id.

    Raises:
        UnknownAgentError: there is none; the message lists what there is.
        AgentFileError: a preset is not as it should be.
    """
    if name.startswith(_MODEL_PREFIX) and len(name) > len(_MODEL_PREFIX):
        return LlmAgent(name.removeprefix(_MODEL_PREFIX))
    agents = _agents(extra_dirs)
    if name not in agents:
        close = get_close_matches(name, agents, n=2)
        hint = f"Did you mean {' or '.join(close)}?" if close else f"There are {', '.join(sorted(agents))}."
        raise UnknownAgentError(f"No agent is called {name!r}. {hint}")
    return agents[name]


def _agents(extra_dirs: Iterable[Path]) -> dict[str, Agent]:
    embedded: tuple[Agent, ...] = (RepairAgent(), LlmAgent(), ReplayAgent())
    taken = [agent.name for agent in embedded]
    commands = (CommandAgent(preset) for preset in load_presets(extra_dirs, taken=taken).values())
    return {agent.name: agent for agent in (*embedded, *commands)}
