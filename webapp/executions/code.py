"""The program of an execution: whole, or against the starter, the attempt before, or the reference."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import request

from training.model.executions import ExecutionDetail
from webapp.addresses import address, without
from webapp.context import may
from webapp.executions.reading import task_of, text_of, texts_of
from webapp.formats import plural
from webapp.reading.code import Change, DiffRow, coloured_lines, difference, lines_to_match
from webapp.resources import store

WHOLE = "whole"
MOST_MATCHED_LINES = 2000  # on one page, both sides together: what a hostile program makes of them takes half a second


@dataclass(frozen=True, kw_only=True)
class ShownFile:
    """One file of the program: its lines, or its difference from what it is compared with. Whole, `rows` is None."""

    path: str
    note: str
    lines: tuple[Any, ...] = ()
    rows: tuple[DiffRow, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class View:
    """One way to look at the program; `old` holds what it is compared with."""

    key: str
    text: str
    old: Mapping[str, str] | None = None


def code_tab(detail: ExecutionDetail) -> dict[str, Any]:
    """Return what the tab shows."""
    views = views_of(detail)
    view = next((one for one in views if one.key == request.args.get("view")), None) or _telling(detail, views)
    kept = without(request.args, "tab", "view")
    links = [
        (one.key, one.text, address("executions.show", kept, row_id=detail.row.id, tab="code", view=one.key))
        for one in views
    ]
    return {"files": shown_files(detail, view), "view": view.key, "views": links}


def views_of(detail: ExecutionDetail) -> tuple[View, ...]:
    """Return the ways in which the one who is here may look at a program."""
    found, task = [], task_of(detail)
    if task:
        found.append(View(key="starter", text="Against the starter", old=texts_of(task.starter)))
    before = store().executions.previous_attempt(detail.row)
    if before is not None:
        text = "Against the attempt before"
        found.append(View(key="previous", text=text, old=texts_of(store().executions.get(before).files)))
    if task and may("audit"):
        found.append(View(key="reference", text="Against the reference", old=texts_of(task.reference)))
    return (*found, View(key=WHOLE, text="Whole program"))


def _telling(detail: ExecutionDetail, views: tuple[View, ...]) -> View:
    # A program that is its starter, letter for letter, would open on an empty difference.
    new = {file.path: text_of(file) for file in detail.files}
    return views[-1] if views[0].old == new else views[0]


def shown_files(detail: ExecutionDetail, view: View) -> tuple[ShownFile, ...]:
    """Return the program's files as a view shows them, and the files that are gone from it."""
    new = {file.path: text_of(file) for file in detail.files}
    if view.old is None:
        return tuple(_whole(path, text) for path, text in new.items())
    return compared_files(view.old, new) if new else ()


def compared_files(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[ShownFile, ...]:
    """Return every file of two programs with its differences; whole where the page's share of lines is used up."""
    shown, left = [], MOST_MATCHED_LINES
    for path in {**new, **old}:
        before, after = old.get(path, ""), new.get(path, "")
        cost = lines_to_match(before, after)
        if cost > left:
            shown.append(_whole(path, after, why=", shown whole: too long to compare"))
        else:
            shown.append(_compared(path, before, after))
            left -= cost
    return tuple(shown)


def _whole(path: str, text: str, *, why: str = "") -> ShownFile:
    lines = coloured_lines(text, path)
    return ShownFile(path=path, note=plural(len(lines), "line") + why, lines=lines)


def _compared(path: str, old: str, new: str) -> ShownFile:
    rows = difference(old, new, path)
    added, removed = (sum(row.change is change for row in rows) for change in (Change.ADDED, Change.REMOVED))
    return ShownFile(path=path, note=f"+{added} \N{MINUS SIGN}{removed}" if rows else "the same", rows=rows)
