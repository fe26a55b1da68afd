"""What a program printed cannot play tricks on whoever reads it."""

import pytest

from sandbox.output import plain, plain_text


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        (b"plain\ttext\n", "plain\ttext\n"),
        (b"\x1b[31mred\x1b[0m", "red"),
        (b"\x1b]0;title\x07after", "after"),
        (b"\x1b]8;;http://x\x1b\\link", "link"),
        (b"\x1bP1;2|stuff\x1b\\after", "after"),
        (b"a\x08b\x07c\x00d", "abcd"),
        (b"two\r\nlines\rthree", "two\nlines\nthree"),
        ("\u202eright to left".encode(), "right to left"),
        ("\x9b31mC1 control".encode(), "31mC1 control"),
        (b"bad \xff\xfe utf-8", "bad \ufffd\ufffd utf-8"),
        ("grüße \N{GRINNING FACE}".encode(), "grüße \N{GRINNING FACE}"),
    ],
)
def test_output_is_shown_as_plain_text(printed: bytes, shown: str) -> None:
    assert plain_text(printed) == shown


def test_an_escape_that_never_ends_takes_no_time() -> None:
    assert "\x1b" not in plain_text(b"\x1b]" * 200_000)


def test_half_a_character_is_shown_as_a_replacement_character() -> None:
    assert plain("half \ud83d, whole \N{GRINNING FACE}") == "half \ufffd, whole \N{GRINNING FACE}"
