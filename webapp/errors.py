"""Error pages: one sentence of what went wrong, one of what to do, and the id to quote."""

import logging
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, g, jsonify, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError

from training.chains.errors import UnknownChainError
from training.errors import (
    ConflictError,
    InvalidBatchError,
    NotFoundError,
    StoreError,
    StrategyFileError,
    UnknownStrategyError,
    UnknownTaskError,
)
from webapp.access import SignInNeededError

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """What an error page says."""

    status: int
    what: str
    remedy: str
    fields: dict[str, Any] = field(default_factory=dict)


_KEPT_HEADERS = frozenset({"Allow", "Retry-After"})
_KNOWN = {
    400: ("The request could not be understood.", "Go back, reload the page and try again."),
    401: ("You are not signed in.", "Sign in and open the page again."),
    403: ("Your role does not allow this.", "Ask an admin of your team to do it, or to change your role."),
    404: ("There is nothing at this address.", "Check the address, or search for what you expected here."),
    405: ("This address does not take that kind of request.", "Go back and use the buttons of the page."),
    412: ("It is not as you have read it any more.", "Read it again, then decide anew."),
    413: ("What you sent is too large.", "Send less than 1 MiB."),
    422: ("What was sent can't be used as it is.", "Change what `errors` names, and send it again."),
    429: ("There were too many attempts.", "Wait a few minutes, then try again."),
    503: ("The database did not answer.", "Wait a moment and reload; `proving doctor` says what is wrong if it stays."),
}
_UNKNOWN = (
    "Something went wrong on our side.",
    "Try again; if it stays, quote the id below to whoever runs this site.",
)


def init_errors(app: Flask) -> None:
    """Answer every error with a page, a fragment or JSON, whichever was asked for."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(SecurityError, _other_host)
    for missing in (NotFoundError, UnknownChainError, UnknownTaskError, UnknownStrategyError):
        app.register_error_handler(missing, _missing)
    app.register_error_handler(SignInNeededError, _sign_in_needed)
    for refused in (ConflictError, InvalidBatchError, StrategyFileError):
        app.register_error_handler(refused, _conflict)
    app.register_error_handler(StoreError, _store)
    app.register_error_handler(Exception, _unexpected)


def _http(error: HTTPException) -> Response:
    status = error.code or InternalServerError.code
    what, remedy = _KNOWN.get(status, _UNKNOWN)
    answer = _answer(Trouble(status=status, what=what, remedy=remedy, fields=_fields(error)))
    for name, value in error.get_headers():
        if name in _KEPT_HEADERS:
            answer.headers[name] = value
    return answer


def _fields(error: HTTPException) -> dict[str, Any]:
    """Return what is wrong with each field, where the API's arguments were."""
    found = getattr(error, "data", {}).get("messages", {})
    return found if isinstance(found, dict) else {}


def _other_host(_error: SecurityError) -> Response:
    # no page: its addresses would be those of a host that is not ours
    return Response("This site is not at that host.\n", status=HTTPStatus.BAD_REQUEST, content_type="text/plain")


def _csrf(_error: CSRFError) -> Response:
    return _answer(
        Trouble(status=400, what="This form has expired.", remedy="Go back, reload the page and send the form again.")
    )


def _missing(error: Exception) -> Response:
    return _answer(Trouble(status=404, what=_sentence(error), remedy=_KNOWN[404][1]))


def _sign_in_needed(error: SignInNeededError) -> Response:
    return _answer(Trouble(status=403, what=_sentence(error), remedy="Sign in on the site, and do it on your account."))


def _conflict(error: Exception) -> Response:
    return _answer(Trouble(status=409, what=_sentence(error), remedy="Go back, and choose otherwise."))


def _store(error: StoreError) -> Response:
    _log.error("request %s: the store failed: %s", g.get("request_id"), error)
    return _answer(Trouble(status=503, what=_sentence(error), remedy=_KNOWN[503][1]))


def _unexpected(error: Exception) -> Response:
    _log.exception("request %s failed", g.get("request_id"), exc_info=error)
    return _answer(Trouble(status=500, what=_UNKNOWN[0], remedy=_UNKNOWN[1]))


def _sentence(error: Exception) -> str:
    text = str(error).strip() or _UNKNOWN[0]
    return text if text.endswith(".") else f"{text}."


def _answer(trouble: Trouble) -> Response:
    if request.path.startswith("/api/"):
        return _problem(trouble)
    template = "errors/_notice.html" if request.headers.get("HX-Request") else "errors/page.html"
    return make_response(render_template(template, trouble=trouble), trouble.status)


def _problem(trouble: Trouble) -> Response:
    # RFC 9457
    response = jsonify(
        type="about:blank",
        title=trouble.what,
        status=trouble.status,
        detail=trouble.remedy,
        instance=f"urn:request:{g.get('request_id')}",
        **({"errors": trouble.fields} if trouble.fields else {}),
    )
    response.status_code = trouble.status
    response.content_type = "application/problem+json"
    if trouble.status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = 'Bearer realm="proving"'
    return response
