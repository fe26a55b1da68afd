"""What a program printed: its end first, part by part, and searched."""

from dataclasses import dataclass
from typing import Any

from flask import request, url_for

from training.model.executions import ExecutionDetail
from webapp.addresses import address, without
from webapp.reading.output import FoundLine, OutputPart, find_lines, output_part

LONGEST_WORD = 200
_STREAMS = (("stdout", "Output"), ("stderr", "Errors"))


@dataclass(frozen=True, kw_only=True)
class Stream:
    """One of the two output streams, a part of it. `found` is None where nothing is looked for."""

    name: str
    title: str
    part: OutputPart
    earlier: str
    later: str
    found: tuple[FoundLine, ...] | None
    raw_url: str


def output_tab(detail: ExecutionDetail) -> dict[str, Any]:
    """Return what the tab shows."""
    find = request.args.get("find", "").strip()[:LONGEST_WORD]
    kept = without(request.args, "tab", "find", "stdout", "stderr")
    return {
        "streams": [_stream(detail, name, title, find) for name, title in _STREAMS],
        "truncated": detail.output_truncated,
        "find": find,
        "kept": kept,
    }


def _stream(detail: ExecutionDetail, name: str, title: str, find: str) -> Stream:
    text: str = getattr(detail, name)
    part = output_part(text, request.args.get(name, 0, type=int))
    kept = without(request.args, "tab", name)

    def at(index: int) -> str:
        return address("executions.show", kept, row_id=detail.row.id, tab="output", _anchor=name, **{name: index})

    return Stream(
        name=name,
        title=title,
        part=part,
        earlier=at(part.index + 1),
        later=at(part.index - 1),
        found=find_lines(text, find) if find else None,
        raw_url=url_for("executions.raw", row_id=detail.row.id, stream=name),
    )
