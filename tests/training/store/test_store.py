import json
import sqlite3
import zlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from sandbox.fake import ended
from sandbox.model import ExecutionSpec, Outcome, SourceFile, Trust
from tests.training.builders import NOON, a_record, a_request, a_strategy, a_task, an_execution, queue, take
from training.errors import NewerDatabaseError, NotFoundError, StoreError
from training.model.executions import ExecutionFilter
from training.model.trials import Purpose, TrialRecord, Verdict
from training.store import Store


def close_one(store: Store, record: TrialRecord | None = None) -> None:
    store.trials.close(take(store), record or a_record(), now=NOON)


def test_an_execution_reads_back_as_it_was_written(store: Store) -> None:
    queue(store)
    entry = replace(an_execution(), note="tried", agent_log='{"said": "hi"}\n')
    close_one(store, replace(a_record(), executions=(entry,)))
    found = store.executions.get(store.executions.list()[0].id)
    assert found.files == entry.files
    assert found.tests == entry.result.tests
    assert (found.stdout, found.note, found.agent_log) == ("hello", "tried", entry.agent_log)
    assert found.row.usage == entry.result.usage
    assert found.row.tests_passed == 2
    assert found.trial.verdict is Verdict.PASSED
    assert found.score == a_record().score
    assert found.audit_seq > 0


def test_an_unknown_exit_code_is_none_and_not_zero(store: Store) -> None:
    queue(store)
    close_one(store)
    assert store.executions.get(1).exit_code is None


def test_bytes_that_are_no_text_read_back_the_same(store: Store) -> None:
    queue(store)
    entry = replace(an_execution(), files=(SourceFile("logo.png", b"\xff\x00\xfe"),))
    close_one(store, replace(a_record(), executions=(entry,)))
    assert store.executions.get(1).files == entry.files


def test_text_that_has_no_utf_8_can_be_kept(store: Store) -> None:
    queue(store)
    entry = an_execution()
    entry = replace(entry, note="\ud800", result=replace(entry.result, reason="\udfff", stdout="\ud800 out"))
    close_one(store, replace(a_record(), executions=(entry,), reason="\ud800"))
    found = store.executions.get(1)
    assert found.stdout == "\ufffd out"
    assert found.note == "\ufffd"
    assert store.audit.verify() == ()


def test_half_a_character_that_was_kept_long_ago_is_read_as_a_replacement_character(
    store: Store, database: Path
) -> None:
    queue(store)
    close_one(store)
    half = {"name": "\ud83d", "file": "a.js", "status": "failed", "message": "\ud83d"}
    with sqlite3.connect(database) as connection:
        blob = connection.execute("select tests_blob from executions where id = 1").fetchone()[0]
        data = zlib.compress(json.dumps([half], ensure_ascii=False).encode("utf-8", "surrogatepass"))
        connection.execute("update blobs set data = ? where hash = ?", (data, blob))
    assert [(test.name, test.message) for test in store.executions.get(1).tests] == [("\ufffd", "\ufffd")]


def test_the_same_text_is_kept_once(store: Store, database: Path) -> None:
    queue(store, a_request(repeats=5))
    for _ in range(5):
        close_one(store)
    with sqlite3.connect(database) as db:
        assert db.execute("select count(*) from blobs").fetchone()[0] == 3


def test_executions_are_paged_by_key_newest_first(store: Store) -> None:
    queue(store, a_request(repeats=5))
    for _ in range(5):
        close_one(store)
    first = store.executions.list(limit=3)
    second = store.executions.list(after=first[-1].id, limit=3)
    assert [row.id for row in (*first, *second)] == [5, 4, 3, 2, 1]
    assert store.executions.neighbours(3).previous_id == 4
    assert store.executions.neighbours(3).next_id == 2


def test_executions_are_filtered(store: Store) -> None:
    queue(store, a_request(strategies=(a_strategy("bold"), a_strategy("calm")), tasks=(a_task("one"), a_task("two"))))
    for verdict in (Verdict.PASSED, Verdict.FAILED, Verdict.PASSED, Verdict.PASSED):
        close_one(store, a_record(verdict))
    rows = store.executions.list

    def count(**wanted: object) -> int:
        return len(rows(ExecutionFilter(**wanted)))  # type: ignore[arg-type]

    assert count(verdict=Verdict.PASSED) == 3
    assert count(strategy="bold") == 2
    assert count(strategy="bold", task_id="one") == 1
    assert count(outcome=Outcome.WALL_TIMEOUT) == 0
    assert count(trust=Trust.ISOLATED, purpose=Purpose.GRADE) == 4
    assert count(agent="scripted", team="default", batch_id=1) == 4
    assert count(since=NOON, until=NOON) == 0
    assert count(until=NOON + timedelta(seconds=1)) == 4


def test_an_execution_is_found_by_the_beginning_of_its_id(store: Store) -> None:
    queue(store)
    close_one(store)
    row = store.executions.list()[0]
    assert store.executions.find_id(row.execution_id[:8]) == row.id
    assert store.executions.find_id("%") is None
    assert store.executions.find_id("") is None


def test_an_execution_in_which_nothing_ran_has_no_usage(store: Store) -> None:
    queue(store)
    spec = ExecutionSpec(execution_id="x", candidate=(), tests=(SourceFile("a.test.js", b""),))
    entry = replace(an_execution(), result=ended(spec, Outcome.INFRA_ERROR))
    close_one(store, replace(a_record(Verdict.ERRORED), executions=(entry,)))
    assert store.executions.list()[0].usage is None


