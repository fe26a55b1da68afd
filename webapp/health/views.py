"""Addresses for load balancers and monitoring. They need no account and tell nothing about anybody's work."""

from flask import Blueprint, Response, current_app, jsonify
from prometheus_client import CONTENT_TYPE_LATEST

from training.errors import StoreError
from webapp.access import Right, needs
from webapp.health.metrics import exposition
from webapp.resources import store

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@needs(Right.OPEN)
def healthz() -> Response:
    """Say that the process answers; it needs nothing else for that."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
@needs(Right.OPEN)
def readyz() -> Response:
    """Say whether requests can be served: the database opens and can be read."""
    try:
        store().batches.is_empty()
    except StoreError as error:
        answer = jsonify(status="not ready", problem=str(error))
        answer.status_code = 503
        return answer
    return jsonify(status="ok")


@blueprint.get("/metrics")
@needs(Right.OPEN)
def metrics() -> Response:
    """Give numbers to Prometheus: sums over everything, without the name of a team, a task or a person."""
    return Response(exposition(current_app), content_type=CONTENT_TYPE_LATEST)
