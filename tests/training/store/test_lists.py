"""Finding executions: by what they are, by when, by what is in them; a page at a time, and counted."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from sandbox.model import Outcome, SourceFile
from tests.training.builders import NOON, a_record, a_request, a_task, an_execution, queue, take
from training.model.executions import DayCounts, ExecutionFilter
from training.model.trials import Purpose, TrialRecord, Verdict
from training.store import Store
from training.store.days import DaysFilter

DAY = timedelta(days=1)


def run(store: Store, *records: TrialRecord, day: int = 0, task: str = "add", by: str = "ada") -> None:
    """Run a batch of one trial for each record."""
    asked = replace(a_request(tasks=(a_task(task),), repeats=len(records)), created_by=by)
    queue(store, asked, now=NOON + day * DAY)
    for record in records:
        store.trials.close(take(store, now=NOON + day * DAY), record, now=NOON + day * DAY)


def a_run(text: str = "x", *, passed: bool = True, out: str = "hello", day: int = 0, times: int = 1) -> TrialRecord:
    entry = replace(an_execution(passed=passed, at=NOON + day * DAY), files=(SourceFile("solution.js", text.encode()),))
    entries = tuple(
        replace(entry, ordinal=n, result=replace(entry.result, stdout=out, execution_id=uuid4().hex))
        for n in range(1, times + 1)
    )
    return replace(a_record(Verdict.PASSED if passed else Verdict.FAILED), executions=entries)


def ids(store: Store, wanted: ExecutionFilter) -> list[int]:
    return [row.id for row in store.executions.list(wanted)]


def test_each_filter_leaves_what_it_asks_for(store: Store) -> None:
    run(store, a_run(), a_run(passed=False), by="ada")
    run(store, a_run(), task="other", by="bob")

    assert ids(store, ExecutionFilter(created_by="bob")) == [3]
    assert ids(store, ExecutionFilter(task_id="add")) == [2, 1]
    assert ids(store, ExecutionFilter(result=Verdict.FAILED)) == [2]
    assert ids(store, ExecutionFilter(result=Verdict.PASSED, created_by="ada")) == [1]
    assert ids(store, ExecutionFilter(batch_id=1, verdict=Verdict.PASSED)) == [1]
    assert ids(store, ExecutionFilter(outcome=Outcome.OUT_OF_MEMORY)) == []
    assert ids(store, ExecutionFilter(purpose=Purpose.GRADE, team="another")) == []


def test_facets_that_lie_apart_come_in_one_order(store: Store) -> None:
    for turn in range(4):
        run(store, a_run(passed=turn % 2 == 0), by=f"person-{turn % 3}")

    found = ids(store, ExecutionFilter(agent="scripted"))
    assert found == [4, 3, 2, 1]
    assert [row.id for row in store.executions.list(ExecutionFilter(agent="scripted"), after=4, limit=2)] == [3, 2]


def test_days_are_counted_and_narrow_the_list(store: Store) -> None:
    run(store, a_run(day=0), day=0)
    run(store, a_run(day=1, passed=False), a_run(day=1), day=1)

    second = ExecutionFilter(since=NOON + DAY - timedelta(hours=12), until=NOON + DAY + timedelta(hours=12))
    assert ids(store, second) == [3, 2]
    assert store.executions.count(second) == 2
    assert store.executions.count(ExecutionFilter(result=Verdict.PASSED)) == 2
    assert store.executions.count_by_day(ExecutionFilter()) == (
        DayCounts(day="2026-01-02", passed=1),
        DayCounts(day="2026-01-03", passed=1, failed=1),
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("parseLedger", [1]),
        ("parseled", []),
        ("parseLed*", [1]),
        ("PARSELEDGER", [1]),
        ('"cannot read"', [2]),
        ('"read cannot"', []),
        ("cannot read", [2]),
        ("$total", [1]),
        ("function", [2, 1]),
        ("code:function", []),
        ("function AND", []),
        ('function )( "', [2, 1]),
        ("***", []),
        ("f1", []),
    ],
)
def test_words_are_found_in_code_and_output(store: Store, text: str, found: list[int]) -> None:
    run(store, a_run("function parseLedger() { return $total }"))
    run(store, a_run("function other() {}", out="TypeError: Cannot read properties", passed=False))

    assert ids(store, ExecutionFilter(text=text)) == found


def test_words_and_filters_go_together(store: Store) -> None:
    run(store, a_run("same word"), a_run("same word", passed=False), task="first")
    run(store, a_run("same word", day=1), task="second-one", day=1)

    assert ids(store, ExecutionFilter(text="same")) == [3, 2, 1]
    assert ids(store, ExecutionFilter(text="same", result=Verdict.FAILED)) == [2]
    assert ids(store, ExecutionFilter(text="same", task_id="second-one")) == [3]
    assert ids(store, ExecutionFilter(text="same", batch_id=1)) == [2, 1]
    assert ids(store, ExecutionFilter(text="same", since=NOON + DAY)) == [3]


def test_what_failed_is_found_by_its_message(store: Store) -> None:
    run(store, a_run(passed=False))
    assert ids(store, ExecutionFilter(text='"adds more"')) == [1]


def test_neighbours_stay_within_the_filter(store: Store) -> None:
    run(store, a_run(passed=False), a_run(), a_run(passed=False), a_run())

    among_failed = store.executions.neighbours(3, ExecutionFilter(result=Verdict.FAILED))
    assert (among_failed.previous_id, among_failed.next_id) == (None, 1)
    assert store.executions.neighbours(3).next_id == 2


def test_the_attempt_before_is_of_the_same_trial(store: Store) -> None:
    run(store, a_run(times=2), a_run())
    found = {row.id: store.executions.previous_attempt(row) for row in store.executions.list()}
    assert found == {1: None, 2: 1, 3: None}


def test_judged_trials_are_summed_by_day_and_category(store: Store) -> None:
    run(store, a_run(), a_run(passed=False))
    run(store, a_run(day=1), day=1)
    run(store, replace(a_run(), verdict=Verdict.CANCELLED), day=1)

    (total,) = store.days.totals(DaysFilter())
    assert (total.passed, total.failed, total.n, total.strategy) == (2, 1, 3, "balanced")
    (second,) = store.days.by_category(DaysFilter(first_day="2026-01-03"))
    assert (second.category, second.passed, second.failed) == ("numbers", 1, 0)
    assert [tally.day for tally in store.days.by_day(DaysFilter())] == ["2026-01-02", "2026-01-03"]
    assert store.days.check() == ()


def test_a_wrong_count_is_found(store: Store, database: Path) -> None:
    run(store, a_run())
    _change(database, ["update trial_days set passed = 7", "update execution_days set last_id = 9"])
    assert len(store.days.check()) == 4


def test_what_was_there_before_the_lists_is_listed_too(store: Store, database: Path) -> None:
    run(store, a_run("function early() {}"), a_run(passed=False, day=1), by="ada")
    before = (store.executions.count_by_day(ExecutionFilter()), store.days.totals(DaysFilter()))
    store.close()
    undo = (
        *("drop index executions_by_facet", "drop index executions_by_task", "drop index batches_by_state"),
        *("drop index batches_by_agent", "drop index batches_by_person"),
        *("create index executions_by_task on executions (task_id, id)", "drop table saved_views"),
        *(f"create index executions_by_{name} on executions (id)" for name in _OLD),
        "create index batches_by_state on batches (state, id)",
        *("drop table execution_days", "drop table trial_days", "drop table execution_texts"),
        *("alter table executions drop column facet_id", "drop table execution_facets"),
        *("drop table result_days", "drop index profile_updates_by_profile"),
        "delete from _sqlite_migrations where name like '%lists_and_search' or name like '%sums_of_all_days'",
    )
    _change(database, undo)

    with Store.open(database) as again:
        assert (again.executions.count_by_day(ExecutionFilter()), again.days.totals(DaysFilter())) == before
        assert ids(again, ExecutionFilter(text="early")) == [1]
        assert ids(again, ExecutionFilter(result=Verdict.FAILED, created_by="ada")) == [2]


_OLD = ("strategy", "verdict", "outcome", "agent", "team", "start")


def _change(database: Path, statements: Iterable[str]) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as raw:
        for statement in statements:
            raw.execute(statement)


def test_the_trials_of_a_batch_are_neighbours_in_the_order_of_its_grid(store: Store) -> None:
    batch = queue(store, a_request(tasks=(a_task("one"), a_task("two")), repeats=2))
    grid = store.batches.grid(batch.id)
    order = [trial.id for trial in grid]

    found = [store.trials.neighbours(trial) for trial in grid]
    assert found == list(zip([None, *order[:-1]], [*order[1:], None], strict=True))
