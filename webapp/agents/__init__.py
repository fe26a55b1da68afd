"""The agents: whether they can work here, and what the embedded one has learnt."""

from webapp.agents.names import agent_names

__all__ = ["agent_names"]
