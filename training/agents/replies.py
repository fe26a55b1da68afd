"""The program in a reply: fenced code blocks made into files."""

import re
from dataclasses import dataclass

from sandbox.model import SourceFile

HOW_TO_ANSWER = (
    "Answer with every file that you change, whole, each in one fenced code block. Write the file's path alone on the "
    "line above its block. Files that you leave out stay as they are."
)
_FENCE = re.compile(r"^(?P<fence>`{3,}|~{3,})[^\n]*\n(?P<body>.*?)^(?P=fence)[ \t]*$", re.MULTILINE | re.DOTALL)
_DECORATION = "#*`:> \t"


@dataclass(frozen=True)
class _Block:
    label: str
    body: str


def files_in_reply(reply: str, current: tuple[SourceFile, ...]) -> tuple[SourceFile, ...] | None:
    """Return the current files with what the reply changes put in, or None when it holds no program.

    A block belongs to the file that the line above it names. Where no block is named so and there is one file only,
    the longest block is that file.
    """
    blocks = _blocks(reply)
    named = {file.path: block.body for file in current for block in blocks if block.label == file.path}
    if not named and blocks and len(current) == 1:
        named = {current[0].path: max(blocks, key=lambda block: len(block.body)).body}
    if not named:
        return None
    return tuple(SourceFile(f.path, named[f.path].encode()) if f.path in named else f for f in current)


def _blocks(reply: str) -> list[_Block]:
    text = reply.replace("\r\n", "\n")
    return [_Block(_label(text[: match.start()]), match["body"]) for match in _FENCE.finditer(text)]


def _label(before: str) -> str:
    lines = before.rstrip().splitlines()
    return lines[-1].strip(_DECORATION) if lines else ""
