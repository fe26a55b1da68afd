"""Headers that hold a browser to what the site means, and the id that every answer carries."""

import secrets

from flask import Flask, Response, g, request
from structlog.contextvars import bind_contextvars, clear_contextvars

_POLICY = (
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
)
_CONTENT_SECURITY_POLICY = "; ".join(_POLICY)

_HEADERS = {
    "Content-Security-Policy": _CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

_YEAR_SECONDS = 31_536_000


def init_security(app: Flask) -> None:
    """Number every request and set the headers of every answer."""
    app.before_request(_number_request)
    app.after_request(_set_headers)


def _number_request() -> None:
    g.request_id = secrets.token_hex(6)
    clear_contextvars()  # a thread serves one request after another
    bind_contextvars(request_id=g.request_id)


def _set_headers(response: Response) -> Response:
    response.headers.update(_HEADERS)
    response.headers["X-Request-Id"] = g.get("request_id", "none")
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = f"max-age={_YEAR_SECONDS}"
    if request.endpoint == "static":
        _cache_static(response)
    else:
        # A page belongs to one person at one moment; the back button still shows it.
        response.headers.setdefault("Cache-Control", "private, no-cache")
        response.vary.add("HX-Request")
        response.vary.add("Cookie")
    return response


def _cache_static(response: Response) -> None:
    # Only an address that carries the content's hash may be kept for ever.
    if "v" in request.args:
        response.headers["Cache-Control"] = f"public, max-age={_YEAR_SECONDS}, immutable"
