"""The agents that a batch can be given to. The site knows their names; their keys are the worker's."""

from training.agents import list_agents
from webapp.recent import Recent


def agent_names() -> tuple[str, ...]:
    """Return the agents' names, the embedded one first."""
    return _NAMES.get()


def _read_names() -> tuple[str, ...]:
    names = sorted(agent.name for agent in list_agents())
    return tuple(sorted(names, key=lambda name: name != "repair"))


_NAMES = Recent(_read_names)
