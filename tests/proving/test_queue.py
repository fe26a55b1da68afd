"""Batches queued, stopped, resumed and timed from the command line."""

import json
from datetime import UTC, datetime, timedelta

from proving.chores import Chores
from proving.config import Settings
from tests.proving.conftest import FakeWiring, Run
from training.store import Store

EASY = ("--tasks", "dimmer-level", "--strategies", "balanced")


def test_a_batch_is_queued_stopped_and_resumed(run: Run) -> None:
    added = run("batch", "add", *EASY, "--repeats", "2", "--priority", "3", "--max-minutes", "5")
    stopped = run("batch", "stop", "1", "--reason", "Lunch.")
    shown = json.loads(run("queue", "show", "--json").stdout)
    resumed = run("batch", "resume", "1")

    assert added.stdout.startswith("Batch 1 is queued: 2 trials")
    assert "is stopped" in stopped.stdout
    assert (shown["batches"][0]["stop_reason"], shown["batches"][0]["priority"]) == ("Lunch.", 3)
    assert resumed.stdout.strip() == "Batch 1 is queued; 2 trials wait."


def test_a_limit_is_set_shown_and_lifted(run: Run) -> None:
    run("queue", "limit", "agent:claude", "2")
    shown = json.loads(run("queue", "show", "--json").stdout)["limits"]
    refused = run("queue", "limit", "everything", "2")

    assert [(item["scope"], item["most"]) for item in shown] == [("agent:claude", 2)]
    assert (refused.exit_code, "can't be limited" in refused.stderr) == (2, True)
    assert "is lifted" in run("queue", "lift", "agent:claude").stdout


def test_a_full_queue_is_told_in_a_sentence(run: Run) -> None:
    run("queue", "limit", "queued", "1")
    refused = run("batch", "add", *EASY, "--repeats", "2")

    assert refused.exit_code == 1
    assert "room for 1 more" in refused.stderr


def test_a_batch_of_a_schedule_is_queued_when_it_is_due(run: Run, settings: Settings) -> None:
    added = run("schedule", "add", "30 2 * * *", *EASY, "--title", "Nightly", "--max-cost", "2")
    with Store.open(settings.database) as store:
        due = store.schedules.list()[0].next_at
        chores = Chores(FakeWiring(settings))
        chores.do(store, now=due - timedelta(seconds=1))
        before = store.batches.list()
        chores.do(store, now=due)
        chores.do(store, now=due)
        batches = store.batches.list()

    assert added.stdout.startswith("Schedule 1, Nightly: next at ")
    assert before == ()
    assert [(batch.title, batch.created_by, batch.budget.usd) for batch in batches] == [("Nightly", "schedule 1", 2.0)]


def test_a_schedule_that_can_not_be_planned_any_more_says_so(run: Run, settings: Settings) -> None:
    run("schedule", "add", "* * * * *", *EASY)
    with Store.open(settings.database) as store:
        store._db.execute("update schedules set request = replace(request, 'dimmer-level', 'gone')")
        store._db.conn.commit()
        Chores(FakeWiring(settings)).do(store, now=datetime.now(UTC) + timedelta(minutes=2))
        problem = store.schedules.list()[0].last_problem

    assert "gone" in str(problem)


def test_a_timetable_that_is_none_is_refused_at_once(run: Run) -> None:
    refused = run("schedule", "add", "every night", *EASY)

    assert refused.exit_code == 2
    assert "is no timetable" in refused.stderr


def test_a_batch_that_spends_its_budget_ends_train_with_a_sentence(run: Run) -> None:
    result = run("train", *EASY, "--repeats", "5", "--max-minutes", "0.0000001")

    assert result.exit_code == 1
    assert "time budget" in result.stderr
    assert "proving batch resume" in result.stderr
