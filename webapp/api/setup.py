"""Puts the API into the site."""

from http import HTTPStatus
from typing import Any

from flask import Flask, Response, request
from flask_smorest import Api
from flask_smorest.utils import prepare_response
from werkzeug.routing import IntegerConverter

from webapp.api import reference
from webapp.api.problems import CONTENT_TYPE, Problem
from webapp.api.routes import ALL

LARGEST = 2**63 - 1
_TEXT = """
Everything that the site can do, for programs.

Send a token with each request, as `Authorization: Bearer pg_…`; people make their own on their account's page, with
scopes and an end. A token sees one team, makes no tokens and revokes none but itself. Lists go on by `after`;
`next_after` and the `Link` header say where.

Errors are problem details (RFC 9457). Answers to GET carry an ETag: send it as `If-None-Match` to be told 304 where
nothing changed.
"""


class SiteApi(Api):  # type: ignore[misc] # the library has no types
    """Describes the API; errors stay the site's own, and the document is served by a route that declares its right."""

    DEFAULT_ERROR_RESPONSE_NAME = None

    def _register_error_handlers(self) -> None:
        """Leave errors to the site."""

    def _register_responses(self) -> None:
        for status in HTTPStatus:
            response = {"description": status.phrase, "schema": Problem}
            prepare_response(response, self.spec, CONTENT_TYPE)
            self.spec.components.response(status.name, response, lazy=True)


class StorableInteger(IntegerConverter):
    """A whole number that the store can hold; others lead nowhere."""

    def __init__(self, url_map: Any, *arguments: Any, **options: Any) -> None:
        super().__init__(url_map, *arguments, **{"max": LARGEST, **options})


def init_api(app: Flask) -> None:
    """Give the site its API. Call it before other pages are added: all of them share its kind of number."""
    app.url_map.converters["int"] = StorableInteger
    app.config.update(API_TITLE="Proving Ground", API_VERSION="v1", OPENAPI_VERSION="3.1.0")
    api = SiteApi(
        app,
        spec_kwargs={
            "info": {"description": _TEXT.strip()},
            "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
        },
    )
    for operations in ALL:
        api.register_blueprint(operations.blueprint)
    app.extensions[reference.KEY] = api.spec
    app.register_blueprint(reference.blueprint)
    app.after_request(_tag)


def _tag(response: Response) -> Response:
    if request.path.startswith("/api/") and request.method == "GET" and response.status_code == HTTPStatus.OK:
        response.add_etag()
        response.make_conditional(request)
    return response
