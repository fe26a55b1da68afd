"""The agents that there are, by name."""

from training.agents.registry import get_agent, list_agents

__all__ = ["get_agent", "list_agents"]
