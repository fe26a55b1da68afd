"""Looking at a task without running it."""

from pathlib import Path

import pytest

from training.model.tasks import Difficulty, TaskKind
from training.tasks import BUILT_IN, load_task
from training.tasks.importing import write_drafts
from training.tasks.linting import lint_task
from training.tasks.scaffold import new_task


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    draft = new_task(
        "tide-clock", title="A tide clock", category="dates", difficulty=Difficulty.HARD, kind=TaskKind.FIX
    )
    list(write_drafts([draft], tmp_path))
    return tmp_path / "tide-clock"


@pytest.mark.parametrize("path", sorted(BUILT_IN.iterdir()), ids=lambda path: path.name)
def test_built_in_tasks_are_as_they_should_be(path: Path) -> None:
    assert lint_task(path) == ()


@pytest.mark.parametrize("kind", list(TaskKind))
@pytest.mark.parametrize("task_id", ["tide-clock", "7-seas"])
def test_a_new_task_is_as_it_should_be(tmp_path: Path, kind: TaskKind, task_id: str) -> None:
    draft = new_task(task_id, title="T", category="dates", difficulty=Difficulty.EASY, kind=kind)
    list(write_drafts([draft], tmp_path))
    assert lint_task(tmp_path / task_id) == ()
    assert load_task(tmp_path / task_id).kind is kind


@pytest.mark.parametrize(
    ("path", "content", "told"),
    [
        ("task.toml", "id = ", "is no TOML"),
        ("prompt.md", "Do it.", "has no title"),
        ("prompt.md", "# Do it", "says too little"),
        ("starter/solution.js", "function {", "starter/solution.js is no JavaScript"),
        ("tests/hidden/tide-clock.spec.js", "test(", "tests/hidden/tide-clock.spec.js is no JavaScript"),
        ("tests/hidden/tide-clock.spec.js", "import { x } from './solution.js';", "holds no test"),
        ("tests/hidden/tide-clock.spec.js", "import './solution.js';\ntest.only('a', () => {});", "runs only some"),
        ("tests/visible/tide-clock.spec.js", "import './solution.js';\nxtest('a', () => {});", "skips tests"),
        ("tests/visible/tide-clock.spec.js", "import './other.js';\ntest('a', () => {});", "imports no file"),
        ("starter/large.js", "//" + "x" * 70_000, "larger than 64 KiB"),
    ],
)
def test_what_is_wrong_is_named(folder: Path, path: str, content: str, told: str) -> None:
    (folder / path).write_text(content)
    assert any(told in problem for problem in lint_task(folder))


def test_a_source_needs_a_licence(folder: Path) -> None:
    text = (folder / "task.toml").read_text()
    (folder / "task.toml").write_text("\n".join(line for line in text.split("\n") if not line.startswith("licence")))
    assert any("no licence" in problem for problem in lint_task(folder))


def test_a_starter_that_is_the_reference_leaves_nothing_to_do(folder: Path) -> None:
    (folder / "starter/solution.js").write_text("// a comment\n" + (folder / "reference/solution.js").read_text())
    assert any("nothing to do" in problem for problem in lint_task(folder))


def test_hidden_tests_that_are_the_visible_ones_are_told(folder: Path) -> None:
    (folder / "tests/hidden/tide-clock.spec.js").write_text((folder / "tests/visible/tide-clock.spec.js").read_text())
    assert any("are the visible ones" in problem for problem in lint_task(folder))
