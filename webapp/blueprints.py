"""Every blueprint of the site, one for each noun."""

from flask import Flask

from webapp.agents.views import blueprint as agents
from webapp.audit.views import blueprint as audit
from webapp.auth.views import blueprint as auth
from webapp.batches.views import blueprint as batches
from webapp.chains.views import blueprint as chains
from webapp.dashboard.views import blueprint as dashboard
from webapp.executions.views import blueprint as executions
from webapp.health.views import blueprint as health
from webapp.preferences.views import blueprint as preferences
from webapp.profiles.places import ALL as LEARNING
from webapp.search.views import blueprint as search
from webapp.strategies.views import blueprint as strategies
from webapp.system.views import blueprint as system
from webapp.tasks.views import blueprint as tasks
from webapp.trials.views import blueprint as trials
from webapp.views.views import blueprint as views

ALL = (
    agents,
    audit,
    auth,
    batches,
    chains,
    dashboard,
    executions,
    health,
    preferences,
    search,
    strategies,
    system,
    tasks,
    trials,
    views,
)


def register(app: Flask) -> None:
    """Give the site its pages."""
    for blueprint in (*ALL, *LEARNING):
        app.register_blueprint(blueprint)
