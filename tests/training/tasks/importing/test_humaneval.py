"""HumanEval for JavaScript, in both of its forms."""

import json
from pathlib import Path

import pytest

from training.errors import TaskImportError
from training.model.tasks import TaskKind
from training.tasks.importing.draft import Draft
from training.tasks.importing.humaneval import read_humaneval

X = {
    "task_id": "JavaScript/900",
    "prompt": "/* Whether two of the numbers are the same. */\nconst hasTwins = (numbers) => {\n",
    "canonical_solution": "  return new Set(numbers).size < numbers.length;\n}\n",
    "test": "const testIt = () => {\n  console.assert(hasTwins([]) === false)\n"
    "  console.assert(hasTwins([1, 1]) === true)\n}\n\ntestIt()\n",
    "example_test": "const testIt = () => {\n  console.assert(hasTwins([2, 2]) === true)\n}\ntestIt()\n",
}
E = {
    "name": "HumanEval_901_sum_even",
    "language": "js",
    "prompt": "//Add up the even numbers.\nfunction sum_even(numbers){\n",
    "tests": "const assert = require('node:assert');\n\nfunction test() {\n  let candidate = sum_even;\n"
    "  assert.deepEqual(candidate([1, 2, 4]),6);\n  assert.deepEqual(candidate([]),0);\n"
    "  assert.deepEqual(candidate([3]),0);\n}\n\ntest();",
}
SOLUTION = {"name": "HumanEval_901_sum_even", "solution": "  return 0;\n}\n"}


def jsonl(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def hidden(draft: Draft) -> str:
    return draft.tests.hidden[0].content.decode()


def test_a_problem_of_humaneval_x(tmp_path: Path) -> None:
    (draft,) = read_humaneval(jsonl(tmp_path / "x.jsonl", X))
    assert (draft.id, draft.kind) == ("humaneval-x-900-has-twins", TaskKind.IMPLEMENT)
    assert (draft.source, draft.licence) == ("humaneval-x: JavaScript/900", "Apache-2.0")
    assert b"return new Set(numbers)" in draft.reference[0].content
    assert b"module.exports = { hasTwins };" in draft.reference[0].content
    assert b"not implemented" in draft.starter[0].content
    assert hidden(draft).count("test('") == 2
    assert "assert(hasTwins([1, 1]) === true)" in hidden(draft)
    assert "console" not in hidden(draft)
    assert draft.tests.visible[0].content.decode().count("test('") == 1


def test_a_problem_of_multipl_e_with_its_solution(tmp_path: Path) -> None:
    solutions = jsonl(tmp_path / "s.jsonl", SOLUTION)
    (draft,) = read_humaneval(jsonl(tmp_path / "e.jsonl", E), solutions=solutions)
    assert draft.id == "humaneval-901-sum-even"
    assert "const candidate = sum_even;" in hidden(draft)
    assert hidden(draft).count("test('") == 3
    assert draft.tests.visible[0].content.decode().count("test('") == 2
    assert "Add up the even numbers." in draft.prompt


def test_assertions_that_need_more_stay_in_one_test(tmp_path: Path) -> None:
    body = "const testIt = () => {\n  const list = [1];\n  list.push(1);\n  console.assert(hasTwins(list))\n}\ntestIt()"
    (draft,) = read_humaneval(jsonl(tmp_path / "x.jsonl", {**X, "test": body}))
    assert hidden(draft).count("test('") == 1
    assert "list.push(1)" in hidden(draft)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (E, "HumanEval_901_sum_even has no solution"),
        ({**E, "language": "py"}, "is no task of HumanEval in JavaScript"),
        ({**X, "task_id": "Python/3"}, "is no task of JavaScript"),
        ({**X, "canonical_solution": ""}, "canonical_solution is missing"),
        ({**X, "test": "function {"}, "the tests are no JavaScript"),
        ({**X, "test": "f();"}, "hold no assertion"),
        ({**X, "prompt": "nothing here"}, "declares no function"),
        ([1], "holds no JSON object"),
        ({**X, "canonical_solution": "return '\ud83d';\n}"}, "holds half a character"),
        (X, "comes twice"),
    ],
)
def test_a_line_that_is_not_as_it_should_be_is_named(tmp_path: Path, row: object, told: str) -> None:
    path = jsonl(tmp_path / "all.jsonl", X, row)
    with pytest.raises(TaskImportError, match=told) as caught:
        read_humaneval(path)
    assert "line 2" in str(caught.value) or told == "comes twice"


def test_a_line_that_is_cut_off_is_named(tmp_path: Path) -> None:
    path = tmp_path / "cut.jsonl"
    path.write_text(json.dumps(X) + "\n" + json.dumps(X)[:100])
    with pytest.raises(TaskImportError, match=r"cut\.jsonl, line 2 is no JSON"):
        read_humaneval(path)


def test_a_line_that_is_nested_too_deeply_is_named(tmp_path: Path) -> None:
    path = tmp_path / "deep.jsonl"
    path.write_text(json.dumps(X) + "\n" + "[" * 100_000)
    with pytest.raises(TaskImportError, match=r"deep\.jsonl, line 2 is nested too deeply"):
        read_humaneval(path)


def test_an_empty_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(TaskImportError, match="is empty"):
        read_humaneval(jsonl(tmp_path / "none.jsonl"))
