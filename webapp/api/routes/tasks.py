"""Tasks, strategies and agents: what a batch is made of."""

from typing import Any

from marshmallow import Schema, fields

from training.model.strategies import Strategy
from training.model.tasks import Task
from webapp.access import Right
from webapp.agents import agent_names
from webapp.api.arguments import Asked, text
from webapp.api.operations import Operations
from webapp.api.schemas import list_of, schema_of, shaped
from webapp.context import may
from webapp.facets import matching
from webapp.resources import catalogue, strategies

api = Operations("tasks", "Tasks, strategies and agents: what a batch is made of.")

_HIDDEN = ("reference", "hidden_tests")
_BULK = ("prompt", "starter", "visible_tests", "limits", *_HIDDEN)
TaskRow = shaped(Task, "TaskRow", leave_out=_BULK)
Tasks = list_of(TaskRow, "Tasks")
Strategies = list_of(schema_of(Strategy), "Strategies")


class TaskQuery(Asked):
    """Which tasks."""

    category = text()
    difficulty = text()
    kind = text()


class AgentNames(Schema):
    """The agents."""

    items = fields.List(fields.String())


@api.get("/tasks", Tasks)
@api.takes(TaskQuery, "query")
def list_tasks(query: dict[str, str]) -> dict[str, Any]:
    """List the tasks."""
    return {"items": matching(catalogue().all(), query)}


@api.get("/tasks/<task_id>", schema_of(Task))
def get_task(task_id: str) -> Any:
    """Show one task; the hidden tests and the reference only to those who may audit."""
    task = catalogue().get(task_id)
    return task if may(Right.AUDIT) else {**vars(task), **dict.fromkeys(_HIDDEN, ())}


@api.get("/strategies", Strategies)
def list_strategies() -> dict[str, Any]:
    """List the strategies."""
    return {"items": strategies().all()}


@api.get("/strategies/<name>", schema_of(Strategy))
def get_strategy(name: str) -> Strategy:
    """Show one strategy."""
    return strategies().get(name)


@api.get("/agents", AgentNames)
def list_agents() -> dict[str, Any]:
    """List the agents that a batch can be given to."""
    return {"items": agent_names()}
