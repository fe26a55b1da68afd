import pytest

from sandbox.model import SourceFile
from training.errors import TaskImportError
from training.tasks.importing.skipped_tests import comment_skipped, enable_all, has_tests, imports_of


def script(text: str) -> SourceFile:
    return SourceFile("x.spec.js", text.encode())


@pytest.mark.parametrize(
    ("skipped", "enabled"),
    [
        ("xtest('a', () => {});", "test('a', () => {});"),
        ("xit('a', () => {});", "it('a', () => {});"),
        ("xdescribe('a', () => { xtest('b', f); });", "describe('a', () => { test('b', f); });"),
        ("test.skip('a', f);", "test('a', f);"),
        ("describe.skip('a', f);", "describe('a', f);"),
        ("it.only('a', f);", "it('a', f);"),
        ("fit('a', f);", "it('a', f);"),
        ("xtest.each([[1]])('a %i', f);", "test.each([[1]])('a %i', f);"),
        ("test.skip.each`a\n${1}`('$a', f);", "test.each`a\n${1}`('$a', f);"),
        ("test.concurrent.skip('a', f);", "test.concurrent('a', f);"),
        ("(slow ? test.skip : test)('a', f);", "(slow ? test : test)('a', f);"),
        ("const later = xtest;", "const later = test;"),
        ("test('a', f);\ntest.todo('b');", "test('a', f);\n"),
    ],
)
def test_a_skipped_test_is_enabled(skipped: str, enabled: str) -> None:
    assert enable_all(script(skipped)).content.decode() == enabled


@pytest.mark.parametrize(
    "text",
    [
        "test('an xtest in a title', f);",
        "// xtest('in a comment', f);",
        "iterator.skip(2);",
        "const options = { skip: true, only: ['xtest'] };",
        "import { xtest, test } from '@jest/globals';",
        "xtestimony('a');",
    ],
)
def test_what_only_looks_like_a_mark_stays(text: str) -> None:
    assert enable_all(script(text)).content.decode() == text


def test_skipped_tests_can_still_be_read_and_do_not_run() -> None:
    source = "describe('d', () => {\n  test('a', f);\n  xtest('b', () => {\n    g();\n  });\n});\n"

    kept = comment_skipped(script(source)).content.decode()

    assert "\n  test('a', f);\n" in kept
    assert "\n  // xtest('b', () => {\n//     g();\n//   });\n" in kept


def test_a_skipped_suite_becomes_one_comment() -> None:
    source = "xdescribe('d', () => {\n  xtest('a', f);\n});\ntest('b', f);"

    kept = comment_skipped(script(source)).content.decode()

    assert kept.splitlines()[:3] == ["// xdescribe('d', () => {", "//   xtest('a', f);", "// });"]
    assert "// //" not in kept


@pytest.mark.parametrize(
    ("text", "expected"), [("test('a', f);", True), ("xtest('a', f);", False), ("describe('a', f);", False)]
)
def test_a_file_of_skipped_tests_has_none(text: str, *, expected: bool) -> None:
    assert has_tests(script(text)) is expected


def test_what_is_no_javascript_is_refused() -> None:
    with pytest.raises(TaskImportError, match=r"x\.spec\.js"):
        enable_all(script("test('a', () => {"))


def test_imports_are_read_in_every_form() -> None:
    text = (
        "import a from './a';\nexport * from '../b.js';\nconst c = require('./c');\nimport('./d');\nimport 'node:fs';"
    )

    assert imports_of(script(text)) == {"./a", "../b.js", "./c", "./d"}
