"""The strategies, and one of them with what was learnt about it."""

from flask import Blueprint, render_template

from webapp.access import Right, needs
from webapp.profiles.cards import cards
from webapp.resources import store, strategies

blueprint = Blueprint("strategies", __name__, url_prefix="/strategies")


@blueprint.get("/")
@needs(Right.VIEW)
def index() -> str:
    """Show every strategy."""
    return render_template("strategies/index.html", strategies=strategies().all())


@blueprint.get("/<name>")
@needs(Right.VIEW)
def show(name: str) -> str:
    """Show one strategy and its profiles."""
    strategy = strategies().get(name)
    return render_template("strategies/show.html", strategy=strategy, cards=cards(store(), strategy=name))
