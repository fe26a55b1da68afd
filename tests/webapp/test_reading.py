"""What strangers wrote is shown as text, whatever it holds."""

from webapp.reading.code import Change, coloured_lines, difference
from webapp.reading.output import PART_CHARS, output_part, readable
from webapp.reading.prose import prose


def test_code_is_escaped() -> None:
    lines = coloured_lines("const a = '<script>alert(1)</script>';", "solution.js")

    assert "<script>" not in "".join(lines)
    assert "&lt;script&gt;" in "".join(lines)


def test_code_keeps_one_entry_for_each_line_blank_ones_included() -> None:
    assert len(coloured_lines("\n\nlet a;\n\nlet b;\n", "a.js")) == 5


def test_a_comment_over_several_lines_is_coloured_on_each() -> None:
    assert all("class=" in line for line in coloured_lines("/* one\ntwo\nthree */\n", "a.js"))


def test_a_file_of_unknown_kind_is_shown_plain() -> None:
    assert coloured_lines("<b>", "data.whatever") == ("&lt;b&gt;",)


def test_difference_of_the_same_is_nothing() -> None:
    assert difference("a\n", "a\n", "a.js") == ()


def test_difference_numbers_both_sides() -> None:
    rows = difference("one\ntwo\n", "one\n2\n", "a.txt")

    assert [(row.change, row.old_number, row.new_number) for row in rows] == [
        (Change.SAME, 1, 1),
        (Change.REMOVED, 2, None),
        (Change.ADDED, None, 2),
    ]


def test_difference_folds_what_is_far_from_a_change() -> None:
    old = "".join(f"{number}\n" for number in range(40))
    rows = difference(old, old.replace("20\n", "twenty\n"), "a.txt")

    assert [row.hidden for row in rows if row.change is Change.GAP] == [17, 16]


def test_difference_agrees_with_line_breaks_that_only_python_knows() -> None:
    rows = difference("a\x0cb\nc\n", "a\x0cb\nd\n", "a.txt")

    assert [row.change for row in rows] == [Change.SAME, Change.REMOVED, Change.ADDED]


def test_output_loses_colours_titles_and_controls() -> None:
    assert readable("\x1b[31mred\x1b[0m \x1b]0;title\x07\x00end\r\nnext") == "red end\nnext"


def test_output_cannot_turn_the_writing_direction() -> None:
    assert readable("abc\u202edef") == "abcdef"


def test_output_is_shown_from_its_end() -> None:
    part = output_part("x" * PART_CHARS + "tail", 0)

    assert part.text.endswith("tail")
    assert (part.index, part.last_index) == (0, 1)


def test_an_output_part_beyond_the_first_is_the_first() -> None:
    assert output_part("short", 99).text == "short"


def test_prose_keeps_html_as_text_and_drops_script_links() -> None:
    html = prose("<img src=x onerror=alert(1)> [a](javascript:alert(1))")

    assert "<img" not in html
    assert "href" not in html
