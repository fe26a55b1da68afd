"""Numbers for ever, bulk for as long as it is wanted; corrections beside what they correct; files as a whole."""

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from tests.training.builders import NOON, a_record, a_request, queue, take
from training.errors import NotFoundError, StoreError
from training.model.trials import Verdict
from training.store import Store
from training.store.upkeep import back_up, look_over, restore

LATER = NOON + timedelta(days=40)
CUTOFF = NOON + timedelta(days=1)


def work(store: Store, *, trials: int = 2) -> int:
    batch = queue(store, a_request(repeats=trials))
    for _ in range(trials):
        store.trials.close(take(store), a_record(executions=2), now=NOON)
    return batch.id


def test_pruning_takes_bulk_out_and_leaves_every_number(store: Store) -> None:
    work(store)
    before = store.executions.get(1)
    pruning = store.keeping.prune(older_than=CUTOFF, by="ada", now=LATER)
    after = store.executions.get(1)
    assert pruning is not None
    assert (after.stdout, after.files) == ("", ())
    assert (before.stdout, len(before.files)) == ("hello", 1)
    assert (after.tests, after.score, after.row) == (before.tests, before.score, before.row)
    assert store.profiles.check() == ()
    assert store.rollups.check() == ()


def test_pruning_is_an_act_in_the_chain_and_the_chain_holds_after_it(store: Store) -> None:
    work(store)
    store.keeping.prune(older_than=CUTOFF, by="ada", now=LATER)
    assert store.audit.verify() == ()
    assert store.audit.links()[-1].kind == "pruning"
    assert store.keeping.prunings()[0].by == "ada"
    assert store.keeping.prune(older_than=CUTOFF, by="ada", now=LATER) is None


@pytest.mark.parametrize(
    "sql",
    [
        "update blobs set data = x'' where hash = (select tests_blob from executions where id = 1)",
        "insert into pruned_blobs select tests_blob, 1 from executions where id = 1",
        "delete from pruned_blobs",
        "update prunings set by = 'eve'",
        "update prunings set blobs = 0, digest = 'x'",
        "insert into prunings select 9, older_than, by, 0, 0, digest, at from prunings",
    ],
)
def test_a_text_taken_out_without_a_pruning_is_found(store: Store, sql: str) -> None:
    work(store)
    store.keeping.prune(older_than=CUTOFF, by="ada", now=LATER)
    store._db.execute(sql)
    assert store.audit.verify() != ()


def test_what_is_pinned_or_younger_or_shared_with_it_stays(store: Store) -> None:
    pinned = work(store, trials=1)
    store.keeping.pin(pinned, by="ada", reason="The baseline.", now=NOON)
    work(store, trials=1)
    assert store.keeping.prunable(older_than=CUTOFF) == (0, 0)
    assert store.keeping.prune(older_than=NOON - timedelta(days=1), by="ada", now=LATER) is None
    assert store.keeping.unpin(pinned, by="ada", now=LATER)
    assert store.keeping.prunable(older_than=CUTOFF)[0] == 2
    assert [link.kind for link in store.audit.links() if "pinned" in link.kind] == ["batch pinned", "batch unpinned"]


def test_a_text_that_comes_again_after_a_pruning_is_kept_again(store: Store) -> None:
    work(store)
    store.keeping.prune(older_than=CUTOFF, by="ada", now=LATER)
    work(store, trials=1)
    assert store.executions.get(5).stdout == "hello"
    assert store.audit.verify() == ()


def test_only_a_batch_that_is_there_can_be_pinned(store: Store) -> None:
    with pytest.raises(NotFoundError):
        store.keeping.pin(7, by="ada", reason="", now=NOON)


def correct(store: Store, *, subject: int = 1, author: str = "ada") -> None:
    store.corrections.add(
        kind="trial", subject=subject, statement="It failed.", reason="The task was wrong.", author=author, now=NOON
    )


def test_a_correction_is_appended_and_leaves_what_it_corrects(store: Store) -> None:
    work(store)
    before = store.trials.get(1)
    correct(store)
    assert store.trials.get(1) == before
    assert [item.statement for item in store.corrections.list(kind="trial", subject=1)] == ["It failed."]
    assert store.audit.links()[-1].kind == "correction"
    assert store.audit.verify() == ()


def test_a_correction_needs_an_author_and_something_to_correct(store: Store) -> None:
    work(store)
    with pytest.raises(StoreError):
        correct(store, author=" ")
    with pytest.raises(NotFoundError):
        correct(store, subject=99)


@pytest.mark.parametrize("sql", ["update corrections set author = 'eve'", "delete from corrections"])
def test_a_correction_that_is_changed_or_lost_is_found(store: Store, sql: str) -> None:
    work(store)
    correct(store)
    store._db.execute(sql)
    assert store.audit.verify() != ()


def test_a_backup_taken_in_the_middle_of_the_work_is_whole(store: Store, database: Path, tmp_path: Path) -> None:
    queue(store, a_request(repeats=3))
    lease = take(store)
    back_up(database, tmp_path / "copy.db")
    store.trials.close(lease, a_record(Verdict.FAILED), now=NOON)
    found = look_over(tmp_path / "copy.db")
    assert (found.problems, found.links) == ((), 1)
    with pytest.raises(StoreError, match="already"):
        back_up(database, tmp_path / "copy.db")


def test_a_restored_backup_goes_on_and_the_one_before_it_is_moved_aside(database: Path, tmp_path: Path) -> None:
    with Store.open(database) as store:
        work(store)
        back_up(database, tmp_path / "copy.db")
        work(store)
    aside = restore(tmp_path / "copy.db", database, by="ada", now=LATER)
    assert aside is not None
    with Store.open(database) as store, Store.open(aside) as before:
        assert (len(store.batches.list()), len(before.batches.list())) == (1, 2)
        assert store.audit.links()[-1].kind == "database restored"
        work(store)
    assert look_over(database).problems == ()


def test_nothing_is_restored_from_a_damaged_backup(database: Path, tmp_path: Path) -> None:
    with Store.open(database) as store:
        work(store)
    copy = tmp_path / "copy.db"
    back_up(database, copy)
    data = bytearray(copy.read_bytes())
    data[8192:12288] = b"\xff" * 4096
    copy.write_bytes(data)
    with pytest.raises(StoreError, match="not whole"):
        restore(copy, database, by="ada", now=LATER)
    assert look_over(database).problems == ()


def test_a_changed_profile_is_found_when_a_database_is_looked_over(database: Path) -> None:
    with Store.open(database) as store:
        work(store)
    connection = sqlite3.connect(database)
    connection.execute("update profiles set content = replace(content, '\"trials\": 2', '\"trials\": 3')")
    connection.commit()
    connection.close()
    assert any("profile" in problem for problem in look_over(database).problems)
