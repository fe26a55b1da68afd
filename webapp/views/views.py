"""Keep a view of a list under a name, and forget it again."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp.access import Right, needs
from webapp.context import now, person
from webapp.redirects import safe_next
from webapp.resources import store

blueprint = Blueprint("views", __name__, url_prefix="/views")

LONGEST_NAME = 60
LONGEST_ADDRESS = 2000


@blueprint.get("/")
@needs(Right.VIEW)
def index() -> str:
    """Show the views that the one who is signed in keeps."""
    return render_template("views/index.html", views=store().views.list(_person_id()))


@blueprint.post("/")
@needs(Right.VIEW)
def save() -> Response:
    """Keep a view."""
    address = safe_next(request.form.get("of", "")[:LONGEST_ADDRESS], fallback="")
    name = " ".join(request.form.get("name", "").split())[:LONGEST_NAME]
    if not address or not name:
        flash("A view needs a name, and an address of this site. Nothing was kept.", "failed")
    elif store().views.save(_person_id(), name=name, address=address, now=now()):
        flash(f"“{name}” now stands in the menu.", "passed")
    else:
        flash("You keep as many views as may be. Forget one first.", "failed")
    return redirect(address or url_for("views.index"), 303)


@blueprint.post("/<int:view_id>/forget")
@needs(Right.VIEW)
def forget(view_id: int) -> Response:
    """Forget a view."""
    store().views.forget(_person_id(), view_id)
    flash("The view is forgotten.", "passed")
    return redirect(url_for("views.index"), 303)


def _person_id() -> int:
    someone = person()
    return someone.id if someone else 0
