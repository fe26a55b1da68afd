"""A database that any released version wrote opens in this one, whole.

They are kept in `versions/`: as text, or packed where the index of words can not be text.
"""

import lzma
import sqlite3
from pathlib import Path

import pytest

from tests.training.builders import NOON, a_record, queue, take
from training.store import Store
from training.store.migrations import migrations

VERSIONS = sorted(Path(__file__).with_name("versions").iterdir())


def old(version: Path, database: Path) -> Path:
    if version.suffix == ".xz":
        database.write_bytes(lzma.decompress(version.read_bytes()))
        return database
    connection = sqlite3.connect(database)
    connection.executescript(version.read_text())
    connection.close()
    return database


@pytest.mark.parametrize("version", VERSIONS, ids=lambda path: path.stem)
def test_a_database_of_an_older_version_is_brought_up_to_date_and_agrees_with_itself(
    version: Path, database: Path
) -> None:
    with Store.open(old(version, database)) as store:
        assert len(store.batches.list()) == 3
        assert store.audit.verify() == ()
        assert store.profiles.check() == ()
        assert store.rollups.check() == ()
        queue(store)
        store.trials.close(take(store, now=NOON.replace(hour=20)), a_record(), now=NOON)
        assert store.audit.verify() == ()


@pytest.mark.parametrize("version", VERSIONS, ids=lambda path: path.stem)
def test_an_updated_database_has_the_schema_of_a_new_one(version: Path, database: Path, tmp_path: Path) -> None:
    assert schema(old(version, database)) == schema(tmp_path / "new.db")


@pytest.mark.parametrize("version", VERSIONS, ids=lambda path: path.stem)
def test_a_kept_version_has_the_steps_up_to_its_own_and_none_after(version: Path, database: Path) -> None:
    steps = [step.name for step in migrations._migrations]
    number = int(version.name.partition("-")[0])
    connection = sqlite3.connect(old(version, database))
    kept = [row[0] for row in connection.execute("select name from _sqlite_migrations order by id")]
    connection.close()
    assert kept == steps[:number]


def schema(database: Path) -> dict[str, list[tuple[str, ...]]]:
    """Return each table's columns, in order, and the names of the indexes."""
    Store.open(database).close()
    connection = sqlite3.connect(database)
    tables = [row[0] for row in connection.execute("select name from sqlite_master where type = 'table' order by 1")]
    found = {table: list(connection.execute(f"pragma table_info({table})")) for table in tables}
    found["indexes"] = list(connection.execute("select name from sqlite_master where type = 'index' order by 1"))
    connection.close()
    return found
