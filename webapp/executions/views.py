"""The list of executions with its filters, and everything that is kept of one."""

import json

from flask import Blueprint, Response, abort, make_response, render_template, request

from training.model.executions import DayCounts, ExecutionDetail
from webapp.access import Right, needs
from webapp.addresses import address, without
from webapp.api.encode import encode
from webapp.charts import day_bars
from webapp.context import now
from webapp.executions.bundle import bundle_page
from webapp.executions.exports import export
from webapp.executions.filters import Asked, facets, read_filters
from webapp.executions.reading import task_of
from webapp.executions.rows import PURPOSES, execution_row
from webapp.executions.tabs import CONTENT, TABS
from webapp.paging import PAGE_ROWS, after, page_of
from webapp.periods import CHOICES
from webapp.resources import store, store_opener

blueprint = Blueprint("executions", __name__, url_prefix="/executions")

# what the counts by day can be asked by
_COUNTED = frozenset({"agent", "strategy", "result", "days", "from", "to"})
# the neighbours of an execution are those of the list that it was opened from
_KEPT = frozenset({"tab", "view", "find", "stdout", "stderr", "log", "after"})


@blueprint.get("/")
@needs(Right.VIEW)
def index() -> str:
    """Show the executions that match the filters of the address."""
    asked = read_filters(request.args)
    page = page_of(store().executions.list(asked.wanted, after=after(), limit=PAGE_ROWS + 1))
    return render_template(
        "executions/index.html",
        rows=tuple(execution_row(row, asked.values) for row in page.rows),
        asked=asked,
        facets=facets(),
        total=store().executions.count(asked.wanted),
        days=_days(asked),
        periods=_periods(asked),
        exports=[(kind, address(f"executions.export_{kind}", asked.values)) for kind in ("csv", "json")],
        next_url=page.next_url,
        first_url=page.first_url,
    )


@blueprint.get("/export.csv")
@needs(Right.VIEW)
def export_csv() -> Response:
    """Give what the list shows as CSV."""
    return export(store_opener(), read_filters(request.args).wanted, "csv")


@blueprint.get("/export.json")
@needs(Right.VIEW)
def export_json() -> Response:
    """Give what the list shows as JSON."""
    return export(store_opener(), read_filters(request.args).wanted, "json")


@blueprint.get("/<int:row_id>")
@needs(Right.VIEW)
def show(row_id: int) -> str:
    """Show one execution, one tab of it at a time."""
    detail = store().executions.get(row_id)
    tab = request.args.get("tab", "overview")
    if tab not in CONTENT:
        abort(404)
    asked = read_filters({name: value for name, value in request.args.items() if name not in _KEPT})
    neighbours = store().executions.neighbours(row_id, asked.wanted)
    return render_template(
        "executions/show.html",
        **_frame(detail),
        tab=tab,
        tabs=[(key, text, _address(row_id, key, asked)) for key, text in TABS],
        previous=_address(neighbours.previous_id, tab, asked) if neighbours.previous_id else None,
        following=_address(neighbours.next_id, tab, asked) if neighbours.next_id else None,
        asked=asked,
        **CONTENT[tab](detail),
    )


@blueprint.get("/<int:row_id>/<any(stdout, stderr):stream>.txt")
@needs(Right.VIEW)
def raw(row_id: int, stream: str) -> Response:
    """Give what a program printed as it came, to be kept and not to be shown: it may steer a terminal or a browser."""
    detail = store().executions.get(row_id)
    text = detail.stdout if stream == "stdout" else detail.stderr
    answer = Response(text, content_type="text/plain; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="execution-{row_id}-{stream}.txt"'
    return answer


@blueprint.get("/<int:row_id>/bundle")
@needs(Right.VIEW)
def bundle(row_id: int) -> Response:
    """Give everything that is kept of one execution as one file: a page that opens offline, or JSON."""
    detail = store().executions.get(row_id)
    if request.args.get("format") == "json":
        answer = Response(json.dumps(encode(detail), indent=2, ensure_ascii=False), content_type="application/json")
        answer.headers["Content-Disposition"] = f'attachment; filename="execution-{row_id}.json"'
        return answer
    answer = make_response(bundle_page(detail, _frame(detail)))
    answer.headers["Content-Disposition"] = f'attachment; filename="execution-{row_id}.html"'
    return answer


def _frame(detail: ExecutionDetail) -> dict[str, object]:
    task = task_of(detail)
    return {
        "detail": detail,
        "execution": detail.row,
        "trial": detail.trial,
        "result": detail,
        "state": detail.row.result.value,
        "task_title": task.title if task else detail.trial.task_id,
        "purpose_words": PURPOSES[detail.row.purpose],
    }


def _address(row_id: int, tab: str, asked: Asked) -> str:
    return address("executions.show", asked.values, row_id=row_id, tab=tab)


def _days(asked: Asked) -> object:
    """Return the bars of the days; None where what is asked for is not counted by day."""
    if set(asked.values) - _COUNTED:
        return None
    counts = store().executions.count_by_day(asked.wanted)
    kept = without(asked.values, "days", "from", "to")

    def of_day(count: DayCounts) -> str:
        return address("executions.index", {**kept, "from": count.day, "to": count.day})

    return day_bars(counts, address=of_day, today=now().date())


def _periods(asked: Asked) -> list[tuple[str, str, bool]]:
    kept = without(asked.values, "days", "from", "to")
    links = [(text, address("executions.index", kept, days=days), asked.period.days == days) for days, text in CHOICES]
    is_all = asked.period.first is None and asked.period.last is None
    return [*links, ("All", address("executions.index", kept), is_all)]
