"""Asking for a batch, and what happens when it is asked for wrongly."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.training.builders import NOON, a_record, a_request, a_strategy
from tests.webapp.factories import add_batch, add_person
from tests.webapp.visiting import Visitor, app_on
from training.allocation import Allocation
from training.model.acts import ActFilter
from training.model.batches import BatchState, Budget
from training.model.trials import Provenance
from training.planning import plan_batch
from training.store import Store
from training.tasks import Catalogue


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


def ticked(page: str, name: str) -> set[str]:
    return set(re.findall(rf'name="{name}" value="([^"]*)" checked', page))


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
        ("agent", []),
        ("minutes", "0"),
        ("minutes", "soon"),
        ("usd", "-1"),
        ("usd", "inf"),
        ("order", "backwards"),
        ("allocation", "by favour"),
        ("priority", "10"),
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


def test_a_batch_of_every_task_is_asked_for_again_by_a_short_address(someone: Visitor) -> None:
    tasks = [task.id for task in Catalogue().all()]
    more = {"title": "All of it", "minutes": "90", "priority": "3", "require_isolated": "1"}
    someone.send("/batches/", on="/batches/new", **{**ASKED, **more, "task": tasks})
    page = someone.open("/batches/1").text
    again = page.split('">Edit and run again')[0].rsplit('href="', 1)[1].replace("&amp;", "&")

    assert len(again) < 100
    form = someone.open(again).text
    assert ticked(form, "task") == set(tasks)
    assert ticked(form, "strategy") == {"balanced"}
    assert ticked(form, "require_isolated") == {"1"}
    assert all(f'value="{value}"' in form for value in ("All of it", "90", "3"))


def test_a_batch_that_is_not_there_can_not_be_asked_for_again(someone: Visitor) -> None:
    assert someone.open("/batches/new?like=7").status_code == 404
    assert someone.open(f"/batches/new?like={10**30}").status_code == 200


def test_to_show_other_tasks_keeps_what_was_chosen(someone: Visitor, path: Path) -> None:
    typed = {**ASKED, "agent": ["repair", "replay"], "title": "Half done", "minutes": "7", "repeats": "x"}
    category = Catalogue().get("ledger-line").category
    page = someone.send("/batches/new", on="/batches/new", **typed, category=category)

    assert page.status_code == 200
    assert ticked(page.text, "task") == {"ledger-line", "dimmer-level"}
    assert "1 more task is chosen that these filters do not show" in page.text
    assert ticked(page.text, "agent") == {"repair", "replay"}
    assert ticked(page.text, "strategy") == {"balanced"}
    assert all(f'value="{value}"' in page.text for value in ("Half done", "7", "x", "5"))
    assert "another look" not in page.text

    only = someone.send("/batches/new", on="/batches/new", **typed, category=category, only="1").text
    assert ticked(only, "task") == {task.id for task in Catalogue().all() if task.category == category}
    with Store.open(path) as store:
        assert store.batches.is_empty()


def test_a_batch_shows_what_repeats_tell_by_strategy(visitor: Visitor) -> None:
    page = visitor.open("/batches/1").text
    assert "By strategy" in page
    assert "k = 2" in page
    assert "handed in the same program" in page


def test_budget_order_title_and_priority_are_kept(someone: Visitor, path: Path) -> None:
    more = {"title": "Slow and dear", "order": "by_strategy", "minutes": "1.5", "usd": "2", "priority": "3"}
    someone.send("/batches/", on="/batches/new", **{**ASKED, "strategy": ["balanced", "aggressive"]}, **more)

    with Store.open(path) as store:
        batch = store.batches.get(1)
        begun = [trial.strategy_name for trial in sorted(store.batches.grid(1), key=lambda trial: trial.ordinal)]
    assert (batch.title, batch.priority, batch.budget) == ("Slow and dear", 3, Budget(seconds=90.0, usd=2.0))
    assert begun == sorted(begun)


def test_the_better_strategies_get_more_trials_where_that_is_asked(someone: Visitor, path: Path) -> None:
    someone.send(
        "/batches/", on="/batches/new", **{**ASKED, "strategy": ["balanced", "aggressive"]}, allocation="thompson"
    )

    with Store.open(path) as store:
        assert store.batches.get(1).allocation is Allocation.THOMPSON
    assert "adaptive" in someone.open("/batches/1").text


def test_several_agents_get_a_batch_each_with_one_seed(someone: Visitor, path: Path) -> None:
    answer = someone.send("/batches/", on="/batches/new", **{**ASKED, "agent": ["repair", "replay"]})

    assert answer.headers["Location"] == "/batches/"
    with Store.open(path) as store:
        assert {(batch.agent, batch.seed) for batch in store.batches.list()} == {("repair", 5), ("replay", 5)}


def test_a_full_queue_gives_the_form_back_as_it_was_typed_and_queues_nothing(someone: Visitor, path: Path) -> None:
    with Store.open(path) as store:
        store.limits.set("queued", 6, by="ada", now=datetime.now(UTC))
    typed = {**ASKED, "agent": ["repair", "replay"], "title": "Of two minds"}
    answer = someone.send("/batches/", on="/batches/new", **typed)

    assert answer.status_code == 422
    assert "The queue has room for 6 more trials, and 12 are asked for." in answer.text
    assert 'value="Of two minds"' in answer.text
    assert re.search(r'value="replay" checked', answer.text)
    with Store.open(path) as store:
        assert store.batches.is_empty()


def test_each_batch_of_a_form_is_in_the_log(someone: Visitor, path: Path) -> None:
    someone.send("/batches/", on="/batches/new", **{**ASKED, "agent": ["repair", "replay"]})

    with Store.open(path) as store:
        acts = [(act.deed.action, act.deed.subject) for act in store.acts.list(ActFilter(kind="batch"))]
    assert sorted(acts) == [("asked for", "1"), ("asked for", "2")]


def test_a_batch_that_can_not_be_graded_again_is_refused_and_not_called_a_failure_of_ours(
    someone: Visitor, path: Path
) -> None:
    add_batch(path, run=False)
    answer = someone.send("/batches/1/regrade", on="/batches/1")

    assert answer.status_code == 409
    assert "no graded program" in answer.text


def test_the_estimate_goes_by_what_has_run(someone: Visitor, path: Path) -> None:
    assert "nothing of the kind has run yet" in someone.send("/batches/estimate", on="/batches/new", **ASKED).text
    add_batch(path)
    said = someone.send("/batches/estimate", on="/batches/new", **ASKED, minutes="0.0001").text

    assert "at the pace of the last 24 trials" in said
    assert "more than the time budget" in said


def test_the_estimate_of_a_real_batch_does_not_go_by_simulated_trials(someone: Visitor, path: Path) -> None:
    with Store.open(path) as store:
        balanced = a_strategy("balanced")
        request = a_request(agent="repair", strategies=[balanced], provenance=Provenance.SIMULATED)
        store.batches.create(plan_batch(request), now=NOON)
        lease = store.trials.lease(owner="one", now=NOON, seconds=60, provenance=Provenance.SIMULATED)
        assert lease is not None
        store.trials.close(lease, a_record(), now=NOON + timedelta(seconds=1))
    said = someone.send("/batches/estimate", on="/batches/new", **ASKED).text

    assert "nothing of the kind has run yet" in said
    assert "none was reported" in said


def test_a_batch_is_stopped_and_resumed(someone: Visitor, path: Path) -> None:
    add_batch(path, run=False)
    someone.send("/batches/1/stop", on="/batches/1")
    assert "ada stopped it." in someone.open("/batches/1").text

    someone.send("/batches/1/resume", on="/batches/1")
    with Store.open(path) as store:
        assert store.batches.get(1).state is BatchState.QUEUED


def test_a_grid_that_has_not_changed_is_not_sent_again(someone: Visitor, path: Path) -> None:
    add_batch(path, run=False)
    page = someone.open("/batches/1").text
    asked = page.split('id="grid" hx-get="')[1].split('"')[0].replace("&amp;", "&")
    assert someone.open(asked).status_code == 204

    someone.send("/batches/1/cancel", on="/batches/1")
    assert 'id="grid"' in someone.open(asked).text


def test_two_ticked_batches_are_compared_task_by_task(someone: Visitor, path: Path) -> None:
    first, second = add_batch(path), add_batch(path)
    page = someone.open(f"/batches/compare?batch={first}&batch={second}").text
    task = page.split('id="task-')[1].split('"')[0]

    assert page.count('id="task-') == 4
    assert "0 tasks worse, 0 tasks better" in page
    assert "Nothing got worse" in someone.open("/batches/compare?batch=1&batch=2&show=regressions").text
    assert "From trial" in someone.open(f"/batches/compare?batch=1&batch=2&task={task}").text
    assert "Tick two batches" in someone.open("/batches/compare?batch=1").text


def test_a_batch_that_favours_what_does_well_is_marked_where_it_is_compared(someone: Visitor, path: Path) -> None:
    add_batch(path, run=False)
    asked = {**ASKED, "strategy": ["balanced", "aggressive"]}
    someone.send("/batches/", on="/batches/new", **asked, allocation="thompson")
    page = someone.open("/batches/compare?batch=1&batch=2").text
    assert "Batch 2 gave more trials to what did well so far" in page


def test_batches_are_filtered(someone: Visitor, path: Path) -> None:
    add_batch(path, run=False, title="One")
    add_batch(path, run=False, title="Other")

    page = someone.open("/batches/?q=oth&state=queued&days=7").text
    assert "2 · Other" in page
    assert "1 · One" not in page
    assert someone.open("/batches/?state=splendid").status_code == 404


@pytest.mark.parametrize("typed", ["Ärger", "ärger", "ÜBER", "über"])
def test_a_title_is_found_whatever_its_case_in_any_alphabet(someone: Visitor, path: Path, typed: str) -> None:
    add_batch(path, run=False, title="Ärger Über")

    assert "1 · Ärger Über" in someone.open(f"/batches/?q={typed}").text


def test_a_finished_batch_is_queued_to_be_graded_again(someone: Visitor, path: Path) -> None:
    add_batch(path)
    answer = someone.send("/batches/1/regrade", on="/batches/1")
    assert answer.headers["Location"] == "/batches/2"
    with Store.open(path) as store:
        before, again = store.batches.get(1), store.batches.get(2)
    assert again.agent == "replay:1"
    assert again.counts.queued == before.counts.passed + before.counts.failed


def test_a_batch_with_nothing_graded_is_told_not_to_be_graded_again(someone: Visitor, path: Path) -> None:
    add_batch(path, run=False)
    answer = someone.send("/batches/1/regrade", on="/batches/1")
    assert answer.status_code == 409
    assert "Batch 1 holds no graded program" in answer.text


def test_what_a_dead_worker_held_is_not_called_running(path: Path, someone: Visitor) -> None:
    batch = add_batch(path, run=False)
    with Store.open(path) as store:
        store.trials.lease(owner="dead", now=datetime.now(UTC) - timedelta(seconds=30), seconds=60)
        assert store.batches.get(batch).counts.running == 1

    page = someone.open(f"/batches/{batch}").text

    assert "is-running" not in page.partition('id="grid"')[2]
    assert "Its worker was lost" in page
