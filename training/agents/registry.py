"""Agents by name."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches

from training.agents.repair.agent import RepairAgent
from training.errors import UnknownAgentError
from training.model.agents import Agent

_MAKERS: Mapping[str, Callable[[], Agent]] = {"repair": RepairAgent}


def list_agents() -> tuple[Agent, ...]:
    """Return every agent, by name."""
    return tuple(_MAKERS[name]() for name in sorted(_MAKERS))


def get_agent(name: str) -> Agent:
    """Return the agent of that name.

    Raises:
        UnknownAgentError: there is none; the message lists what there is.
    """
    if name not in _MAKERS:
        close = get_close_matches(name, _MAKERS, n=2)
        hint = f"Did you mean {' or '.join(close)}?" if close else f"There are {', '.join(sorted(_MAKERS))}."
        raise UnknownAgentError(f"No agent is called {name!r}. {hint}")
    return _MAKERS[name]()
