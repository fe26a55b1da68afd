"""The weights of the score: which count, which counted, and a form to change them."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from training.errors import InvalidWeightsError
from training.model.scores import Weights
from webapp.access import Right, needs
from webapp.acts import note
from webapp.context import now, person
from webapp.resources import store
from webapp.teams import own_team

blueprint = Blueprint("weights", __name__, url_prefix="/weights")

PARTS = ("correctness", "speed", "quality")


@blueprint.get("/")
@needs(Right.VIEW)
def index() -> str:
    """Show every set of weights that the team has had."""
    return _page()


@blueprint.post("/")
@needs(Right.MANAGE)
def adopt() -> Response | tuple[str, int]:
    """Let scores count otherwise from now on."""
    someone = person()
    try:
        found = store().scores.adopt(
            Weights(correctness=_number("correctness"), speed=_number("speed"), quality=_number("quality")),
            team=own_team(),
            by=someone.name if someone else "",
            reason=request.form.get("reason", "").strip()[:500],
            now=now(),
        )
    except InvalidWeightsError as error:
        return _page(problem=str(error)), 422
    note("adopted", "weights", found.weights.version)
    flash(f"Version {found.weights.version} counts from now on; {found.rescored} trials were scored again.", "passed")
    return redirect(url_for("weights.index"), code=303)


def _page(*, problem: str | None = None) -> str:
    versions = store().scores.versions(own_team())
    return render_template("weights/index.html", versions=versions, problem=problem, asked=request.form, parts=PARTS)


def _number(name: str) -> float:
    typed = request.form.get(name, "").strip()
    try:
        return float(typed)
    except ValueError as error:
        raise InvalidWeightsError(f"{typed!r} is no number; give {name} as one from 0 to 100.") from error
