"""The machinery, the head of the audit chain, and who did what."""

from http import HTTPStatus
from typing import Any

from marshmallow import Schema, fields

from training.errors import NotFoundError
from training.model.acts import Act, ActFilter
from training.store import Link, WorkerFacts
from webapp.access import Right
from webapp.api.arguments import ListQuery, text
from webapp.api.operations import Operations, page
from webapp.api.schemas import page_of, schema_of, shaped
from webapp.batches.lost import SILENT
from webapp.context import now, the_person
from webapp.resources import settings, store

api = Operations("system", "The machinery, the audit chain, and who did what.")


class System(Schema):
    """The machinery, as far as the site knows it."""

    workers = fields.List(fields.Nested(schema_of(WorkerFacts)))
    database_bytes = fields.Integer()
    unfinished_batches = fields.List(fields.Integer())
    audit_links = fields.Integer()


class Health(Schema):
    """Whether the site answers."""

    status = fields.String()


Head = shaped(Link, "AuditHead", leave_out=("content",))


class ActQuery(ListQuery):
    """Which acts."""

    actor = text()
    action = text()
    kind = text()
    subject = text()
    since = fields.AwareDateTime(format="iso")
    until = fields.AwareDateTime(format="iso")


@api.get("/system", System)
def get_system() -> dict[str, Any]:
    """Show workers, database, queue and chain."""
    head = store().audit.head()
    return {
        "workers": store().system.workers(since=now() - SILENT),
        "database_bytes": settings().database.stat().st_size,
        "unfinished_batches": [batch.id for batch in store().batches.unfinished()],
        "audit_links": head.seq if head else 0,
    }


@api.get("/health", Health, right=Right.OPEN)
def get_health() -> dict[str, str]:
    """Say that the site answers and its database opens."""
    store().accounts.count()
    return {"status": "ok"}


@api.get("/audit/head", Head, fails=(HTTPStatus.NOT_FOUND,))
def get_audit_head() -> Link:
    """Show the newest link of the audit chain, to be kept elsewhere."""
    found = store().audit.head()
    if found is None:
        raise NotFoundError("The chain is empty. It begins with the first trial that ends.")
    return found


@api.get("/acts", page_of(Act), right=Right.AUDIT)
@api.takes(ActQuery, "query")
def list_acts(query: dict[str, Any]) -> Any:
    """List who did what in the team, the newest first."""
    after, limit = query.pop("after"), query.pop("limit")
    wanted = ActFilter(**{**query, "team": the_person().team})
    return page(store().acts.list(wanted, after=after, limit=limit + 1), limit=limit)
