"""What a view reaches for: the store of this request, the catalogue, the strategies."""

from dataclasses import dataclass

from flask import Flask, current_app, g

from training.store import Store
from training.strategies import StrategyBook
from training.tasks import Catalogue
from webapp.settings import WebSettings

_KEY = "proving"
NO_TEAM = ""


@dataclass(frozen=True, kw_only=True)
class Resources:
    """What the site was put together from."""

    settings: WebSettings
    catalogue: Catalogue
    strategies: StrategyBook


def init_resources(app: Flask, resources: Resources) -> None:
    """Keep the parts, and close a request's store when the request is over."""
    app.extensions[_KEY] = resources
    app.teardown_appcontext(_close)


def whole_store() -> Store:
    """Return this request's store with every team's rows, opened on first use: a connection cannot cross threads.

    It is for finding out who asks. Views use `store`.
    """
    if "store" not in g:
        g.store = Store.open(_resources().settings.database)
    opened: Store = g.store
    return opened


def store() -> Store:
    """Return this request's store, bound to the team that the visitor stands in: other teams' rows are not there.

    A stranger stands in no team, and finds nothing.
    """
    someone = g.get("person")
    team = someone.team if someone else NO_TEAM
    if g.get("team_store") is None or g.team_store.team != team:
        g.team_store = whole_store().for_team(team)
    bound: Store = g.team_store
    return bound


def settings() -> WebSettings:
    """Return the site's settings."""
    return _resources().settings


def catalogue() -> Catalogue:
    """Return the tasks."""
    return _resources().catalogue


def strategies() -> StrategyBook:
    """Return the strategies."""
    return _resources().strategies


def _resources() -> Resources:
    resources: Resources = current_app.extensions[_KEY]
    return resources


def _close(_error: BaseException | None) -> None:
    opened: Store | None = g.pop("store", None)
    if opened is not None:
        opened.close()
