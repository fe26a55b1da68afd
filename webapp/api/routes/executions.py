"""Trials and executions: what ran, with its program, its tests and what it printed."""

from typing import Any

from marshmallow import fields

from sandbox.model import Outcome, Trust
from training.model.executions import ExecutionDetail, ExecutionFilter, ExecutionRow
from training.model.trials import Provenance, Purpose, Trial, TrialError, Verdict
from webapp.api.arguments import LARGEST, ListQuery, text, word
from webapp.api.operations import Operations, page
from webapp.api.schemas import list_of, page_of, schema_of
from webapp.resources import store

api = Operations("executions", "Trials and executions: what ran, and what came of it.")

Executions = list_of(schema_of(ExecutionRow), "TrialExecutions")
Errors = list_of(schema_of(TrialError), "TrialErrors")


class ExecutionQuery(ListQuery):
    """Which executions."""

    batch_id = fields.Integer(validate=lambda value: 0 <= value <= LARGEST)
    trial_id = fields.Integer(validate=lambda value: 0 <= value <= LARGEST)
    strategy = text()
    agent = text()
    task_id = text()
    verdict = word(Verdict)
    result = word(Verdict)
    outcome = word(Outcome)
    trust = word(Trust)
    purpose = word(Purpose)
    provenance = word(Provenance)
    created_by = text()
    text = text(metadata={"description": "Words in code and output."})
    since = fields.AwareDateTime(format="iso")
    until = fields.AwareDateTime(format="iso")


_ENUMS = {
    "verdict": Verdict,
    "result": Verdict,
    "outcome": Outcome,
    "trust": Trust,
    "purpose": Purpose,
    "provenance": Provenance,
}


@api.get("/executions", page_of(ExecutionRow))
@api.takes(ExecutionQuery, "query")
def list_executions(query: dict[str, Any]) -> Any:
    """List executions, the newest first."""
    after, limit = query.pop("after"), query.pop("limit")
    typed: dict[str, Any] = {name: _ENUMS[name](value) if name in _ENUMS else value for name, value in query.items()}
    return page(store().executions.list(ExecutionFilter(**typed), after=after, limit=limit + 1), limit=limit)


@api.get("/executions/<int:row_id>", schema_of(ExecutionDetail))
def get_execution(row_id: int) -> ExecutionDetail:
    """Show one execution whole: program, tests, output, limits, provenance, and its link in the audit chain."""
    return store().executions.get(row_id)


@api.get("/trials/<int:trial_id>", schema_of(Trial))
def get_trial(trial_id: int) -> Trial:
    """Show one trial."""
    return store().trials.get(trial_id)


@api.get("/trials/<int:trial_id>/executions", Executions)
def list_trial_executions(trial_id: int) -> dict[str, Any]:
    """List a trial's executions in the order they ran."""
    store().trials.get(trial_id)
    return {"items": store().executions.list_for_trial(trial_id)}


@api.get("/trials/<int:trial_id>/errors", Errors)
def list_trial_errors(trial_id: int) -> dict[str, Any]:
    """List our own failures at a trial."""
    store().trials.get(trial_id)
    return {"items": store().trials.errors(trial_id)}
