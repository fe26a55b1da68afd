"""Who does a stage: a command, a model, an agent that works on programs, or the visible tests themselves."""

from training.agents.command.agent import CommandAgent
from training.agents.llm.agent import LlmAgent
from training.chains.performers.command import CommandPerformer
from training.chains.performers.model import ModelPerformer
from training.chains.performers.searching import SearchingPerformer
from training.chains.performers.testing import TestingPerformer
from training.chains.stage_job import Performer
from training.model.agents import Agent

__all__ = ["TestingPerformer", "performer_of"]


def performer_of(agent: Agent) -> Performer:
    """Return who does a stage for an agent."""
    if isinstance(agent, CommandAgent):
        return CommandPerformer(agent)
    if isinstance(agent, LlmAgent):
        return ModelPerformer(agent)
    return SearchingPerformer(agent)
