"""Batches: asked for once however often it is asked, watched, steered; and what they came to, for CI."""

import hashlib
import json
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from secrets import randbelow
from typing import Any

from flask import Response, jsonify, request, url_for
from marshmallow import Schema, fields, validate
from webargs.flaskparser import abort
from werkzeug.http import generate_etag

from sandbox.model import Isolation
from training.allocation import Allocation
from training.errors import InvalidBatchError, UnknownStrategyError, UnknownTaskError
from training.model.batches import Batch, BatchProgress, Budget, Order, RequestKey
from training.model.trials import Trial
from training.outcome import junit_of, markdown_of
from training.planning import HIGHEST_PRIORITY, MOST_REPEATS, SEED_LIMIT, BatchRequest, plan_batch
from webapp.access import Right
from webapp.acts import note
from webapp.agents import agent_names
from webapp.api.arguments import Asked, ListQuery, number, text, word
from webapp.api.operations import Operations, page
from webapp.api.schemas import page_of, schema_of
from webapp.context import now, the_person
from webapp.facets import matching
from webapp.resources import catalogue, store, strategies

api = Operations("batches", "Batches: ask for one, watch it, steer it, read what it came to.")

_MOST_TASKS = 5000


class BudgetAsked(Asked):
    """What a batch may use before it is stopped."""

    seconds = fields.Float(validate=validate.Range(min=0, min_inclusive=False, max=10**8), allow_nan=False)
    usd = fields.Float(validate=validate.Range(min=0, min_inclusive=False, max=10**6), allow_nan=False)


class ResumeAsked(Asked):
    """How a batch goes on."""

    budget = fields.Nested(
        BudgetAsked,
        metadata={"description": "Takes the place of the one it had, {} lifts it; without it that one stays."},
    )


class BatchAsked(Asked):
    """A batch that is asked for. Without `tasks` it is all that match `category`, `difficulty` and `kind`."""

    tasks = fields.List(text(), validate=validate.Length(max=_MOST_TASKS))
    category = text()
    difficulty = text()
    kind = text()
    strategies = fields.List(text(), validate=validate.Length(max=200), metadata={"description": "By default all."})
    agent = text(load_default="repair")
    repeats = number(1, MOST_REPEATS, load_default=1)
    seed = number(0, SEED_LIMIT - 1, load_default=None, allow_none=True)
    title = text(load_default="")
    isolation = word(("auto", "required"), load_default="auto")
    priority = number(-HIGHEST_PRIORITY, HIGHEST_PRIORITY, load_default=0)
    budget = fields.Nested(BudgetAsked, load_default=dict)
    order = word(Order, load_default=Order.SHUFFLED.value)
    allocation = word(Allocation, load_default=Allocation.UNIFORM.value)


class IdempotencyHeader(Schema):
    """What tells a request from the same one sent again."""

    key = text(
        longest=200,
        shortest=1,
        data_key="Idempotency-Key",
        metadata={"description": "The same key and body within a day give the batch of the first request again."},
    )


class MatchHeader(Schema):
    """Which state of the batch the request is meant for."""

    etag = text(
        data_key="If-Match", metadata={"description": "The ETag of the batch as it was read; 412 if it changed."}
    )


class Retried(Schema):
    """How many trials are queued again."""

    trials = fields.Integer()


@api.get("/batches", page_of(Batch))
@api.takes(ListQuery, "query")
def list_batches(query: dict[str, Any]) -> Any:
    """List batches, the newest first."""
    found = store().batches.list(team=the_person().team, after=query["after"], limit=query["limit"] + 1)
    return page(found, limit=query["limit"])


@api.operation(
    "/batches", "POST", schema_of(Batch), right=Right.RUN, status=HTTPStatus.CREATED, fails=(HTTPStatus.CONFLICT,)
)
@api.also(HTTPStatus.OK, schema_of(Batch), "The batch of an earlier request with this key.")
@api.takes(IdempotencyHeader, "headers")
@api.takes(BatchAsked)
def create_batch(headers: dict[str, str], asked: dict[str, Any]) -> Any:
    """Queue a batch. With an Idempotency-Key it is queued once, however often it is asked for."""
    someone = the_person()
    plan = plan_batch_or_refuse(partial(request_of, asked))
    if "key" not in headers:
        batch, is_new = store().batches.create(plan, now=now()), True
    else:
        fingerprint = hashlib.sha256(json.dumps([someone.team, asked], sort_keys=True).encode()).hexdigest()
        key = RequestKey(person_id=someone.id, key=headers["key"], fingerprint=fingerprint)
        batch, is_new = store().batches.create_once(plan, key, now=now())
    if is_new:
        note("asked for", "batch", batch.id)
    status = HTTPStatus.CREATED if is_new else HTTPStatus.OK
    return batch, status.value, {"Location": url_for("api-batches.get_batch", batch_id=batch.id)}


@api.get("/batches/<int:batch_id>", schema_of(Batch))
def get_batch(batch_id: int) -> Batch:
    """Show one batch."""
    return store().batches.get(batch_id)


@api.get("/batches/<int:batch_id>/progress", schema_of(BatchProgress))
def get_batch_progress(batch_id: int) -> BatchProgress:
    """Show how far a batch is, its rate and the time left."""
    return store().batches.progress(batch_id, now=now())


@api.get("/batches/<int:batch_id>/trials", page_of(Trial))
@api.takes(ListQuery, "query")
def list_batch_trials(query: dict[str, Any], batch_id: int) -> Any:
    """List a batch's trials in the order they run."""
    store().batches.get(batch_id)
    found = store().trials.list_for_batch(batch_id, after=query["after"], limit=query["limit"] + 1)
    return page(found, limit=query["limit"], key="ordinal")


