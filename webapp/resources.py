"""What a view reaches for: the store of this request, the catalogue, the strategies."""

from collections.abc import Callable
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


def store() -> Store:
    """Return this request's store, opened on first use: a database connection cannot cross threads.

    Once it is known who asks, it is bound to the team that they stand in: other teams' results are not there. A
    stranger stands in no team, and finds no results.
    """
    if "store" not in g:
        g.store = Store.open(_resources().settings.database)
    opened: Store = g.store
    team: str | None = g.get("team")
    if team is not None and opened.team != team:
        opened.bind(team)
    return opened


def whole_store() -> Store:
    """Return this request's store with every team's results, for sums in which no team can be told."""
    opened = store()
    opened.unbind()
    return opened


def store_opener() -> Callable[[], Store]:
    """Return what opens another store, bound as this request's is, for an answer that outlives its request."""
    database, team = _resources().settings.database, g.get("team", NO_TEAM)

    def open_bound() -> Store:
        opened = Store.open(database)
        opened.bind(team)
        return opened

    return open_bound


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
