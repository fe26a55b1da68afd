"""The theme, kept in a cookie, so that a page is never drawn in the wrong one first."""

from flask import Blueprint, current_app, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from webapp.access import Right, needs
from webapp.context import THEMES
from webapp.redirects import safe_next

blueprint = Blueprint("preferences", __name__, url_prefix="/preferences")

_YEAR_SECONDS = 31_536_000


@blueprint.post("/theme")
@needs(Right.OPEN)
def theme() -> AnyResponse:
    """Keep the chosen theme; anything but light and dark means the system's choice."""
    back = safe_next(request.form.get("next"), fallback=url_for("dashboard.show"))
    response = redirect(back, 303)
    chosen = request.form.get("theme")
    if chosen in THEMES:
        secure = current_app.config["SESSION_COOKIE_SECURE"]
        response.set_cookie("theme", chosen, max_age=_YEAR_SECONDS, samesite="Lax", httponly=True, secure=secure)
    else:
        response.delete_cookie("theme")
    return response
