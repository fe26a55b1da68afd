"""What an agent is, for people: without any secret's value."""

from typing import Any

from training.agents.command.agent import CommandAgent
from training.agents.llm.agent import LlmAgent
from training.agents.repair.agent import RepairAgent
from training.agents.repair.operators import OPERATORS
from training.model.agents import Agent

_KINDS = {RepairAgent: "embedded", CommandAgent: "command", LlmAgent: "language model"}


def describe(agent: Agent) -> dict[str, Any]:
    """Return an agent's facts by name: its kind, its version, what is missing here, and how it is run."""
    facts: dict[str, Any] = {
        "name": agent.name,
        "kind": _KINDS.get(type(agent), "replay"),
        "version": agent.version,
        "missing": agent.check() or "nothing",
    }
    if isinstance(agent, CommandAgent):
        facts |= _of_preset(agent)
    if isinstance(agent, RepairAgent):
        facts["operators"] = tuple(operator.name for operator in OPERATORS)
    return facts


def _of_preset(agent: CommandAgent) -> dict[str, Any]:
    preset = agent.preset
    return {
        "title": preset.title,
        "command": preset.command,
        "prompt": f"by {preset.prompt}",
        "reply": str(preset.reply),
        "mode": str(preset.mode),
        "output limit": f"{preset.output_mib} MiB",
        "cost limit": f"{preset.cost_usd} USD a trial" if preset.cost_usd is not None else "none",
        "sees": (*preset.passed, *sorted(preset.fixed)),
        "secrets": preset.secret,
    }