def test_what_is_not_there_is_said_plainly(store: Store) -> None:
    for get in (store.batches.get, store.trials.get, store.executions.get):
        with pytest.raises(NotFoundError, match="There is no"):
            get(99)


def test_a_database_from_a_newer_version_is_refused(database: Path) -> None:
    Store.open(database).close()
    with sqlite3.connect(database) as db:
        db.execute("insert into _sqlite_migrations (migration_set, name, applied_at) values ('proving', 'm9999', 'x')")
    with pytest.raises(NewerDatabaseError, match="m9999"):
        Store.open(database)
    with pytest.raises(NewerDatabaseError):
        Store.open(database, read_only=True)


def test_a_database_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    from training.store.connection import connect  # noqa: PLC0415 - a look inside on purpose
    from training.store.migrations import migrations  # noqa: PLC0415

    path = tmp_path / "old.db"
    db = connect(path)
    migrations.apply(db, stop_before="m0002_own_failures")
    db.close()
    with pytest.raises(StoreError, match="older version"):
        Store.open(path, read_only=True)
    with Store.open(path) as store:
        queue(store)
        close_one(store)
        assert store.batches.get(1).counts.passed == 1


def test_a_file_that_is_no_database_is_said_plainly(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a database, but long enough to have a header of its own" * 20)
    for read_only in (True, False):
        with pytest.raises(StoreError, match=r"notes\.txt"):
            Store.open(path, read_only=read_only)


def test_a_folder_that_can_not_be_made_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="can't be opened"):
        Store.open(tmp_path / "file" / "proving.db")


def test_a_reader_can_not_write(store: Store, database: Path) -> None:
    queue(store)
    with Store.open(database, read_only=True) as reader:
        assert len(reader.batches.list()) == 1
        with pytest.raises(StoreError):
            reader.batches.cancel(1, now=NOON)
    assert store.batches.get(1).counts.queued == 1


def test_a_full_disk_leaves_nothing_half_written(store: Store) -> None:
    queue(store, a_request(repeats=3))
    lease = take(store)
    pages = store._db.execute("pragma page_count").fetchone()[0]
    store._db.execute(f"pragma max_page_count = {pages}")
    big = replace(an_execution(), note="x" * 500_000)
    with pytest.raises(StoreError, match="nothing of it was kept"):
        store.trials.close(lease, replace(a_record(), executions=(big,)), now=NOON)
    store._db.execute("pragma max_page_count = 1000000")
    assert store.executions.list() == ()
    assert store.batches.get(1).counts.running == 1
    store.trials.close(lease, a_record(), now=NOON)
    assert store.batches.get(1).counts.passed == 1


def test_a_batch_is_queued_whole_or_not_at_all(store: Store) -> None:
    store._db.execute("pragma max_page_count = 60")
    with pytest.raises(StoreError):
        queue(store, a_request(repeats=100, tasks=[a_task(f"task-{number}") for number in range(100)]))
    assert store.batches.is_empty()


def test_a_batchs_numbers_follow_its_trials(store: Store) -> None:
    batch = queue(store, a_request(repeats=4))
    for verdict, score in ((Verdict.PASSED, 100.0), (Verdict.FAILED, 50.0)):
        store.trials.close(take(store), a_record(verdict, score=score, executions=2), now=NOON)
    take(store)
    found = store.batches.get(batch.id)
    assert (found.counts.passed, found.counts.failed, found.counts.running, found.counts.queued) == (1, 1, 1, 1)
    assert found.score_mean == 75.0
    assert (found.executions, found.execution_ms) == (4, 200.0)
    assert store.rollups.check() == ()


def test_a_batchs_number_that_is_wrong_is_found_and_mended(store: Store) -> None:
    queue(store)
    close_one(store)
    store._db.execute("update batches set passed = 5")
    assert [(found.column, found.kept, found.recomputed) for found in store.rollups.check()] == [("passed", 5, 1)]
    assert store.rollups.rebuild() == 1
    assert store.rollups.check() == ()


def test_progress_says_rate_and_time_left_only_when_there_is_something_to_go_by(store: Store) -> None:
    batch = queue(store, a_request(repeats=4))
    assert store.batches.progress(batch.id, now=NOON).seconds_left is None
    take_and_close_at = NOON + timedelta(minutes=1)
    store.trials.close(take(store), a_record(), now=take_and_close_at)
    progress = store.batches.progress(batch.id, now=NOON + timedelta(minutes=2))
    assert progress.trials_per_minute == 0.5
    assert progress.seconds_left == 360
    assert progress.share_done == 0.25


def test_a_strategy_is_kept_as_it_was(store: Store) -> None:
    queue(store, a_request(strategies=(a_strategy("bold"),)))
    assert store.batches.get_strategy("bold-1") == a_strategy("bold")


def test_a_baseline_is_kept_for_one_task_and_image(store: Store) -> None:
    keep = store.system.keep_baseline
    keep(content_hash="a", image_digest="1", execution_ms=12.0, now=NOON)
    keep(content_hash="a", image_digest="1", execution_ms=99.0, now=NOON)
    assert store.system.find_baseline(content_hash="a", image_digest="1") == 12.0
    assert store.system.find_baseline(content_hash="a", image_digest="2") is None


def test_trials_of_a_batch_are_paged(store: Store) -> None:
    batch = queue(store, a_request(repeats=5))
    first = store.trials.list_for_batch(batch.id, limit=3)
    rest = store.trials.list_for_batch(batch.id, after=first[-1].ordinal, limit=3)
    assert [trial.ordinal for trial in (*first, *rest)] == [1, 2, 3, 4, 5]
