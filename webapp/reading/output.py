"""What a program printed, without the codes that would move a terminal's cursor."""

import re
from collections import deque
from dataclasses import dataclass

from sandbox.output import plain

PART_CHARS = 32_768


@dataclass(frozen=True, kw_only=True)
class OutputPart:
    """A window on a text. Part 0 is its end; each higher part lies before it."""

    text: str
    index: int
    last_index: int
    total_chars: int


def readable(text: str) -> str:
    """Return a text without escape sequences, control characters or marks that turn the writing direction."""
    return plain(text)


def output_part(text: str, index: int) -> OutputPart:
    """Return one window on a program's output, counted from its end."""
    shown = readable(text)
    last = max(0, (len(shown) - 1) // PART_CHARS)
    chosen = min(max(index, 0), last)
    end = len(shown) - chosen * PART_CHARS
    return OutputPart(text=shown[max(0, end - PART_CHARS) : end], index=chosen, last_index=last, total_chars=len(shown))


MOST_FOUND = 200
_AROUND = 160


@dataclass(frozen=True, kw_only=True)
class FoundLine:
    """A line that holds what is looked for, cut to a readable length: what is before it, it, and what is after."""

    number: int
    before: str
    match: str
    after: str


def find_lines(text: str, word: str) -> tuple[FoundLine, ...]:
    """Return the lines of a program's output that hold a word, whatever its case; the last ones where they are many."""
    pattern = re.compile(re.escape(word), re.IGNORECASE)
    found = (
        (number, line, match)
        for number, line in enumerate(readable(text).split("\n"), 1)
        if (match := pattern.search(line)) is not None
    )
    return tuple(_cut(number, line, match) for number, line, match in deque(found, maxlen=MOST_FOUND))


def _cut(number: int, line: str, match: re.Match[str]) -> FoundLine:
    start, end = match.span()
    return FoundLine(
        number=number,
        before=line[max(0, start - _AROUND) : start],
        match=line[start:end],
        after=line[end : end + _AROUND],
    )
