"""The builder: a form that is a chain, redrawn after every change of its shape, explained after every other."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from training.chains.checking import Problem
from training.chains.errors import ChainFileError
from training.chains.files import parse_chain
from training.model.chains import AUTO, TESTS, Gives, OnFailure
from training.model.tasks import Task
from training.recommend import Priorities
from webapp.access import Right, needs
from webapp.acts import note
from webapp.chains.drafts import Draft, changed, checked, draft_of, new_draft, read_draft
from webapp.chains.knowledge import absent, book, known, recommended, stage_views
from webapp.context import now, person
from webapp.resources import catalogue, store
from webapp.teams import own_team

_MOST_IMPORT_BYTES = 500_000


def add_builder(blueprint: Blueprint) -> None:
    """Give a blueprint the builder's pages."""
    blueprint.add_url_rule("/new", view_func=new, methods=["GET"])
    blueprint.add_url_rule("/<name>/edit", view_func=edit, methods=["GET"])
    blueprint.add_url_rule("/builder", view_func=redraw, methods=["POST"])
    blueprint.add_url_rule("/builder/explain", view_func=explain, methods=["POST"])
    blueprint.add_url_rule("/save", view_func=save, methods=["POST"])
    blueprint.add_url_rule("/import", view_func=import_chain, methods=["POST"])


@needs(Right.RUN)
def new() -> str:
    """Show an empty builder."""
    return _page(new_draft())


@needs(Right.RUN)
def edit(name: str) -> str:
    """Show a chain in the builder; with `copy` under a name of its own."""
    draft = draft_of(book().get(name, request.args.get("version")))
    if "copy" in request.args:
        draft = replace(draft, name=f"{draft.name}-copy"[:40], title=f"{draft.title} (copy)")
    return _page(draft)


@needs(Right.RUN)
def redraw() -> str:
    """Show the builder after one action on its shape."""
    return _page(changed(read_draft(request.form), request.form.get("do", "")), acted=request.form.get("do", ""))


@needs(Right.RUN)
def explain() -> str:
    """Show what a draft would do, and what is wrong with it."""
    return render_template("chains/_explained.html", **_explained(read_draft(request.form)))


@needs(Right.RUN)
def save() -> Response | tuple[str, int]:
    """Keep a draft as the newest version of its chain."""
    draft = read_draft(request.form)
    chain, found = checked(draft, known())
    if chain is None or found:
        return _page(draft, refused=True), 422
    someone = person()
    reason = request.form.get("note", "")[:200]
    store().chains.save(chain, team=own_team(), by=someone.name if someone else "nobody", now=now(), note=reason)
    note("saved", "chain", chain.name, detail=chain.version)
    flash(f"{chain.title} is saved as version {chain.version}.", "passed")
    return redirect(url_for("chains.show", name=chain.name), 303)


@needs(Right.RUN)
def import_chain() -> Response | tuple[str, int]:
    """Open a chain's file in the builder; nothing is kept until it is saved."""
    file = request.files.get("file")
    raw = file.read(_MOST_IMPORT_BYTES + 1) if file else b""
    try:
        chain = parse_chain(raw, source=(file.filename if file else "") or "The file")
    except ChainFileError as error:
        flash(str(error), "failed")
        return redirect(url_for("chains.index"), 303)
    return _page(draft_of(chain)), 200


def _page(draft: Draft, *, acted: str = "", refused: bool = False) -> str:
    return render_template(
        "chains/builder.html",
        acted=acted,
        refused=refused,
        agents=(*sorted(known().agents), TESTS),
        strategies=(AUTO, *sorted(known().strategies)),
        gives=tuple(Gives),
        on_failure=tuple(OnFailure),
        tasks=catalogue().all(),
        **_explained(draft),
    )


def _explained(draft: Draft) -> dict[str, Any]:
    task = _task()
    chain, found = checked(draft, known())
    every: tuple[Problem, ...] = (*found, *(absent(chain) if chain else ()))
    views = stage_views(chain, every, task) if chain and not _is_misshapen(found) else ()
    return {
        "draft": draft,
        "problems": every,
        "views": views,
        "advice": {view.stage.name: recommended(view.stage, task) for view in views},
        "task": task,
        "priorities": Priorities(),
    }


def _is_misshapen(found: tuple[Problem, ...]) -> bool:
    # with a cycle or twice a name, nothing can be said of what reaches which stage
    return any("waits for itself" in one.text or "have this name" in one.text for one in found)


def _task() -> Task | None:
    wanted = request.values.get("task", "")
    every = catalogue().all()
    return next((task for task in every if task.id == wanted), every[0] if every else None)
