"""The routes of the API, a module for each noun."""

from webapp.api.routes import (
    alerts,
    batches,
    chains,
    executions,
    learnt,
    machinery,
    people,
    reports,
    tasks,
    tokens,
    webhooks,
)

ALL = (
    tasks.api,
    batches.api,
    executions.api,
    chains.api,
    alerts.api,
    learnt.api,
    reports.api,
    machinery.api,
    people.api,
    tokens.api,
    webhooks.api,
)
