"""Source code in colour, line by line, and the difference between two sources."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum

from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_for_filename
from pygments.lexers.special import TextLexer
from pygments.util import ClassNotFound

# Colouring takes time in proportion to the text; a file longer than this is shown plain.
_MOST_COLOURED = 200_000
_CONTEXT_LINES = 3
_MANY_LINES = 400


class Change(StrEnum):
    """What happened to a line."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    GAP = "gap"


@dataclass(frozen=True, kw_only=True)
class DiffRow:
    """One row of a difference. A gap stands for `hidden` lines that are the same."""

    change: Change
    old_number: int | None = None
    new_number: int | None = None
    html: Markup = field(default_factory=Markup)
    hidden: int = 0


def coloured_lines(source: str, filename: str) -> tuple[Markup, ...]:
    """Return each line of a source as HTML with Pygments' classes; whatever it holds stays text."""
    lexer = _lexer(filename) if len(source) <= _MOST_COLOURED else TextLexer(stripnl=False)
    html = highlight(source, lexer, HtmlFormatter(nowrap=True))
    return tuple(Markup(line) for line in _lines(html))  # noqa: S704 - Pygments has escaped it


def _lines(text: str) -> list[str]:
    # As Pygments does; str.splitlines also breaks at form feeds and their like.
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines if lines[-1] else lines[:-1]


def _lexer(filename: str) -> Lexer:
    try:
        return get_lexer_for_filename(filename, stripnl=False)
    except ClassNotFound:
        return TextLexer(stripnl=False)


def difference(old: str, new: str, filename: str) -> tuple[DiffRow, ...]:
    """Return what changed from one source to another, with a few lines around; empty when nothing did.

    The time it takes grows faster than the sources: see `lines_to_match`.
    """
    if old == new:
        return ()
    old_html, new_html = coloured_lines(old, filename), coloured_lines(new, filename)
    old_lines, new_lines = _lines(old), _lines(new)
    # Without the heuristic the time grows with the cube of repeated lines, which a candidate may choose.
    matcher = SequenceMatcher(None, old_lines, new_lines, autojunk=len(old_lines) + len(new_lines) > _MANY_LINES)
    rows: list[DiffRow] = []
    reached = 0
    for group in matcher.get_grouped_opcodes(_CONTEXT_LINES):
        rows.extend(_gap(group[0][1] - reached))
        for opcode in group:
            rows.extend(_rows(opcode, old_html, new_html))
        reached = group[-1][2]
    rows.extend(_gap(len(old_html) - reached))
    return tuple(rows)


def lines_to_match(old: str, new: str) -> int:
    """Return how many lines a difference must match with each other; 0 where it is plain without."""
    return len(_lines(old)) + len(_lines(new)) if old and new and old != new else 0


def _gap(hidden: int) -> Iterator[DiffRow]:
    if hidden > 0:
        yield DiffRow(change=Change.GAP, hidden=hidden)


def _rows(
    opcode: tuple[str, int, int, int, int], old_html: Sequence[Markup], new_html: Sequence[Markup]
) -> Iterator[DiffRow]:
    tag, old_start, old_end, new_start, new_end = opcode
    if tag == "equal":
        for offset, html in enumerate(new_html[new_start:new_end], 1):
            yield DiffRow(change=Change.SAME, old_number=old_start + offset, new_number=new_start + offset, html=html)
        return
    for number, html in enumerate(old_html[old_start:old_end], old_start + 1):
        yield DiffRow(change=Change.REMOVED, old_number=number, html=html)
    for number, html in enumerate(new_html[new_start:new_end], new_start + 1):
        yield DiffRow(change=Change.ADDED, new_number=number, html=html)
