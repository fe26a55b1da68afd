"""Who did what, and the links of the chain that every execution, decision and act stands in."""

import json
from typing import Any

from flask import Blueprint, abort, render_template, request

from training.model.acts import ActFilter
from training.store.audit import Link
from training.store.verify import link_hash
from webapp.access import Right, needs
from webapp.addresses import address
from webapp.context import may, now
from webapp.paging import PAGE_ROWS, after, page_of
from webapp.periods import CHOICES, read_period
from webapp.resources import store

blueprint = Blueprint("audit", __name__, url_prefix="/audit")

_WORDS = ("actor", "action", "kind", "subject")
_PAGES = {"batch": ("batches.show", "batch_id"), "trial": ("trials.show", "trial_id")}
_SUBJECTS = {**_PAGES, "execution": ("executions.show", "row_id")}
_NEAR = 3


@blueprint.get("/")
@needs(Right.AUDIT)
def index() -> str:
    """Show who did what, the newest first."""
    values = {name: request.args[name].strip()[:100] for name in _WORDS if request.args.get(name, "").strip()}
    period = read_period(request.args, today=now().date())
    wanted = ActFilter(since=period.since, until=period.until, **values)
    page = page_of(store().acts.list(wanted, after=after(), limit=PAGE_ROWS + 1))
    return render_template(
        "audit/index.html",
        acts=[(act, _address(act.deed.kind, act.deed.subject)) for act in page.rows],
        values=values,
        period=period,
        periods=[
            *((text, address("audit.index", values, days=days), period.days == days) for days, text in CHOICES),
            ("All", address("audit.index", values), period.first is None),
        ],
        head=store().audit.head(),
        next_url=page.next_url,
        first_url=page.first_url,
    )


@blueprint.get("/chain/<int:seq>")
@needs(Right.VIEW)
def link(seq: int) -> str:
    """Show one link: what it says to those whom it concerns, and whether it still is what was written."""
    found = store().audit.links(after=max(0, seq - 1 - _NEAR), limit=2 * _NEAR + 1)
    here = next((one for one in found if one.seq == seq), None)
    if here is None:
        abort(404)
    before = next((one for one in found if one.seq == seq - 1), None)
    is_told = bool(here.content) and _may_read(here)
    return render_template(
        "audit/link.html",
        link=here,
        content=_content(here.content) if is_told else [],
        is_others=not here.content,  # what another team's link says is left out of ours
        is_whole=not here.content or _hash_of(here) == here.hash,
        follows=before is None or before.hash == here.previous_hash,
        around=found,
        subject_url=_address(here.kind, str(here.subject)) if is_told else None,
    )


def _may_read(link: Link) -> bool:
    """Acts name persons and their addresses, so they are for those who may read the log of them."""
    return link.kind != "act" or may(Right.AUDIT)


def _hash_of(link: Link) -> str:
    return link_hash(
        seq=link.seq,
        kind=link.kind,
        subject=link.subject,
        content=link.content,
        previous=link.previous_hash,
        at=link.at,
    )


def _content(text: str) -> list[tuple[str, Any]]:
    try:
        found = json.loads(text)
    except json.JSONDecodeError:
        return [("content", text)]
    return list(found.items()) if isinstance(found, dict) else [("content", text)]


def _address(kind: str, subject: str) -> str | None:
    first, _, _ = kind.partition(" ")  # the chain also says 'batch queued'
    if first not in _SUBJECTS or not subject.isascii() or not subject.isdigit():
        return None
    endpoint, name = _SUBJECTS[first]
    return address(endpoint, {name: int(subject)})
