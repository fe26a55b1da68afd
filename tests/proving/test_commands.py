"""The smaller commands, and what they say when something is wrong."""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from proving.config import ConfigError, Settings, load_settings
from tests.proving.conftest import Run
from training.errors import NotFoundError
from training.store import Store


def test_tasks_can_be_listed_and_shown(run: Run) -> None:
    listed = json.loads(run("task", "list", "--json").stdout)
    shown = run("task", "show", "ledger-line")

    assert len(listed) >= 12
    assert {"easy", "medium", "hard"} == {task["difficulty"] for task in listed}
    assert "parseLine" in shown.stdout
    assert "hidden" not in shown.stdout


def test_a_malformed_task_folder_is_named_with_its_fault(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "task.toml").write_text("id = ")

    result = run("task", "check", str(folder), "--json")

    assert result.exit_code == 1
    (found,) = json.loads(result.stdout)
    assert found["valid"] is False
    assert "is no TOML" in found["problems"][0]


def test_a_task_is_checked_by_its_id(run: Run) -> None:
    result = run("task", "check", "stamp-book", "--json")

    (found,) = json.loads(result.stdout)
    assert found["id"] == "stamp-book"
    assert found["proof"] == "quick"
    assert set(found) == {"id", "valid", "problems", "trust", "proof"}


def test_a_fault_found_at_load_is_printed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    result = run("task", "check", str(tmp_path / "empty"))

    assert result.exit_code == 1
    assert "task.toml is missing" in result.stdout
    assert "0 of 1 tasks are sound." in result.stdout


def test_what_is_neither_id_nor_folder_is_misuse(run: Run) -> None:
    result = run("task", "check", "stamp-boko")

    assert result.exit_code == 2
    assert "No task is called 'stamp-boko', and no folder either" in result.stderr


@pytest.mark.docker
def test_a_full_proof_tells_what_the_tests_notice(run_in_containers: Run) -> None:
    result = run_in_containers("task", "check", "dimmer-level", "--full", "--mutants", "8", "--json")

    (found,) = json.loads(result.stdout)
    assert found["valid"] is True
    assert (found["proof"], found["repeats"], found["orders"]) == ("full", 10, 3)
    assert found["mutants"]["tried"] == 8
    assert found["mutants"]["killed"] + len(found["mutants"]["survivors"]) == 8


@pytest.mark.docker
def test_every_built_in_task_is_sound(run_in_containers: Run) -> None:
    result = run_in_containers("task", "check", "--json")

    checks = json.loads(result.stdout)
    assert [check for check in checks if not check["valid"]] == []
    assert {check["trust"] for check in checks} == {"isolated"}
    assert result.exit_code == 0


def test_a_database_from_a_newer_version_is_left_alone(run: Run, settings: Settings) -> None:
    with Store.open(settings.database) as store:
        store._db.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at) values ('proving', 'm9999_later', 'x')"
        )
        store._db.conn.commit()

    result = run("batch", "list")

    assert result.exit_code == 1
    assert "was written by a newer version" in result.stderr


def test_a_database_that_can_not_be_made_is_one_sentence(run: Run, settings: Settings) -> None:
    settings.database.mkdir()

    result = run("batch", "list")

    assert result.exit_code == 1
    assert "can't be opened" in result.stderr


def test_a_batch_that_is_not_there_is_one_sentence(run: Run) -> None:
    result = run("batch", "show", "7")

    assert result.exit_code == 1
    assert result.stderr.strip() == "proving: There is no batch 7."


def test_agents_and_strategies_can_be_listed(run: Run) -> None:
    agents = {row["name"]: row for row in json.loads(run("agent", "list", "--json").stdout)}
    strategies = json.loads(run("strategy", "list", "--json").stdout)

    assert agents["repair"]["missing"] is None
    assert {"claude", "codex"} <= set(agents)
    assert [row["name"] for row in strategies] == ["aggressive", "balanced", "conservative"]


def test_every_command_explains_itself(run: Run) -> None:
    for words in (
        (),
        ("train",),
        ("grade",),
        ("task", "check"),
        ("profile", "rebuild"),
        ("up",),
        ("worker",),
        ("doctor",),
    ):
        result = run(*words, "--help")
        assert result.exit_code == 0
        assert "Usage:" in result.stdout


def test_settings_say_where_they_came_from(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("port = 9000\n")

    settings, origins = load_settings({"PROVING_CONFIG": str(file), "PROVING_HOST": "0.0.0.0"})  # noqa: S104 - not bound

    sources = {origin.key: origin.source for origin in origins}
    assert settings.port == 9000
    assert sources["port"] == str(file)
    assert sources["host"] == "PROVING_HOST"
    assert sources["database"] == "default"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("prot = 1\n", "'prot' is unknown"), ("port = 70000\n", "port can't be"), ("port = \n", "can't be read")],
)
def test_a_wrong_settings_file_is_refused(tmp_path: Path, text: str, sentence: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text)

    with pytest.raises(ConfigError, match=sentence):
        load_settings({"PROVING_CONFIG": str(file)})


def test_the_chain_holds_until_a_row_is_changed(run: Run, settings: Settings) -> None:
    run("train", "--tasks", "dimmer-level", "--strategies", "aggressive", "--seed", "1")
    whole = run("audit", "verify")
    head = json.loads(run("audit", "head", "--json").stdout)

    with Store.open(settings.database) as store:
        store._db.execute("update executions set tests_passed = tests_passed + 1 where id = 1")
        store._db.conn.commit()
    changed = run("audit", "verify")

    assert whole.exit_code == 0
    assert whole.stdout.strip() == f"All {head['seq']} links hold."
    assert changed.exit_code == 1
    assert "link" in changed.stderr


def test_an_invitation_makes_an_account_once(run: Run, settings: Settings) -> None:
    printed = run("invite", "--role", "operator").stdout
    token = printed.splitlines()[0].rpartition("/")[2]
    digest = hashlib.sha256(token.encode()).hexdigest()

    with Store.open(settings.database) as store:
        person = store.accounts.accept_invitation(digest, name="grace", password_hash="x", now=datetime.now(UTC))
        with pytest.raises(NotFoundError):
            store.accounts.accept_invitation(digest, name="eve", password_hash="x", now=datetime.now(UTC))

    assert person.role == "operator"
    assert token not in str(settings.database.read_bytes())


def test_a_list_of_nothing_says_what_to_do(run: Run) -> None:
    result = run("batch", "list")

    assert result.exit_code == 0
    assert result.stdout.strip() == "No batch yet. Run one with: proving train"


@pytest.mark.parametrize("words", [("grade",), ("train",), ("chain",), ("task", "import", "exercism")])
def test_examples_keep_a_line_each(run: Run, words: tuple[str, ...]) -> None:
    shown = run(*words, "--help").stdout

    assert "\\b" not in shown
    examples = shown.split("Examples:\n", 1)[1].split("\n\n")[0].splitlines()
    assert len(examples) > 1
    assert all(line.strip().startswith("proving ") for line in examples)
