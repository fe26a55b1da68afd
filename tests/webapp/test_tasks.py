"""The catalogue and the page of a task: found by words and facets, with what was measured of it."""

from dataclasses import replace
from datetime import UTC, datetime

from tests.training.builders import a_task
from tests.webapp.visiting import Visitor
from training.model.task_results import TaskResult
from webapp.facets import matching
from webapp.tasks.measured import by_strategy, measured, versions

MORNING, NOON = datetime(2026, 1, 2, 8, tzinfo=UTC), datetime(2026, 1, 2, 12, tzinfo=UTC)


def result(strategy: str, passed: int, trials: int, *, content: str = "hash-of-add") -> TaskResult:
    at = NOON if content == "hash-of-add" else MORNING
    return TaskResult(
        task_id="add", task_hash=content, strategy_name=strategy, passed=passed, trials=trials, first_at=at, last_at=at
    )


RESULTS = (result("bold", 3, 4), result("careful", 1, 4), result("bold", 0, 9, content="an earlier one"))


def test_the_difficulty_is_measured_over_all_strategies_on_the_present_content() -> None:
    rate = measured((a_task("add"), a_task("other")), RESULTS)
    assert set(rate) == {"add"}
    assert (rate["add"].rate, rate["add"].n) == (0.5, 8)
    assert rate["add"].low is not None
    assert 0 < rate["add"].low < 0.5


def test_each_strategy_has_its_own_rate() -> None:
    found = by_strategy(a_task("add"), RESULTS)
    assert [(each.strategy, each.rate.rate) for each in found] == [("bold", 0.75), ("careful", 0.25)]


def test_earlier_contents_are_history() -> None:
    new, old = versions(a_task("add"), RESULTS)
    assert (new.is_current, new.rate.n) == (True, 8)
    assert (old.is_current, old.content_hash, old.rate.rate) == (False, "an earlier one", 0.0)


def test_words_are_looked_for_in_title_id_and_statement() -> None:
    tasks = (replace(a_task("add"), title="Adding up"), replace(a_task("sort"), prompt="Sort a list."))
    assert [task.id for task in matching(tasks, {"q": "ADDING"})] == ["add"]
    assert [task.id for task in matching(tasks, {"q": "list sort"})] == ["sort"]
    assert matching(tasks, {"q": "list adding"}) == ()


def test_a_source_is_a_collection() -> None:
    tasks = (
        replace(a_task("a"), source="exercism: bob"),
        replace(a_task("b"), source="mutant 1 of a (x), seed 2"),
        a_task("c"),
    )
    assert [task.id for task in matching(tasks, {"source": "exercism"})] == ["a"]
    assert [task.id for task in matching(tasks, {"source": "mutant"})] == ["b"]
    assert [task.id for task in matching(tasks, {"source": "built-in"})] == ["c"]


def test_the_catalogue_shows_what_was_measured(visitor: Visitor) -> None:
    page = visitor.open("/tasks/").text
    assert "60 tasks" in page
    assert "95 % interval" in page
    assert "not tried" in page
    assert "ledger-line" in visitor.open("/tasks/?q=semicolon").text
    assert "1 task of 60" in visitor.open("/tasks/?q=semicolon+quotes+payments").text


def test_a_page_of_a_task_that_was_tried(visitor: Visitor) -> None:
    catalogue = visitor.open("/tasks/").text
    rows = [row for row in catalogue.split("<tr>")[2:] if "not tried" not in row]
    address = rows[0].split('href="')[1].split('"')[0]

    page = visitor.open(address).text

    assert "Labelled <strong>" in page
    assert "Latest trials" in page
    assert '<span class="soft small">now</span>' in page


def test_a_page_of_a_task_that_was_not(newcomer: Visitor) -> None:
    page = newcomer.open("/tasks/ledger-line").text
    assert "was not tried yet" in page
    assert "Nobody has tried it." in page
