"""The pages that tell what was learnt, and let a team decide by it."""

import json
import re
import sqlite3
from contextlib import closing
from dataclasses import fields
from pathlib import Path

import pytest

from tests.training.builders import NOON
from tests.training.test_history import a_profile, a_result, write
from tests.webapp.factories import add_person
from tests.webapp.visiting import Visitor, app_on
from training.history import read_history
from training.model.batches import DEFAULT_TEAM
from training.store import Store
from webapp.profiles.cards import Card, comparison_words
from webapp.rates import rate_of

PLACES = (
    "/profiles/",
    "/recommendation/",
    "/evolution/",
    "/evolution/reality",
    "/promoted/",
    "/alerts/",
    "/weights/",
    "/history/",
    "/compare/",
    "/report/",
)


@pytest.fixture
def own_copy(seeded: Path, tmp_path: Path) -> Path:
    """A store of one's own, which may be changed."""
    path = tmp_path / "proving.db"
    with closing(sqlite3.connect(seeded)) as source:
        source.execute("vacuum into ?", (str(path),))
    return path


@pytest.fixture
def admin(own_copy: Path) -> Visitor:
    """Somebody on a site of their own, which they may change."""
    path = own_copy
    someone = Visitor(app_on(path))
    someone.sign_in()
    return someone


@pytest.mark.parametrize("address", PLACES)
def test_every_place_has_something_to_say_where_nothing_was_learnt(newcomer: Visitor, address: str) -> None:
    assert newcomer.open(address).status_code == 200


@pytest.mark.parametrize("address", PLACES)
def test_every_place_shows_what_was_learnt(visitor: Visitor, address: str) -> None:
    page = visitor.open(address)
    assert page.status_code == 200
    assert "style=" not in page.text


def test_a_profile_shows_every_number_with_its_interval_and_its_kinds(visitor: Visitor) -> None:
    page = visitor.open("/profiles/1").text
    for words in ("What is known", "95 % interval", "Wilson", "over tasks", "By kind of task", "per solved task"):
        assert words in page


def test_the_score_of_an_execution_is_told_with_its_formula(visitor: Visitor) -> None:
    page = visitor.open("/trials/1").text
    assert "Score = 100 × (60 ×" in page
    assert "hidden tests passed" in page


def test_the_report_can_be_read_and_taken_away(visitor: Visitor) -> None:
    page = visitor.open("/report/?batch=1")
    assert "judged trials" in page.text
    for form, kind in (("md", "text/markdown"), ("html", "text/html"), ("json", "application/json")):
        answer = visitor.open(f"/report/download/{form}?batch=1")
        assert answer.content_type.startswith(kind)
        assert "attachment" in answer.headers["Content-Disposition"]
    assert json.loads(visitor.open("/report/download/json").text)["metrics"]


def test_targets_of_the_report_can_be_set(visitor: Visitor) -> None:
    assert "over 99 %" in visitor.open("/report/?success_rate=0.99").text
    wrong = visitor.open("/report/?success_rate=7")
    assert wrong.status_code == 422
    assert "number from 0 to 1" in wrong.text
    assert visitor.open("/report/?since=soon").status_code == 422
    assert visitor.open("/report/?batch=99").status_code == 404


def test_two_strategies_are_compared_and_their_programs_set_side_by_side(visitor: Visitor) -> None:
    page = visitor.open("/compare/?left=strategy:balanced&right=strategy:aggressive").text
    assert "Not enough data: 4 tasks were done by both sides" in page
    one = visitor.open("/compare/task/blame-chain?left=balanced&right=aggressive")
    assert one.status_code == 200
    assert "solution.js" in one.text
    assert visitor.open("/compare/task/nothing?left=balanced&right=aggressive").status_code == 404
    assert visitor.open("/compare/?left=colour:red&right=balanced").status_code == 422


def test_recommendations_follow_what_is_asked(visitor: Visitor) -> None:
    assert "the best with a probability of" in visitor.open("/recommendation/?category=async").text
    assert visitor.open("/recommendation/?weights=success=2").status_code == 422


def test_an_admin_changes_weights_and_history_is_scored_again(admin: Visitor) -> None:
    wrong = admin.send("/weights/", on="/weights/", correctness="80", speed="20", quality="20")
    assert wrong.status_code == 422
    assert "add up to 100" in wrong.text
    assert admin.send("/weights/", on="/weights/", correctness="80", speed="20", quality="0").status_code == 303
    page = admin.open("/weights/").text
    assert "Version 2 counts from now on; 24 trials were scored again." in page


