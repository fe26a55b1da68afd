"""Puts the site together."""

from datetime import timedelta
from urllib.parse import urlsplit

from flask import Flask
from htmx_flask import Htmx
from werkzeug.middleware.proxy_fix import ProxyFix

from training.model.strategies import Strategy
from webapp import blueprints
from webapp.api.setup import init_api
from webapp.auth.guard import init_guard
from webapp.auth.oidc import init_oidc
from webapp.context import init_context
from webapp.errors import init_errors
from webapp.formats import init_formats
from webapp.health.metrics import init_metrics
from webapp.reading import init_reading
from webapp.recent import RecentCatalogue, RecentStrategies
from webapp.resources import Resources, init_resources, store
from webapp.security import init_security
from webapp.settings import WebSettings
from webapp.teams import own_team


def _own_strategies() -> tuple[Strategy, ...]:
    return store().strategies.shelf(own_team()).current()  # the store and the team of whichever request asks


def create_app(settings: WebSettings) -> Flask:
    """Return the site."""
    app = Flask(__name__)
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.https,
        PERMANENT_SESSION_LIFETIME=timedelta(hours=settings.session_hours),
        MAX_CONTENT_LENGTH=settings.max_body_bytes,
        MAX_FORM_MEMORY_SIZE=settings.max_body_bytes,
        TRUSTED_HOSTS=[urlsplit(settings.address).hostname or ""] if settings.address else None,
        WTF_CSRF_TIME_LIMIT=None,  # a form left open over lunch still works; the session's end ends it
    )
    resources = Resources(
        settings=settings,
        catalogue=RecentCatalogue(settings.task_folders),
        strategies=RecentStrategies(settings.strategy_folders, own=_own_strategies),
    )
    init_resources(app, resources)
    init_security(app)
    init_metrics(app)
    init_errors(app)
    init_formats(app)
    init_reading(app)
    init_context(app)
    Htmx(app)
    init_api(app)
    blueprints.register(app)
    init_guard(app)
    init_oidc(app)
    if settings.proxies:
        count = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count)  # type: ignore[method-assign]
    return app