@api.operation(
    "/batches/<int:batch_id>/cancel", "POST", schema_of(Batch), right=Right.RUN, fails=(HTTPStatus.PRECONDITION_FAILED,)
)
@api.takes(MatchHeader, "headers")
def cancel_batch(headers: dict[str, str], batch_id: int) -> Batch:
    """Cancel a batch: what waits is dropped, what runs is ended."""
    return _steer(batch_id, headers, "cancelled", lambda: store().batches.cancel(batch_id, now=now()))


@api.operation(
    "/batches/<int:batch_id>/stop",
    "POST",
    schema_of(Batch),
    right=Right.RUN,
    fails=(HTTPStatus.PRECONDITION_FAILED, HTTPStatus.CONFLICT),
)
@api.takes(MatchHeader, "headers")
def stop_batch(headers: dict[str, str], batch_id: int) -> Batch:
    """Stop a batch: what runs ends first, what waits stays for later."""
    by = the_person().name
    act = partial(store().batches.stop, batch_id, reason=f"stopped by {by}", by=by, now=now())
    return _steer(batch_id, headers, "stopped", act)


@api.operation(
    "/batches/<int:batch_id>/resume",
    "POST",
    schema_of(Batch),
    right=Right.RUN,
    fails=(HTTPStatus.PRECONDITION_FAILED, HTTPStatus.CONFLICT),
)
@api.takes(MatchHeader, "headers")
@api.takes(ResumeAsked, required=False)
def resume_batch(headers: dict[str, str], asked: dict[str, Any], batch_id: int) -> Batch:
    """Go on with a batch that was stopped, with another budget where one is given; 409 where what it has is spent."""
    budget = Budget(**asked["budget"]) if "budget" in asked else None
    act = partial(store().batches.resume, batch_id, by=the_person().name, now=now(), budget=budget)
    return _steer(batch_id, headers, "resumed", act)


@api.operation(
    "/batches/<int:batch_id>/retry", "POST", Retried, right=Right.RUN, fails=(HTTPStatus.PRECONDITION_FAILED,)
)
@api.takes(MatchHeader, "headers")
def retry_batch(headers: dict[str, str], batch_id: int) -> dict[str, int]:
    """Queue again what ended by our own failures."""
    _check_match(batch_id, headers)
    count = store().batches.retry_errored(batch_id, now=now())
    note("retried", "batch", batch_id, detail=f"{count} trials")
    return {"trials": count}


@api.get("/batches/<int:batch_id>/junit.xml", content_type="application/xml")
def get_batch_junit(batch_id: int) -> Response:
    """Give what a batch came to as JUnit XML, for CI: a suite for each strategy, a case for each trial."""
    batch, trials = store().batches.get(batch_id), store().batches.grid(batch_id)
    return Response(junit_of(batch, trials), content_type="application/xml")


@api.get("/batches/<int:batch_id>/summary.md", content_type="text/markdown")
def get_batch_summary(batch_id: int) -> Response:
    """Give what a batch came to as Markdown, for a pull request's comment."""
    batch, trials = store().batches.get(batch_id), store().batches.grid(batch_id)
    return Response(markdown_of(batch, trials), content_type="text/markdown; charset=utf-8")


def request_of(asked: dict[str, Any]) -> BatchRequest:
    """Return the request that a body stands for.

    Raises:
        UnknownTaskError: it names a task that is not there.
        UnknownStrategyError: it names a strategy that is not there.
    """
    filters: dict[str, str] = {name: asked[name] for name in ("category", "difficulty", "kind") if name in asked}
    tasks = [catalogue().get(name) for name in asked["tasks"]] if "tasks" in asked else catalogue().all()
    chosen = [strategies().get(name) for name in asked["strategies"]] if "strategies" in asked else strategies().all()
    if asked["agent"] not in agent_names():
        raise InvalidBatchError(f"There is no agent {asked['agent']}. Choose one of /api/v1/agents.")
    someone = the_person()
    return BatchRequest(
        agent=asked["agent"],
        tasks=matching(tasks, filters),
        strategies=tuple(chosen),
        repeats=asked["repeats"],
        seed=randbelow(SEED_LIMIT) if asked["seed"] is None else asked["seed"],
        title=asked["title"],
        isolation=Isolation(asked["isolation"]),
        team=someone.team,
        created_by=someone.name,
        priority=asked["priority"],
        budget=Budget(**asked["budget"]),
        order=Order(asked["order"]),
        allocation=Allocation(asked["allocation"]),
    )


def plan_batch_or_refuse(ask: Callable[[], BatchRequest]) -> Any:
    """Return the plan of a batch, or answer 422 with what is wrong with it."""
    try:
        return plan_batch(ask())
    except (InvalidBatchError, UnknownTaskError, UnknownStrategyError) as error:
        abort(HTTPStatus.UNPROCESSABLE_ENTITY, messages={"json": {"batch": [str(error)]}})


def _steer(batch_id: int, headers: dict[str, str], action: str, act: Callable[[], Batch]) -> Batch:
    _check_match(batch_id, headers)
    batch = act()
    note(action, "batch", batch_id)
    return batch


def _check_match(batch_id: int, headers: dict[str, str]) -> None:
    """Answer 412 where the batch is not as the one who asks has read it."""
    if "etag" not in headers or "*" in request.if_match:
        return
    shown = schema_of(Batch)().dump(store().batches.get(batch_id))
    if etag_of(shown) not in request.if_match:
        abort(HTTPStatus.PRECONDITION_FAILED)


def etag_of(shown: Any) -> str:
    """Return the ETag that a GET of this answer carries: it is made of the very bytes."""
    return generate_etag(jsonify(shown).get_data())
