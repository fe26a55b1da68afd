"""Numbers of rows in what somebody typed."""

_MOST_DIGITS = 18  # whatever has no more fits into SQLite's 64 bits


def row_number(text: str) -> int | None:
    """Return the number that a text is, or None where it is none that a row may have."""
    # not isdigit: it takes a superscript for a digit, and int() does not
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS else None
