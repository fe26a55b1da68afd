"""The audit chain and the database as a whole, from the command line."""

import json
from pathlib import Path

import pytest

from proving.config import ConfigError, Settings, load_settings
from tests.proving.conftest import Run
from training.store import Store


@pytest.fixture
def trained(run: Run) -> Run:
    run("train", "--tasks", "dimmer-level", "--strategies", "aggressive", "--seed", "1")
    return run


def spoil(settings: Settings, sql: str) -> None:
    with Store.open(settings.database) as store:
        store._db.execute("pragma foreign_keys = off")
        store._db.execute(sql)
        store._db.conn.commit()


def test_a_signed_head_finds_an_end_that_was_cut_off(trained: Run, settings: Settings, tmp_path: Path) -> None:
    kept, key = str(tmp_path / "head.json"), trained("audit", "key").stdout.strip()
    trained("audit", "head", "--out", kept)
    whole = trained("audit", "verify", "--against", kept, "--key", key)
    seq = json.loads(Path(kept).read_text())["seq"]
    spoil(settings, f"delete from audit_chain where seq = {seq}")  # noqa: S608 - a number of our own
    spoil(settings, "delete from acts where id = (select max(id) from acts)")
    cut = trained("audit", "verify", "--against", kept, "--key", key)

    assert (whole.exit_code, cut.exit_code) == (0, 1)
    assert "its end was cut off" in cut.stderr


def test_a_head_under_another_key_or_of_another_database_is_refused(
    trained: Run, settings: Settings, tmp_path: Path
) -> None:
    kept = tmp_path / "head.json"
    trained("audit", "head", "--out", str(kept))
    other_key = trained("audit", "verify", "--against", str(kept), "--key", "00" * 32)
    spoil(settings, "update settings set value = 'other' where key = 'identity'")
    other_database = trained("audit", "verify", "--against", str(kept))
    kept.write_text("{}")
    nonsense = trained("audit", "verify", "--against", str(kept))

    assert "not signed with the key" in other_key.stderr
    assert "of another database" in other_database.stderr
    assert nonsense.exit_code == 2


def test_a_correction_is_kept_with_its_author(trained: Run) -> None:
    said = ("--statement", "It failed.", "--reason", "The task was wrong.", "--author", "ada")
    first = trained("audit", "correct", "trial", "1", *said)
    found = json.loads(trained("audit", "corrections", "--json").stdout)

    assert first.exit_code == 0
    assert [(item["subject"], item["author"]) for item in found] == [(1, "ada")]
    assert trained("audit", "verify").exit_code == 0


def test_a_backup_is_made_checked_and_put_back(trained: Run, settings: Settings, tmp_path: Path) -> None:
    copy = str(tmp_path / "copy.db")
    made = trained("db", "backup", copy)
    spoil(settings, "update executions set tests_passed = tests_passed + 1 where id = 1")
    spoiled = trained("db", "check")
    put_back = trained("db", "restore", copy)
    checked = trained("db", "check")

    assert "checked and whole" in made.stdout
    assert (spoiled.exit_code, put_back.exit_code, checked.exit_code) == (1, 0, 0)
    assert "Execution 1" in spoiled.stderr
    assert "The one before it is" in put_back.stdout


def test_old_bulk_is_pruned_and_pinned_bulk_is_not(trained: Run) -> None:
    unasked = trained("db", "prune")
    trained("db", "pin", "1", "--reason", "The baseline.")
    pinned = trained("db", "prune", "--older-than", "0")
    trained("db", "unpin", "1")
    dry = trained("db", "prune", "--older-than", "0", "--dry-run")
    pruned = trained("db", "prune", "--older-than", "0")

    assert "kept for ever" in unasked.stdout
    assert "Nothing is older" in pinned.stdout
    assert "would be taken out" in dry.stdout
    assert "the chain says so" in pruned.stdout
    assert trained("audit", "verify").exit_code == 0


def test_a_variable_that_is_unknown_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(ConfigError, match="Did you mean PROVING_DATABASE"):
        load_settings({"PROVING_DATABSE": "x"})


def test_the_key_is_beside_the_database_unless_it_is_named(tmp_path: Path) -> None:
    nowhere = {"PROVING_CONFIG": str(tmp_path / "none"), "PROVING_DATABASE": str(tmp_path / "p.db")}
    beside, _ = load_settings(nowhere)
    named, _ = load_settings({**nowhere, "PROVING_AUDIT_KEY": str(tmp_path / "elsewhere")})

    assert beside.audit_key == tmp_path / "p.audit-key"
    assert named.audit_key == tmp_path / "elsewhere"
