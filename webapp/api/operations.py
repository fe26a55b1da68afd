"""One way to declare an operation: its address, the right that it needs, what it answers, and how it may fail."""

from collections.abc import Callable, Sequence
from functools import wraps
from http import HTTPStatus
from typing import Any

from flask import Request, abort, make_response, request, url_for
from flask_smorest import Blueprint
from marshmallow import Schema
from webargs.flaskparser import FlaskParser

from webapp.access import Right, needs

View = Callable[..., Any]

_ALWAYS = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
_KNOWN_ONLY = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
_CHANGING = (HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


class Parser(FlaskParser):
    """Reads what is sent. A body nested too deep to be read is refused as any that is no JSON."""

    def _raw_load_json(self, req: Request) -> Any:
        try:
            return super()._raw_load_json(req)
        except RecursionError:
            abort(HTTPStatus.BAD_REQUEST)


class ApiBlueprint(Blueprint):  # type: ignore[misc] # the library has no types
    """A blueprint that describes itself."""

    ARGUMENTS_PARSER = Parser()


class Operations:
    """The operations on one noun."""

    def __init__(self, name: str, description: str) -> None:
        self.blueprint = ApiBlueprint(f"api-{name}", __name__, url_prefix="/api/v1", description=description)
        self._name = name

    def get(self, rule: str, answer: type[Schema] | None = None, **options: Any) -> Callable[[View], View]:
        """Declare an operation that reads. Its answer carries an ETag, and 304 answers one that is known."""
        return self.operation(rule, "GET", answer, **options)

    def operation(
        self,
        rule: str,
        method: str,
        answer: type[Schema] | None = None,
        *,
        right: Right = Right.VIEW,
        status: HTTPStatus = HTTPStatus.OK,
        fails: Sequence[HTTPStatus] = (),
        content_type: str | None = None,
    ) -> Callable[[View], View]:
        """Declare an operation."""

        def declare(view: View) -> View:
            made = self._answering(view, answer, status, content_type)
            for problem in sorted({*_failures(rule, method, right), *fails}):
                made = self.blueprint.alt_response(problem.value, response=problem.name)(made)
            if method == "GET":
                made = self.blueprint.alt_response(HTTPStatus.NOT_MODIFIED.value, description="Not Modified")(made)
            made = self.blueprint.doc(
                operationId=view.__name__, tags=[self._name], security=[] if right is Right.OPEN else [{"token": []}]
            )(made)
            self.blueprint.route(rule, methods=[method])(needs(right)(made))
            return view

        return declare

    def takes(self, schema: type[Schema], location: str = "json", *, required: bool = True) -> Callable[[View], View]:
        """Declare what an operation is sent; the view gets it as its first argument, empty where it may be left out."""
        # a name that is unknown is a mistake, except among headers, which others add to
        unknown = "exclude" if location == "headers" else None
        taking: Callable[[View], View] = self.blueprint.arguments(
            schema, location=location, unknown=unknown, required=required
        )
        return taking

    def also(self, status: HTTPStatus, answer: type[Schema], description: str) -> Callable[[View], View]:
        """Declare another answer of an operation."""
        telling: Callable[[View], View] = self.blueprint.alt_response(
            status.value, schema=answer, description=description, success=True
        )
        return telling

    def _answering(self, view: View, answer: type[Schema] | None, status: HTTPStatus, content_type: str | None) -> View:
        if answer is not None:
            responding: View = self.blueprint.response(status.value, answer)(view)
            return responding
        if content_type is not None:
            schema = {"type": "string"}
            described: View = self.blueprint.alt_response(
                status.value, schema=schema, content_type=content_type, description=status.phrase, success=True
            )(view)
            return described
        empty: View = self.blueprint.response(status.value, description=status.phrase)(_emptied(view, status))
        return empty


def _emptied(view: View, status: HTTPStatus) -> View:
    @wraps(view)
    def wrapper(*arguments: Any, **values: Any) -> Any:
        view(*arguments, **values)
        return make_response("", status.value)

    return wrapper


def _failures(rule: str, method: str, right: Right) -> tuple[HTTPStatus, ...]:
    named: tuple[HTTPStatus, ...] = (HTTPStatus.NOT_FOUND,) if "<" in rule else ()
    if "<int:" in rule:
        named += (HTTPStatus.METHOD_NOT_ALLOWED,)  # what a number out of range gets where another method is there too
    known = () if right is Right.OPEN else _KNOWN_ONLY
    return (*_ALWAYS, *named, *known, *(() if method == "GET" else _CHANGING))


def page(found: Sequence[Any], *, limit: int, key: str = "id") -> tuple[dict[str, Any], int, dict[str, str]]:
    """Return one page of a list, made from one item more than is shown, with a link to the next."""
    items = list(found[:limit])
    after = getattr(items[-1], key) if len(found) > limit else None
    headers = {}
    if after is not None:
        kept = {**request.args.to_dict(flat=False), "after": after}
        headers["Link"] = f'<{url_for(str(request.endpoint), **(request.view_args or {}), **kept)}>; rel="next"'
    return {"items": items, "next_after": after}, HTTPStatus.OK.value, headers
