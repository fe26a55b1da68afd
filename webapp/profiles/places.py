"""Every blueprint about what was learnt, and about what a team decides by it."""

from webapp.alerts.views import blueprint as alerts
from webapp.compare.views import blueprint as compare
from webapp.history.views import blueprint as history
from webapp.profiles.advice import blueprint as advice
from webapp.profiles.evolution import blueprint as evolution
from webapp.profiles.promotions import blueprint as promotions
from webapp.profiles.views import blueprint as profiles
from webapp.report.views import blueprint as report
from webapp.weights.views import blueprint as weights

ALL = (advice, alerts, compare, evolution, history, profiles, promotions, report, weights)
