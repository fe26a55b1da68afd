"""What every template may use: who is here, what time it is, the way around."""

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, abort, current_app, g, request, url_for
from werkzeug.routing import Rule

from training.model.accounts import Person
from training.model.views import SavedView
from webapp.access import Right
from webapp.resources import store

THEMES = ("light", "dark")
READING = frozenset({"GET", "HEAD"})

# Scripts and styles come from this site alone; a validation error and a sleeping database are worth showing.
HTMX_CONFIG = {
    "includeIndicatorStyles": False,
    "allowEval": False,
    "allowScriptTags": False,
    "historyRestoreAsHxRequest": False,
    "selfRequestsOnly": True,
    "timeout": 15_000,
    "responseHandling": [
        {"code": "204", "swap": False},
        {"code": "[23]..", "swap": True},
        {"code": "(422|503)", "swap": True, "error": True},
        {"code": "[45]..", "swap": False, "error": True},
    ],
}

_PLACES = (
    ("dashboard", "Dashboard", "dashboard.show"),
    ("batches", "Batches", "batches.index"),
    ("chains", "Chains", "chains.index"),
    ("executions", "Executions", "executions.index"),
    ("profiles", "Profiles", "profiles.index"),
    ("compare", "Compare", "compare.show"),
    ("report", "Report", "report.show"),
    ("tasks", "Tasks", "tasks.index"),
    ("strategies", "Strategies", "strategies.index"),
    ("agents", "Agents", "agents.index"),
    ("log", "Audit log", "audit.index"),
    ("people", "Team", "team.members"),
    ("system", "System", "system.show"),
)
_RIGHTS = {"audit.index": Right.AUDIT, "team.members": Right.MANAGE}
# pages that are part of another place
_PARTS = dict.fromkeys(("advice", "alerts", "evolution", "history", "promotions", "weights"), "profiles")


@dataclass(frozen=True, kw_only=True)
class Place:
    """One entry of the rail."""

    icon: str
    text: str
    url: str
    here: bool


def init_context(app: Flask) -> None:
    """Give the templates their globals, and static files an address that changes with their content."""
    for helper in (navigation, saved_views, now, theme, here, may, person):
        app.jinja_env.globals[helper.__name__] = helper
    app.jinja_env.globals["htmx_config"] = HTMX_CONFIG
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    hashes: dict[str, str] = {}

    @app.url_defaults
    def _hash_static(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and app.static_folder is not None:
            name = values["filename"]
            if name not in hashes:
                hashes[name] = _hash(Path(app.static_folder, name))
            values["v"] = hashes[name]


def _hash(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else "missing"


def navigation() -> tuple[Place, ...]:
    """Return the entries of the rail."""
    blueprint = _PARTS.get(request.blueprint or "", request.blueprint or "")
    return tuple(
        Place(icon=icon, text=text, url=url_for(endpoint), here=endpoint.startswith(f"{blueprint}."))
        for icon, text, endpoint in _PLACES
        if endpoint not in _RIGHTS or may(_RIGHTS[endpoint])
    )


def saved_views() -> tuple[SavedView, ...]:
    """Return the views that the one who is signed in keeps."""
    someone = person()
    return store().views.list(someone.id) if someone else ()


def now() -> datetime:
    """Return the moment of this request; one page has one now."""
    if "now" not in g:
        g.now = datetime.now(UTC)
    moment: datetime = g.now
    return moment


def theme() -> str | None:
    """Return the theme that the person chose, or None for the system's."""
    chosen = request.cookies.get("theme")
    return chosen if chosen in THEMES else None


def here() -> str:
    """Return the path and query of this page; for an answer to a form that no GET gives, those of its place."""
    if request.method in READING or _opens(request.url_rule):
        return request.full_path.rstrip("?")
    place = next((place for place in navigation() if place.here), None)
    return place.url if place else url_for("dashboard.show")


def _opens(rule: Rule | None) -> bool:
    same = [one for one in current_app.url_map.iter_rules() if rule is not None and one.rule == rule.rule]
    return any("GET" in (one.methods or ()) for one in same)


def person() -> Person | None:
    """Return who is signed in, or None."""
    someone: Person | None = g.get("person")
    return someone


def the_person() -> Person:
    """Return who is signed in, on a page that only such people reach."""
    someone = person()
    if someone is None:
        abort(401)
    return someone


def may(right: str) -> bool:
    """Say whether the one who is signed in has a right."""
    return Right(right) in g.get("rights", frozenset())
