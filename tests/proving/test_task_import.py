import json
from pathlib import Path

from tests.proving.conftest import Run
from tests.training.tasks.importing.test_exercism import write_exercise


def test_an_import_says_what_it_wrote_and_the_tasks_load(run: Run, tmp_path: Path) -> None:
    write_exercise(tmp_path / "track" / "exercises" / "practice" / "twice-over")

    result = run("task", "import", "exercism", str(tmp_path / "track"), "--into", str(tmp_path / "tasks"))

    assert result.exit_code == 0, result.output
    assert "1 tasks imported, 0 skipped" in result.output
    assert (tmp_path / "tasks" / "twice-over" / "task.toml").exists()


def test_an_import_again_says_that_the_task_is_there(run: Run, tmp_path: Path) -> None:
    source = str(write_exercise(tmp_path / "twice-over"))
    into = str(tmp_path / "tasks")
    run("task", "import", "exercism", source, "--into", into)

    again = run("task", "import", "exercism", source, "--into", into, "--json")

    assert again.exit_code == 1
    report = json.loads(again.stdout)
    assert report["imported"] == []
    assert "--replace" in report["skipped"][0]["reason"]
    assert run("task", "import", "exercism", source, "--into", into, "--replace").exit_code == 0


def test_a_folder_without_exercises_is_one_sentence(run: Run, tmp_path: Path) -> None:
    result = run("task", "import", "exercism", str(tmp_path), "--into", str(tmp_path / "tasks"))

    assert result.exit_code == 1
    assert "holds no exercise" in result.output
    assert "Traceback" not in result.output
