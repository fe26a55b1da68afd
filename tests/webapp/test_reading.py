"""What strangers wrote is shown as text, whatever it holds."""

import time

from webapp.executions.code import compared_files
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


def test_lines_that_repeat_keep_no_process_busy() -> None:
    sides = ["".join(f"{side}{n}\nsame\n" for n in range(500)) for side in ("a", "b")]
    began = time.process_time()
    assert difference(*sides, "a.txt")
    assert time.process_time() - began < 2


def test_programs_too_long_to_compare_on_one_page_are_shown_whole() -> None:
    old = {"a.js": "1;\n" * 1500, "b.js": "1;\n", "new.js": "", "same.js": "2;\n" * 5000}
    new = {"a.js": "2;\n" * 1500, "b.js": "2;\n", "new.js": "3;\n" * 5000, "same.js": "2;\n" * 5000}
    files = {file.path: file for file in compared_files(old, new)}

    assert files["a.js"].rows is None
    assert len(files["a.js"].lines) == 1500
    assert "too long to compare" in files["a.js"].note
    assert files["b.js"].note == "+1 \N{MINUS SIGN}1"
    assert files["new.js"].note == "+5000 \N{MINUS SIGN}0"
    assert files["same.js"].note == "the same"


def test_many_long_files_are_compared_up_to_a_limit_for_the_page() -> None:
    paths = [f"{number}.js" for number in range(10)]
    files = compared_files(dict.fromkeys(paths, "1;\n" * 400), dict.fromkeys(paths, "2;\n" * 400))

    assert [file.rows is None for file in files] == [False] * 2 + [True] * 8


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
