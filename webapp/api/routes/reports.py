"""The validation report, and one box that finds everything."""

from http import HTTPStatus
from typing import Any

from marshmallow import fields

from training.model.trials import Provenance
from training.report import Report, build_report
from webapp.api.arguments import LARGEST, Asked, text, word
from webapp.api.operations import Operations
from webapp.api.schemas import list_of, schema_of
from webapp.context import now, the_person
from webapp.resources import store
from webapp.search.views import Hit, find

api = Operations("reports", "The validation report; search.")


class ReportQuery(Asked):
    """What the report is on."""

    batch_id = fields.Integer(load_default=None, validate=lambda value: 0 <= value <= LARGEST)
    provenance = word(Provenance, load_default="real", metadata={"description": "Where no batch is named."})
    since = fields.AwareDateTime(format="iso", load_default=None, metadata={"description": "Where no batch is named."})


class SearchQuery(Asked):
    """What is looked for."""

    q = text(longest=100, shortest=1, required=True)


Hits = list_of(schema_of(Hit), "Hits")


@api.get("/report", schema_of(Report), fails=(HTTPStatus.NOT_FOUND,))
@api.takes(ReportQuery, "query")
def get_report(query: dict[str, Any]) -> Report:
    """Give the validation report: what was found, how sure that is, which targets were met."""
    if query["batch_id"] is not None:
        store().batches.get(query["batch_id"])
        facts = store().reporting.of_batch(query["batch_id"])
    else:
        provenance = Provenance(query["provenance"])
        facts = store().reporting.since(query["since"], team=the_person().team, provenance=provenance)
    return build_report(facts, now=now())


@api.get("/search", Hits)
@api.takes(SearchQuery, "query")
def search(query: dict[str, str]) -> dict[str, Any]:
    """Find tasks, strategies, batches, trials and executions."""
    return {"items": find(query["q"])}
