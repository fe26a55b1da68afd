"""Rules that say when a team wants to hear of a strategy, and what they have said."""

from http import HTTPStatus
from typing import Any

from marshmallow import fields
from webargs.flaskparser import abort

from training.alerts import InvalidRuleError
from training.errors import NotFoundError
from training.model.alerts import Alert, AlertRule, Watched
from training.model.profiles import ALL
from webapp.access import Right
from webapp.acts import note
from webapp.api.arguments import Asked, ListQuery, text, word
from webapp.api.operations import Operations, page
from webapp.api.schemas import list_of, page_of, schema_of
from webapp.context import now, the_person
from webapp.resources import store

api = Operations("alerts", "Rules that watch strategies, and what they have said.")


class RuleAsked(Asked):
    """A rule to be added. Exactly one of `threshold` and `baseline` is given."""

    agent = text(required=True)
    strategy = text(required=True)
    scope = text(load_default=ALL, metadata={"description": "`all`, `category:X` or `cell:CATEGORY/DIFFICULTY`."})
    measure = word(Watched, load_default=Watched.SUCCESS.value)
    threshold = fields.Float(
        load_default=None, allow_none=True, metadata={"description": "0..1 for success, 0..100 for a score."}
    )
    baseline = text(load_default=None, allow_none=True, metadata={"description": "The name of a promotion."})
    window = fields.Integer(
        strict=True, load_default=50, metadata={"description": "How many of the newest trials it looks at."}
    )


@api.get("/alert-rules", list_of(schema_of(AlertRule), "AlertRules"))
def list_alert_rules() -> dict[str, Any]:
    """List the team's rules; `raised` says whether one stands now."""
    return {"items": store().alerts.rules(team=the_person().team)}


@api.operation("/alert-rules", "POST", schema_of(AlertRule), right=Right.MANAGE, status=HTTPStatus.CREATED)
@api.takes(RuleAsked)
def create_alert_rule(asked: dict[str, Any]) -> AlertRule:
    """Add a rule."""
    someone = the_person()
    rule = AlertRule(
        team=someone.team,
        agent=asked["agent"],
        strategy_name=asked["strategy"],
        scope=asked["scope"],
        measure=Watched(asked["measure"]),
        threshold=asked["threshold"],
        baseline=asked["baseline"],
        window=asked["window"],
        created_by=someone.name,
    )
    try:
        kept = store().alerts.add(rule, now=now())
    except (InvalidRuleError, NotFoundError) as error:
        abort(HTTPStatus.UNPROCESSABLE_ENTITY, messages={"json": {"rule": [str(error)]}})
    note("added", "alert rule", kept.id)
    return kept


@api.operation("/alert-rules/<int:rule_id>", "DELETE", right=Right.MANAGE, status=HTTPStatus.NO_CONTENT)
def remove_alert_rule(rule_id: int) -> None:
    """Forget a rule; what it said stays."""
    store().alerts.remove(rule_id, team=the_person().team)
    note("removed", "alert rule", rule_id)


@api.get("/alerts", page_of(Alert))
@api.takes(ListQuery, "query")
def list_alerts(query: dict[str, Any]) -> Any:
    """List what the rules have said, the newest first: raised, or cleared."""
    found = store().alerts.list(team=the_person().team, after=query["after"], limit=query["limit"] + 1)
    return page(found, limit=query["limit"])
