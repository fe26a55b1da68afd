"""A team's own strategies on the site: made, changed, compared, and what is wrong is said beside the form."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

from tests.training.builders import NOON, a_record, a_request, a_task
from tests.webapp.factories import add_person
from tests.webapp.visiting import Visitor
from training.allocation import Allocation
from training.model.trials import Verdict
from training.planning import plan_batch
from training.store import Store
from training.strategies import StrategyBook, contents
from webapp.strategies.forms import form_of, read_form

BALANCED = dict(form_of(StrategyBook().get("balanced"), name="").typed)


def _make(visitor: Visitor, name: str, **changes: str) -> int:
    fields = {**BALANCED, "from": "balanced", "name": name, **changes}
    return visitor.send("/strategies/", on="/strategies/new", **fields).status_code


def test_a_strategy_is_copied_changed_and_remembers_where_it_came_from(newcomer: Visitor) -> None:
    assert _make(newcomer, "patient", attempts="30") == 303
    changed = {**BALANCED, "attempts": "31"}
    assert newcomer.send("/strategies/patient", on="/strategies/patient/edit", **changed).status_code == 303
    page = newcomer.open("/strategies/patient").text
    assert "up to 31" in page
    assert "30 → 31" in page
    assert "20 → 30" in page
    assert "Patient" in newcomer.open("/strategies/").text
    assert 'value="patient"' in newcomer.open("/batches/new").text


@pytest.mark.parametrize(
    ("name", "changes", "said"),
    [
        ("balanced", {}, "exists already"),
        ("No Good", {}, "can&#39;t be a strategy&#39;s name"),
        ("patient", {"attempts": "many"}, "&#39;attempts&#39; must be a whole number"),
        ("patient", {"instructions": " "}, "must be some text"),
        ("patient", {"temperature": "nan"}, "&#39;temperature&#39; must be a number"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    newcomer: Visitor, name: str, changes: dict[str, str], said: str
) -> None:
    fields = {**BALANCED, "from": "balanced", "name": name, "token_budget": "12345", **changes}
    answer = newcomer.send("/strategies/", on="/strategies/new", **fields)
    assert answer.status_code == 422
    assert said in answer.text
    assert "12345" in answer.text


def test_a_form_that_is_sent_as_it_is_changes_nothing(newcomer: Visitor) -> None:
    _make(newcomer, "patient")
    answer = newcomer.send("/strategies/patient", on="/strategies/patient/edit", **BALANCED)
    assert answer.status_code == 303
    assert "is as it was" in newcomer.open("/strategies/patient").text


@pytest.mark.parametrize("name", ["aggressive", "balanced", "conservative"])
def test_every_strategy_goes_through_its_form_unchanged(name: str) -> None:
    strategy = StrategyBook().get(name)
    typed = form_of(strategy, name=name).typed
    assert read_form(typed, name=name).values == contents(strategy)


def test_a_built_in_strategy_is_not_edited(newcomer: Visitor) -> None:
    answer = newcomer.send("/strategies/balanced", on="/strategies/balanced/edit", **{**BALANCED, "attempts": "3"})
    assert answer.status_code == 422
    assert "copy it under another name" in answer.text


@pytest.mark.parametrize("name", ["new", "compare"])
def test_a_strategy_is_not_called_as_a_page_is(newcomer: Visitor, name: str) -> None:
    answer = newcomer.send("/strategies/", on="/strategies/new", **{**BALANCED, "name": name})
    assert answer.status_code == 422
    assert "Choose another name" in answer.text


def test_a_built_in_strategy_is_not_retired(newcomer: Visitor) -> None:
    answer = newcomer.send("/strategies/balanced/retire", on="/strategies/new")
    assert answer.status_code == 409
    assert "is a file, built in or in a strategy folder" in answer.text


def test_a_retired_strategy_is_gone_from_the_list(newcomer: Visitor) -> None:
    _make(newcomer, "patient")
    newcomer.send("/strategies/patient/retire", on="/strategies/patient")
    assert "Patient" not in newcomer.open("/strategies/").text


def test_two_strategies_are_shown_side_by_side(visitor: Visitor) -> None:
    page = visitor.open("/strategies/compare?left=aggressive&right=conservative").text
    assert "Aggressive and conservative" in page
    assert "Submit at" in page
    assert visitor.open("/strategies/compare?left=nobody").status_code == 404


def _tried(store: Store, agent: str, *, passing: str, tasks: int, allocation: Allocation = Allocation.UNIFORM) -> None:
    """Add a batch of two strategies on some tasks; one of them passes all, the other fails all."""
    book = StrategyBook()
    request = a_request(
        agent=agent,
        tasks=[a_task(f"task-{number}") for number in range(tasks)],
        strategies=[book.get("aggressive"), book.get("conservative")],
    )
    batch = store.batches.create(plan_batch(replace(request, allocation=allocation)), now=NOON)
    while lease := store.trials.lease(owner="one", now=NOON, seconds=60, batch_id=batch.id):
        is_passed = lease.trial.strategy_name == passing
        store.trials.close(lease, a_record(Verdict.PASSED if is_passed else Verdict.FAILED), now=NOON)


def test_strategies_are_compared_for_one_agent_and_without_batches_that_favour_one(
    newcomer: Visitor, tmp_path: Path
) -> None:
    with Store.open(tmp_path / "proving.db") as store:
        _tried(store, "repair", passing="aggressive", tasks=6)
        _tried(store, "repair", passing="conservative", tasks=6, allocation=Allocation.THOMPSON)
        _tried(store, "replay", passing="conservative", tasks=5)

    page = newcomer.open("/strategies/compare?left=aggressive&right=conservative").text
    assert "What repair came to, the agent with most trials" in page
    assert "Aggressive minus conservative: 100.0 points" in page
    other = newcomer.open("/strategies/compare?left=aggressive&right=conservative&agent=replay").text
    assert "Aggressive minus conservative: -100.0 points" in other


def test_who_may_only_look_can_neither_make_nor_change(empty_site: Flask, tmp_path: Path) -> None:
    add_person(tmp_path / "proving.db", name="vera", role="viewer")
    viewer = Visitor(empty_site)
    viewer.sign_in(name="vera")
    assert viewer.open("/strategies/new").status_code == 403
    assert "Copy" not in viewer.open("/strategies/balanced").text
    with Store.open(tmp_path / "proving.db") as store:
        shelf = store.strategies.shelf("default")
        shelf.save(StrategyBook().get("balanced"), parent=None, by="ada", now=datetime.now(UTC))
    assert viewer.open("/strategies/balanced").status_code == 200


def test_another_team_neither_sees_nor_changes_a_strategy(newcomer: Visitor, empty_site: Flask, tmp_path: Path) -> None:
    assert _make(newcomer, "patient", instructions="Ours alone.") == 303
    add_person(tmp_path / "proving.db", name="eve", team="other")
    eve = Visitor(empty_site)
    eve.sign_in(name="eve")

    for address in ("/strategies/patient", "/strategies/patient/edit", "/strategies/new?from=patient"):
        assert eve.open(address).status_code == 404
    for address in ("/strategies/", "/batches/new", "/strategies/compare"):
        assert "patient" not in eve.open(address).text.lower()
    for address in ("/strategies/patient", "/strategies/patient/retire"):
        assert eve.send(address, on="/strategies/new", **BALANCED).status_code == 404
    assert "Ours alone." in newcomer.open("/strategies/patient").text


def test_what_every_team_taught_repair_no_team_makes_it_forget(
    newcomer: Visitor, empty_site: Flask, tmp_path: Path
) -> None:
    with Store.open(tmp_path / "proving.db") as store:
        store.weights.add("balanced", {("swap", ""): (3.0, 1.0)})
    assert "Forget what was learnt" in newcomer.open("/agents/repair").text

    add_person(tmp_path / "proving.db", name="eve", team="other")
    eve = Visitor(empty_site)
    eve.sign_in(name="eve")
    assert "proving agent forget" in eve.open("/agents/repair").text
    assert eve.send("/agents/repair/forget", on="/account", strategy="balanced").status_code == 403
    with Store.open(tmp_path / "proving.db") as store:
        assert store.weights.load("balanced") == {("swap", ""): (3.0, 1.0)}
