"""One execution as one page that opens offline: no script, no address, every style inside."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from flask import current_app, render_template
from markupsafe import Markup

from training.model.executions import ExecutionDetail
from webapp.api.encode import encode
from webapp.executions.code import WHOLE, shown_files, views_of
from webapp.executions.tabs import effect_tab, limits_tab, overview_tab, provenance_tab, tests_tab

SHEETS = ("tokens", "base", "controls", "components", "figures", "code", "lists", "bundle", "print")


def bundle_page(detail: ExecutionDetail, frame: dict[str, Any]) -> str:
    """Return the page."""
    parts = (overview_tab, tests_tab, limits_tab, provenance_tab, effect_tab)
    content = {name: value for part in parts for name, value in part(detail).items()}
    views = [(view, shown_files(detail, view)) for view in views_of(detail) if view.key in {"starter", WHOLE}]
    return render_template(
        "executions/bundle.html",
        **{**content, **frame},
        views=views,
        sheet=_sheet(current_app.static_folder or ""),
        data=_data(detail),
    )


@cache
def _sheet(folder: str) -> Markup:
    texts = (Path(folder, "css", f"{name}.css").read_text(encoding="utf-8") for name in SHEETS)
    return Markup("\n".join(texts))  # noqa: S704 - our own files


def _data(detail: ExecutionDetail) -> Markup:
    # as the JSON filter of the templates does: nothing in it can end the element
    text = json.dumps(encode(detail), ensure_ascii=True)
    for sign, code in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(sign, code)
    return Markup(text)  # noqa: S704 - escaped just above
