"""The validation report, to read, to print and to take away."""

import json
from dataclasses import asdict, fields
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, abort, render_template, request, url_for

from training.errors import NotFoundError
from training.model.trials import Provenance
from training.report import Report, ReportFacts, Targets, build_report
from training.report.markdown import to_markdown
from training.report.targets import NAMES, aim
from webapp.access import Right, needs
from webapp.context import now
from webapp.report.rendering import standalone_html
from webapp.resources import store
from webapp.teams import own_team

blueprint = Blueprint("report", __name__, url_prefix="/report")

RECENT = 30
_KINDS = {"md": "text/markdown; charset=utf-8", "html": "text/html; charset=utf-8", "json": "application/json"}


@blueprint.get("/")
@needs(Right.VIEW)
def show() -> tuple[str, int] | str:
    """Show the report on one batch, or on everything since a day."""
    problem = None
    targets = Targets()
    try:
        targets = _targets()
        report = build_report(_facts(), now=now(), targets=targets)
    except ValueError as error:
        problem, report = str(error), build_report(ReportFacts(title="nothing"), now=now())
    page = render_template(
        "report/show.html",
        report=report,
        problem=problem,
        batches=store().batches.list(team=own_team(), limit=RECENT),
        asked=request.args,
        targets=[(field.name, getattr(targets, field.name)) for field in fields(targets)],
        downloads=[(form, url_for("report.download", form=form, **_asked())) for form in _KINDS],
        provenances=[one.value for one in Provenance],
    )
    return (page, 422) if problem else page


@blueprint.get("/download/<form>")
@needs(Right.VIEW)
def download(form: str) -> Response:
    """Give the report as a file."""
    if form not in _KINDS:
        abort(404)
    try:
        report = build_report(_facts(), now=now(), targets=_targets())
    except ValueError:
        abort(404)
    answer = Response(_written(report, form), content_type=_KINDS[form])
    answer.headers["Content-Disposition"] = f'attachment; filename="validation-report.{form}"'
    return answer


def _written(report: Report, form: str) -> str:
    if form == "json":
        return json.dumps(asdict(report), indent=2, ensure_ascii=False, default=str)
    return to_markdown(report) if form == "md" else standalone_html(report)


def _facts() -> ReportFacts:
    batch_id = request.args.get("batch", type=int)
    if batch_id is not None:
        batch = store().batches.find(batch_id)
        if batch is None or batch.team != own_team():
            raise NotFoundError(f"There is no batch {batch_id}.")
        return store().reporting.of_batch(batch_id)
    provenance = request.args.get("provenance", Provenance.REAL.value)
    if provenance not in set(Provenance):
        raise ValueError(f"{provenance!r} is no provenance.")
    return store().reporting.since(_since(), team=own_team(), provenance=Provenance(provenance))


def _since() -> datetime | None:
    typed = request.args.get("since", "").strip()
    if not typed:
        return None
    try:
        return datetime.fromisoformat(typed).replace(tzinfo=UTC)
    except ValueError as error:
        raise ValueError(f"{typed!r} is no day. Write it as 2026-01-31.") from error


def _targets() -> Targets:
    targets = Targets()
    for name in NAMES:
        typed = request.args.get(name, "").strip()
        if typed:
            targets = aim(targets, name, typed)
    return targets


def _asked() -> dict[str, Any]:
    known = {"batch", "since", "provenance", *NAMES}
    return {name: value for name, value in request.args.items() if value and name in known}
