import pytest

from sandbox.model import SourceFile
from training.agents.replies import files_in_reply

ONE = (SourceFile("solution.js", b"old\n"),)
TWO = (SourceFile("solution.js", b"old\n"), SourceFile("lib/helper.js", b"old helper\n"))


def _contents(files: tuple[SourceFile, ...] | None) -> list[bytes]:
    assert files is not None
    return [file.content for file in files]


@pytest.mark.parametrize(
    "label", ["solution.js", "### solution.js", "**solution.js**", "`solution.js`:", "> solution.js"]
)
def test_a_block_belongs_to_the_file_named_above_it(label: str) -> None:
    assert _contents(files_in_reply(f"{label}\n\n```js\nnew\n```\n", ONE)) == [b"new\n"]


def test_a_single_file_needs_no_name_and_the_longest_block_is_taken() -> None:
    reply = "Run this:\n```sh\nnpm t\n```\nand this is it:\n```\nnew program\n```"
    assert _contents(files_in_reply(reply, ONE)) == [b"new program\n"]


def test_files_that_are_not_named_stay_as_they_are() -> None:
    assert _contents(files_in_reply("lib/helper.js\n```\nnew helper\n```", TWO)) == [b"old\n", b"new helper\n"]


def test_the_last_block_of_a_file_counts() -> None:
    reply = "solution.js\n```\nfirst\n```\nNo, better:\nsolution.js\n```\nsecond\n```"
    assert _contents(files_in_reply(reply, ONE)) == [b"second\n"]


def test_fences_inside_a_longer_fence_are_content() -> None:
    assert _contents(files_in_reply("````js\na\n```\nb\n````", ONE)) == [b"a\n```\nb\n"]


def test_windows_line_ends_are_read() -> None:
    assert _contents(files_in_reply("solution.js\r\n```js\r\nnew\r\n```\r\n", ONE)) == [b"new\n"]


@pytest.mark.parametrize("reply", ["", "I can't.", "```js\nnever closed", "other.js\n```\nx\n```"])
def test_a_reply_without_a_program_gives_none(reply: str) -> None:
    assert files_in_reply(reply, TWO) is None