def test_an_admin_promotes_and_rolls_back(admin: Visitor) -> None:
    for _ in range(2):
        assert admin.send("/promoted/", on="/promoted/", name="production", agent="repair").status_code == 303
    assert admin.send("/promoted/roll-back", on="/promoted/", name="production", version=1).status_code == 303
    assert "version 1 counts" in admin.open("/promoted/").text
    exported = json.loads(admin.open("/promoted/export?name=production&version=1").text)
    assert exported["profiles"]
    assert admin.send("/promoted/", on="/promoted/", name="", agent="repair").status_code == 422
    assert admin.send("/promoted/", on="/promoted/", name="x", agent="nobody").status_code == 422


def test_an_admin_keeps_rules_and_removes_them(admin: Visitor) -> None:
    fields = {"strategy": "balanced", "agent": "repair", "scope": "all", "measure": "success", "window": 10}
    assert admin.send("/alerts/", on="/alerts/", **fields, threshold="99").status_code == 303
    assert "99 %" in admin.open("/alerts/").text.replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert admin.send("/alerts/", on="/alerts/", **fields, threshold="lots").status_code == 422
    assert admin.send("/alerts/", on="/alerts/", **fields, baseline="never").status_code == 422
    assert admin.send("/alerts/", on="/alerts/", **fields).status_code == 422
    assert admin.send("/alerts/1/remove", on="/alerts/").status_code == 303
    assert "No rule yet" in admin.open("/alerts/").text


def test_a_viewer_sees_and_changes_nothing(own_copy: Path) -> None:
    path = own_copy
    add_person(path, name="vic", role="viewer")
    viewer = Visitor(app_on(path))
    viewer.sign_in(name="vic")
    for address in ("/alerts/", "/weights/", "/promoted/"):
        assert viewer.open(address).status_code == 200
        assert viewer.send(address, on="/").status_code == 403


def test_an_imported_history_stands_beside_ours(tmp_path: Path) -> None:
    path = tmp_path / "proving.db"
    add_person(path)
    history = read_history(write(tmp_path, [a_result()], {"bold": a_profile()}))
    with Store.open(path) as store:
        store.histories.keep(history, source="<i>there</i>", team=DEFAULT_TEAM, by="ada", now=NOON)
    someone = Visitor(app_on(path))
    someone.sign_in()
    page = someone.open("/history/").text
    assert "ours, from its results alone" in page
    assert "Lint failed in all 1 results" in page
    assert "<i>there" not in page
    assert someone.open("/history/9").status_code == 404


def _card(strategy: str, agent: str, passed: int, n: int, *, version: str = "1") -> Card:
    empty = {field.name: None for field in fields(Card)}
    rate = rate_of(passed, n)
    known = {"strategy": strategy, "agent": agent, "version": version, "passed": passed, "n": n, "provenance": "real"}
    known |= {"low": rate.low, "high": rate.high}
    return Card(**{**empty, **known})  # type: ignore[arg-type]


def test_what_is_said_of_the_best_profile_names_agent_and_version_where_names_repeat() -> None:
    by_agent = comparison_words([_card("balanced", "repair", 58, 60), _card("balanced", "GPT", 2, 60)])
    by_version = comparison_words(
        [_card("balanced", "repair", 58, 60, version="new"), _card("balanced", "repair", 2, 60, version="old")]
    )
    assert by_agent is not None
    assert by_agent.startswith("Balanced (repair) does better than balanced (GPT) (95 % interval")
    assert by_version is not None
    assert by_version.startswith("Balanced, version new does better than balanced, version old")


def test_a_list_of_profiles_has_the_intervals_of_their_own_pages(visitor: Visitor) -> None:
    listed = visitor.open("/profiles/").text
    numbers = re.findall(r'href="/profiles/(\d+)"', listed)
    assert numbers
    for number in numbers:
        own = re.search(r"interval (\S+\s?%–\S+\s?%)", visitor.open(f"/profiles/{number}").text)
        assert own is not None
        assert own.group(1) in listed


def test_a_profile_of_one_trial_hides_no_difference() -> None:
    said = comparison_words(
        [_card("bold", "repair", 1, 1), _card("balanced", "repair", 58, 60), _card("aggressive", "repair", 2, 60)]
    )
    assert said is not None
    assert said.startswith("Balanced does better than aggressive (95 %")
    assert said.endswith("; bold tried too rarely to say.")
