"""Every blueprint of the site, one for each noun."""

from flask import Flask

from webapp.audit.views import blueprint as audit
from webapp.auth.views import blueprint as auth
from webapp.batches.views import blueprint as batches
from webapp.dashboard.views import blueprint as dashboard
from webapp.executions.views import blueprint as executions
from webapp.preferences.views import blueprint as preferences
from webapp.profiles.views import blueprint as profiles
from webapp.search.views import blueprint as search
from webapp.strategies.views import blueprint as strategies
from webapp.system.views import blueprint as system
from webapp.tasks.views import blueprint as tasks
from webapp.trials.views import blueprint as trials
from webapp.views.views import blueprint as views

ALL = (
    audit,
    auth,
    batches,
    dashboard,
    executions,
    preferences,
    profiles,
    search,
    strategies,
    system,
    tasks,
    trials,
    views,
)


def register(app: Flask) -> None:
    """Give the site its pages."""
    for blueprint in ALL:
        app.register_blueprint(blueprint)
