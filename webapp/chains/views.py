"""The list of chains, one chain with its history, and its versions side by side."""

from flask import Blueprint, Response, render_template, request, url_for

from training.chains.export import Material, to_bash
from training.chains.files import to_json, to_toml
from webapp.access import Right, needs
from webapp.chains.builder import add_builder
from webapp.chains.knowledge import book, stage_views, workshop
from webapp.chains.page import chain_page
from webapp.chains.rows import chain_rows, run_rows
from webapp.chains.running import add_running
from webapp.executions.code import compared_files
from webapp.paging import PAGE_ROWS, after, page_of
from webapp.resources import catalogue, store
from webapp.teams import own_team

blueprint = Blueprint("chains", __name__, url_prefix="/chains")
add_builder(blueprint)
add_running(blueprint)

CHAIN_FILE = "chain.toml"


@blueprint.get("/")
@needs(Right.VIEW)
def index() -> str:
    """Show every chain with its success rate."""
    page = page_of(store().chain_runs.list(team=own_team(), after=after(), limit=PAGE_ROWS + 1))
    return render_template(
        "chains/index.html",
        rows=chain_rows(book().all()),
        runs=run_rows(page.rows),
        next_url=page.next_url,
        first_url=page.first_url,
    )


@blueprint.get("/<name>")
@needs(Right.VIEW)
def show(name: str) -> str:
    """Show one chain: its stages, how to run it, its history."""
    chain = book().get(name, request.args.get("version"))
    task = catalogue().get(request.args["task"]) if request.args.get("task") else None
    return render_template("chains/show.html", **chain_page(chain, task))


@blueprint.get("/<name>/versions")
@needs(Right.VIEW)
def versions(name: str) -> str:
    """Show what differs between two versions."""
    every = book().versions(name)
    new = book().get(name, request.args.get("new"))
    old = book().get(name, request.args.get("old") or every[min(1, len(every) - 1)].chain.version)
    (file,) = compared_files({CHAIN_FILE: to_toml(old)}, {CHAIN_FILE: to_toml(new)})
    return render_template(
        "chains/versions.html",
        name=name,
        versions=every,
        old=old,
        new=new,
        file=file,
    )


@blueprint.get("/<name>/export.<form>")
@needs(Right.VIEW)
def export(name: str, form: str) -> Response:
    """Give a chain as a file: TOML, JSON, or for a task a bash script."""
    chain = book().get(name, request.args.get("version"))
    if form == "sh":
        task = catalogue().get(request.args.get("task") or catalogue().all()[0].id)
        choices = tuple(view.choice for view in stage_views(chain, (), task))
        text = to_bash(chain, Material(choices=choices, brief=task.brief(), team=own_team()), workshop())
    else:
        text = to_json(chain) if form == "json" else to_toml(chain)
    answer = Response(text, content_type="text/plain; charset=utf-8")
    suffix = form if form in {"sh", "json"} else "toml"
    answer.headers["Content-Disposition"] = f'attachment; filename="{chain.name}.{suffix}"'
    return answer


def chain_url(name: str) -> str:
    """Return the address of a chain."""
    return url_for("chains.show", name=name)
