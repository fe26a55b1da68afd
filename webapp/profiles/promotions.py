"""Promoted profiles: named, versioned, rolled back, taken away as a file."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from training.exchange import to_text
from training.model.trials import Provenance
from webapp.access import Right, needs
from webapp.acts import note
from webapp.agents import agent_names
from webapp.context import now, person
from webapp.resources import store
from webapp.teams import own_team

blueprint = Blueprint("promotions", __name__, url_prefix="/promoted")

LONGEST = 60


@blueprint.get("/")
@needs(Right.VIEW)
def index() -> str:
    """Show what was promoted."""
    return _page()


@blueprint.post("/")
@needs(Right.MANAGE)
def promote() -> AnyResponse | tuple[str, int]:
    """Keep what is known of an agent now under a name."""
    name, agent = request.form.get("name", "").strip(), request.form.get("agent", "")
    if not name or len(name) > LONGEST or not name.isprintable():
        return _page(problem=f"Give a name of at most {LONGEST} letters."), 422
    found = store().profiles.list(team=own_team(), agent=agent, scope=None, provenance=Provenance.REAL)
    if not found:
        return _page(problem=f"Nothing real is known of {agent} yet. Run a batch first."), 422
    kept = store().promotions.promote(
        name, found, team=own_team(), agent=agent, by=_name(), note=request.form.get("note", "")[:500], now=now()
    )
    note("promoted", "profiles", f"{kept.name} {kept.version}")
    flash(f"{kept.name}, version {kept.version}, counts from now on.", "passed")
    return redirect(url_for("promotions.index"), code=303)


@blueprint.post("/roll-back")
@needs(Right.MANAGE)
def roll_back() -> AnyResponse:
    """Let an earlier version of a name count again."""
    name, version = request.form.get("name", ""), request.form.get("version", 0, type=int)
    kept = store().promotions.roll_back(name, version, team=own_team(), by=_name(), now=now())
    note("rolled back", "profiles", f"{kept.name} {kept.version}")
    flash(f"{kept.name}: version {kept.version} counts.", "passed")
    return redirect(url_for("promotions.index"), code=303)


@blueprint.get("/export")
@needs(Right.VIEW)
def export() -> Response:
    """Give profiles as a file: those that are known now, or a promoted version."""
    name, version = request.args.get("name"), request.args.get("version", type=int)
    profiles = (
        store().promotions.get(name, team=own_team(), version=version).profiles
        if name
        else store().profiles.list(team=own_team(), scope=None)
    )
    answer = Response(to_text(profiles, now=now()), content_type="application/json")
    answer.headers["Content-Disposition"] = 'attachment; filename="profiles.json"'
    return answer


def _page(*, problem: str | None = None) -> str:
    return render_template(
        "profiles/promoted.html",
        found=store().promotions.list(team=own_team()),
        problem=problem,
        asked=request.form,
        agents=agent_names(),
    )


def _name() -> str:
    someone = person()
    return someone.name if someone else ""
