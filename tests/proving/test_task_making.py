"""Tasks of one's own, by the command line."""

import json
from pathlib import Path

import pytest

from tests.proving.conftest import Run
from tests.training.tasks.importing.test_humaneval import X, jsonl


def test_a_new_task_is_written_and_linted(run: Run, tmp_path: Path) -> None:
    made = run("task", "new", "tide-clock", "--into", str(tmp_path), "--kind", "fix")
    linted = run("task", "lint", str(tmp_path / "tide-clock"), "--json")
    again = run("task", "new", "tide-clock", "--into", str(tmp_path))

    assert made.exit_code == 0
    assert json.loads(linted.stdout) == [{"id": "tide-clock", "valid": True, "problems": []}]
    assert again.exit_code == 1
    assert "is there already" in again.stderr


def test_an_id_that_is_none_is_misuse(run: Run) -> None:
    assert run("task", "new", "Tide Clock").exit_code == 2


def test_lint_says_what_is_wrong(run: Run, tmp_path: Path) -> None:
    run("task", "new", "tide-clock", "--into", str(tmp_path))
    (tmp_path / "tide-clock/prompt.md").write_text("no title")

    result = run("task", "lint", str(tmp_path))

    assert result.exit_code == 1
    assert "tide-clock: prompt.md has no title" in result.stdout


def test_a_cut_line_imports_nothing(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "cut.jsonl"
    path.write_text(json.dumps(X) + "\n" + json.dumps(X)[:80])

    result = run("task", "import", "humaneval", str(path), "--into", str(tmp_path / "tasks"))

    assert result.exit_code == 1
    assert "line 2 is no JSON" in result.stderr
    assert not (tmp_path / "tasks").exists()


@pytest.mark.docker
def test_problems_are_proved_before_they_are_imported(run_in_containers: Run, tmp_path: Path) -> None:
    wrong = {**X, "task_id": "JavaScript/901", "canonical_solution": "  return true;\n}\n"}
    source, into = jsonl(tmp_path / "x.jsonl", X, wrong), tmp_path / "tasks"

    refused = run_in_containers("task", "import", "humaneval", str(source), "--into", str(into))
    taken = run_in_containers("task", "import", "humaneval", str(jsonl(source, X)), "--into", str(into))

    assert refused.exit_code == 1
    assert "humaneval-x-901-has-twins: The reference does not pass" in refused.stderr
    assert "none was imported" in refused.stderr
    assert taken.exit_code == 0
    assert [path.name for path in into.iterdir()] == ["humaneval-x-900-has-twins"]


@pytest.mark.docker
def test_tasks_to_mend_out_of_several_references(run_in_containers: Run, tmp_path: Path) -> None:
    words = ("task", "mutate", "dimmer-*,stamp-book", "--count", "1", "--within-reach", "--into", str(tmp_path))

    result = run_in_containers(*words)

    assert result.exit_code == 0
    assert "2 of 2 tasks: 2 made" in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dimmer-level-bug-0-1", "stamp-book-bug-0-1"]


def test_a_pattern_that_is_like_no_task_is_an_error(run: Run) -> None:
    result = run("task", "mutate", "tide-clocks-*")

    assert result.exit_code != 0
    assert "No task's id is like 'tide-clocks-*'." in result.stderr


@pytest.mark.docker
def test_tasks_to_mend_out_of_a_reference(run_in_containers: Run, tmp_path: Path) -> None:
    words = ("task", "mutate", "dimmer-level", "--count", "2", "--seed", "7", "--into", str(tmp_path), "--json")

    result = run_in_containers(*words)
    checked = run_in_containers("task", "check", str(tmp_path), "--json")

    assert [made["id"] for made in json.loads(result.stdout)] == ["dimmer-level-bug-7-1", "dimmer-level-bug-7-2"]
    assert [(check["id"], check["valid"]) for check in json.loads(checked.stdout)] == [
        ("dimmer-level-bug-7-1", True),
        ("dimmer-level-bug-7-2", True),
    ]
