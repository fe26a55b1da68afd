"""Profiles, each step of them, and the strategy that they recommend."""

from http import HTTPStatus
from typing import Any

from marshmallow import fields, validate
from webargs.flaskparser import abort

from training.errors import NotFoundError
from training.model.profiles import ALL, Profile, RecordedUpdate
from training.model.trials import Provenance
from training.recommend import Priorities, Recommendation, recommend
from training.statistics import rate_interval
from webapp.api.arguments import Asked, ListQuery, text, word
from webapp.api.operations import Operations, page
from webapp.api.schemas import list_of, page_of, schema_of, shaped
from webapp.context import the_person
from webapp.resources import store

api = Operations("profiles", "What has been learnt of agents under strategies, and what it recommends.")


# with the number that addresses it, and the interval of its success rate
ProfileShown = shaped(
    Profile, "NumberedProfile", id=fields.Integer(), success_interval=fields.List(fields.Float(), allow_none=True)
)
Profiles = list_of(ProfileShown, "Profiles")


class ProfileQuery(Asked):
    """Which profiles."""

    scope = text(
        load_default=ALL, metadata={"description": "all, category:NAME, difficulty:NAME or cell:CATEGORY/DIFFICULTY"}
    )
    provenance = word(Provenance, load_default=None, allow_none=True)
    agent = text(load_default=None, allow_none=True)


class RecommendQuery(Asked):
    """What kind of task, and what counts how much."""

    agent = text(load_default="repair")
    category = text(load_default=None)
    difficulty = text(load_default=None)
    provenance = word(Provenance, load_default="real")
    success = fields.Float(load_default=0.6, validate=validate.Range(min=0, max=1e6), allow_nan=False)
    speed = fields.Float(load_default=0.2, validate=validate.Range(min=0, max=1e6), allow_nan=False)
    cost = fields.Float(load_default=0.2, validate=validate.Range(min=0, max=1e6), allow_nan=False)


@api.get("/profiles", Profiles)
@api.takes(ProfileQuery, "query")
def list_profiles(query: dict[str, Any]) -> dict[str, Any]:
    """List profiles by agent and strategy, in one scope."""
    provenance = Provenance(query["provenance"]) if query["provenance"] else None
    found = store().profiles.list(scope=query["scope"], provenance=provenance, agent=query["agent"])
    return {"items": [_shown(profile) for profile in found]}


@api.get("/profiles/<int:profile_id>", ProfileShown)
def get_profile(profile_id: int) -> dict[str, Any]:
    """Show one profile."""
    return _shown(_profile(profile_id))


@api.get("/profiles/<int:profile_id>/updates", page_of(RecordedUpdate))
@api.takes(ListQuery, "query")
def list_profile_updates(query: dict[str, Any], profile_id: int) -> Any:
    """List a profile's steps, the newest first: before, what was seen, after."""
    _profile(profile_id)
    found = store().profiles.updates(profile_id, after=query["after"], limit=query["limit"] + 1)
    return page(found, limit=query["limit"])


@api.get("/recommendation", schema_of(Recommendation))
@api.takes(RecommendQuery, "query")
def get_recommendation(query: dict[str, Any]) -> Recommendation:
    """Recommend a strategy for a kind of task: the choice, why, and how sure that is."""
    if query["success"] + query["speed"] + query["cost"] <= 0:
        abort(HTTPStatus.UNPROCESSABLE_ENTITY, messages={"query": {"success": ["One of the weights must be above 0."]}})
    profiles = store().profiles.list(
        team=the_person().team, scope=None, provenance=Provenance(query["provenance"]), agent=query["agent"]
    )
    priorities = Priorities(success=query["success"], speed=query["speed"], cost=query["cost"])
    return recommend(profiles, category=query["category"], difficulty=query["difficulty"], priorities=priorities)


def _profile(profile_id: int) -> Profile:
    found = store().profiles.find_by_id(profile_id)
    if found is None:
        raise NotFoundError(f"There is no profile {profile_id}.")
    return found


def _shown(profile: Profile) -> dict[str, Any]:
    number = store().profiles.find_id(profile.key)
    interval = rate_interval(store().profiles.passed_by_task(number or 0))
    return {
        **vars(profile),
        "id": number,
        "success_interval": [interval.low, interval.high] if interval else None,
    }
