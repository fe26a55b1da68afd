"""Asking for a batch, and what happens when it is asked for wrongly."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.webapp.factories import add_batch, add_person
from tests.webapp.visiting import Visitor, app_on
from training.model.batches import BatchState
from training.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "proving.db"
    add_person(path)
    return path


@pytest.fixture
def someone(path: Path) -> Visitor:
    visitor = Visitor(app_on(path))
    visitor.sign_in()
    return visitor


ASKED = {
    "task": ["ledger-line", "dimmer-level"],
    "strategy": ["balanced"],
    "agent": "repair",
    "repeats": "3",
    "seed": "5",
}


def test_a_batch_is_queued_as_it_was_asked_for(someone: Visitor, path: Path) -> None:
    answer = someone.send("/batches/", on="/batches/new", **ASKED)

    assert answer.status_code == 303
    assert answer.headers["Location"] == "/batches/1"
    with Store.open(path) as store:
        batch = store.batches.get(1)
    assert (batch.counts.total, batch.seed, batch.created_by) == (6, 5, "ada")
    assert batch.state is BatchState.QUEUED


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("repeats", "0"),
        ("repeats", "-1"),
        ("repeats", "many"),
        ("repeats", "101"),
        ("seed", "-4"),
        ("task", ["no-such-task"]),
        ("task", []),
        ("strategy", ["reckless"]),
        ("agent", "nobody"),
    ],
)
def test_a_wrong_field_is_told_at_the_field_and_nothing_is_queued(
    someone: Visitor, path: Path, field: str, value: object
) -> None:
    answer = someone.send("/batches/", on="/batches/new", **{**ASKED, field: value})

    assert answer.status_code == 422
    assert f'id="{field}-problem"' in answer.text
    with Store.open(path) as store:
        assert store.batches.is_empty()


def test_the_estimate_counts_the_trials(someone: Visitor) -> None:
    answer = someone.send("/batches/estimate", on="/batches/new", **ASKED)

    assert "6 trials" in answer.text


def test_a_running_batch_polls_and_a_finished_one_does_not(someone: Visitor, path: Path) -> None:
    add_batch(path, run=False)
    polling = re.compile(r'id="progress" hx-get=')
    assert polling.search(someone.open("/batches/1").text)

    assert someone.send("/batches/1/cancel", on="/batches/1").status_code == 303
    assert not polling.search(someone.open("/batches/1/progress").text)
    with Store.open(path) as store:
        assert store.batches.get(1).state is BatchState.CANCELLED


def test_a_batch_without_a_worker_says_why_nothing_happens(someone: Visitor, path: Path) -> None:
    add_batch(path, run=False)

    assert "No worker has been heard of" in someone.open("/batches/1").text


def test_edit_and_run_again_fills_the_form_in(someone: Visitor) -> None:
    someone.send("/batches/", on="/batches/new", **ASKED)
    page = someone.open("/batches/1").text
    again = page.split('">Edit and run again')[0].rsplit('href="', 1)[1].replace("&amp;", "&")

    form = someone.open(again).text
    assert re.search(r'value="ledger-line" checked', form)
    assert not re.search(r'value="sum-of-words" checked', form)
    assert 'value="3"' in form


def test_what_a_dead_worker_held_is_not_called_running(path: Path, someone: Visitor) -> None:
    batch = add_batch(path, run=False)
    with Store.open(path) as store:
        store.trials.lease(owner="dead", now=datetime.now(UTC) - timedelta(seconds=30), seconds=60)
        assert store.batches.get(batch).counts.running == 1

    page = someone.open(f"/batches/{batch}").text

    assert "is-running" not in page.partition('id="grid"')[2]
    assert "Its worker was lost" in page
