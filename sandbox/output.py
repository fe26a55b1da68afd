"""What a program printed, made safe to show: well-formed text without terminal escapes or control characters."""

import re

ESCAPES = re.compile(
    r"""
    \x1b\[ [0-?]* [ -/]* [@-~]          # control sequences: colours, cursor, screen
    | \x1b [\]PX^_] .*? (?:\x07|\x1b\\|$)  # strings: window titles, links, device control
    | \x1b [ -/]* [0-~]                 # other escapes
    """,
    re.VERBOSE | re.DOTALL,
)
# everything but newline and tab that would move a cursor, ring, reorder the line, or show nothing
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# halves of a UTF-16 pair: JavaScript and JSON can write one alone, UTF-8 cannot
LONE_SURROGATES = re.compile("[\ud800-\udfff]")


def plain_text(data: bytes) -> str:
    """Return output as text: invalid UTF-8 replaced, line ends made plain, escapes and control characters taken out."""
    return plain(data.decode("utf-8", "replace"))


def plain(text: str) -> str:
    """Return text that may have come from a program as text that is safe to show; see `plain_text`."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return CONTROLS.sub("", ESCAPES.sub("", well_formed(text)))


def well_formed(text: str) -> str:
    """Return text that UTF-8 can hold: U+FFFD for each lone surrogate, as ECMAScript's `toWellFormed` does."""
    return text if text.isascii() else LONE_SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text)
