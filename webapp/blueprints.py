"""Every blueprint of the site, one for each noun."""

from flask import Flask

from webapp.alerts.views import blueprint as alerts
from webapp.audit.views import blueprint as audit
from webapp.auth.views import blueprint as auth
from webapp.batches.views import blueprint as batches
from webapp.compare.views import blueprint as compare
from webapp.dashboard.views import blueprint as dashboard
from webapp.executions.views import blueprint as executions
from webapp.history.views import blueprint as history
from webapp.preferences.views import blueprint as preferences
from webapp.profiles.advice import blueprint as advice
from webapp.profiles.evolution import blueprint as evolution
from webapp.profiles.promotions import blueprint as promotions
from webapp.profiles.views import blueprint as profiles
from webapp.report.views import blueprint as report
from webapp.search.views import blueprint as search
from webapp.strategies.views import blueprint as strategies
from webapp.system.views import blueprint as system
from webapp.tasks.views import blueprint as tasks
from webapp.trials.views import blueprint as trials
from webapp.views.views import blueprint as views
from webapp.weights.views import blueprint as weights

ALL = (
    advice,
    alerts,
    audit,
    auth,
    batches,
    compare,
    dashboard,
    evolution,
    executions,
    history,
    preferences,
    profiles,
    promotions,
    report,
    search,
    strategies,
    system,
    tasks,
    trials,
    views,
    weights,
)


def register(app: Flask) -> None:
    """Give the site its pages."""
    for blueprint in ALL:
        app.register_blueprint(blueprint)
