"""The validation report, and one box that finds everything."""

from typing import Any

from marshmallow import fields

from training.model.trials import Provenance, TrialFilter
from training.report import Report, build_report
from webapp.api.arguments import LARGEST, Asked, text, word
from webapp.api.operations import Operations
from webapp.api.schemas import list_of, schema_of
from webapp.context import now, the_person
from webapp.resources import store
from webapp.search.views import Hit, find

api = Operations("reports", "The validation report; search.")

_MOST_TRIALS = 20_000


class ReportQuery(Asked):
    """What the report is on."""

    batch_id = fields.Integer(load_default=None, validate=lambda value: 0 <= value <= LARGEST)
    agent = text(load_default=None)
    provenance = word(Provenance, load_default="real")
    since = fields.AwareDateTime(format="iso", load_default=None)
    until = fields.AwareDateTime(format="iso", load_default=None)


class SearchQuery(Asked):
    """What is looked for."""

    q = text(longest=100, shortest=1, required=True)


Hits = list_of(schema_of(Hit), "Hits")


@api.get("/report", schema_of(Report))
@api.takes(ReportQuery, "query")
def get_report(query: dict[str, Any]) -> Report:
    """Give the validation report: what was found, how sure that is, which targets were met."""
    provenance = Provenance(query["provenance"])
    wanted = TrialFilter(**{**query, "provenance": provenance, "team": the_person().team})
    trials = store().trials.list_judged(wanted, limit=_MOST_TRIALS)
    profiles = store().profiles.list(team=the_person().team, provenance=provenance, agent=query["agent"])
    return build_report(trials, profiles, provenance=provenance, now=now())


@api.get("/search", Hits)
@api.takes(SearchQuery, "query")
def search(query: dict[str, str]) -> dict[str, Any]:
    """Find tasks, strategies, batches, trials and executions."""
    return {"items": find(query["q"])}
