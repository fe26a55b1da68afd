"""Every page answers, shows what it should, and says what to do where there is nothing."""

import json
import re

import pytest
from flask import Flask

from tests.webapp.visiting import Visitor
from training.chains.checking import RESERVED as CHAIN_WORDS
from training.strategies.files import RESERVED as STRATEGY_WORDS

PAGES = (
    "/",
    "/running",
    "/batches/",
    "/batches/new",
    "/batches/1",
    "/batches/1/progress?show=different",
    "/trials/1",
    "/executions/",
    "/executions/?verdict=failed&trust=isolated",
    *(f"/executions/1?tab={tab}" for tab in ("overview", "code", "tests", "output", "limits", "provenance", "effect")),
    "/executions/1?tab=code&view=whole",
    "/profiles/",
    *(f"/profiles/1?measure={measure}" for measure in ("success", "score", "time")),
    "/tasks/",
    "/tasks/ledger-line",
    "/tasks/?difficulty=easy",
    "/strategies/",
    "/strategies/balanced",
    "/strategies/new",
    "/strategies/new?from=conservative",
    "/strategies/balanced/edit",
    "/strategies/compare",
    "/agents/",
    "/agents/repair",
    "/system/",
    "/search/?q=ledger",
    "/search/",
    "/account",
)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_opens(visitor: Visitor, address: str) -> None:
    answer = visitor.open(address)

    assert answer.status_code == 200
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("address", ["/", "/batches/", "/executions/", "/profiles/", "/tasks/", "/system/"])
def test_a_page_without_anything_to_show_says_so(newcomer: Visitor, address: str) -> None:
    assert newcomer.open(address).status_code == 200


def test_the_dashboard_of_an_empty_store_offers_a_first_batch(newcomer: Visitor) -> None:
    page = newcomer.open("/").text

    assert "No profile yet" in page
    assert "/batches/new" in page


def test_a_card_shows_the_average_with_its_n_and_interval(visitor: Visitor) -> None:
    page = visitor.open("/").text

    assert "success, EMA" in page
    assert "95 % interval" in page
    assert "n 8" in page  # four tasks, twice


@pytest.mark.parametrize(
    "address",
    ["/batches/999", "/trials/999", "/executions/999", "/profiles/999", "/tasks/none", "/strategies/none", "/x"],
)
def test_what_is_not_there_is_a_404_with_an_id_to_quote(visitor: Visitor, address: str) -> None:
    answer = visitor.open(address)

    assert answer.status_code == 404
    assert answer.headers["X-Request-Id"] in answer.text


@pytest.mark.parametrize("address", ["/executions/?verdict=splendid", "/executions/1?tab=secrets"])
def test_a_made_up_filter_is_refused(visitor: Visitor, address: str) -> None:
    assert visitor.open(address).status_code == 404


def test_a_filter_leaves_only_what_matches(visitor: Visitor) -> None:
    page = visitor.open("/executions/?strategy=conservative").text

    assert "<td>conservative</td>" in page
    assert "<td>aggressive</td>" not in page


def test_the_list_of_executions_goes_on_by_key(visitor: Visitor) -> None:
    first = visitor.open("/executions/").text
    assert 'rel="next"' in first

    address = first.split('rel="next" href="')[1].split('"')[0]
    second = visitor.open(address).text
    assert "First page" in second
    assert second.count("<tr>") > 1


def test_an_update_shows_its_arithmetic(visitor: Visitor) -> None:
    page = visitor.open("/profiles/1").text

    assert "starts at" in page
    assert "0.4 ×" in page


def test_the_bundle_holds_the_program_and_the_tests(visitor: Visitor) -> None:
    answer = visitor.open("/executions/1/bundle?format=json")

    bundle = json.loads(answer.text)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert bundle["files"]
    assert bundle["tests"]


def test_search_finds_a_task_a_batch_and_an_execution(visitor: Visitor) -> None:
    execution = json.loads(visitor.open("/executions/1/bundle?format=json").text)["row"]["execution_id"]

    assert "/tasks/ledger-line" in visitor.open("/search/?q=ledger").text
    assert "/batches/1" in visitor.open("/search/?q=1").text
    assert "/executions/1" in visitor.open(f"/search/?q={execution[:10]}").text


@pytest.mark.parametrize(("place", "reserved"), [("strategies", STRATEGY_WORDS), ("chains", CHAIN_WORDS)])
def test_what_people_name_can_not_stand_where_a_page_does(site: Flask, place: str, reserved: frozenset[str]) -> None:
    words = {rule.rule.split("/")[2] for rule in site.url_map.iter_rules() if rule.rule.startswith(f"/{place}/")}
    assert {word for word in words if word and not word.startswith("<")} == reserved


@pytest.mark.parametrize(
    ("address", "on", "fields"),
    [
        ("/team/invitations", "/team/", {"role": "operator"}),
        ("/chains/save", "/chains/new", {}),
        ("/account/password", "/account", {"old": "x"}),
        ("/batches/", "/batches/new", {}),
        ("/strategies/", "/strategies/new", {}),
    ],
)
def test_the_theme_can_be_chosen_on_the_answer_to_a_form(
    visitor: Visitor, address: str, on: str, fields: dict[str, str]
) -> None:
    page = visitor.send(address, on=on, **fields)
    following = re.search(r'name="next" value="([^"]+)"', page.text)

    assert page.status_code in {201, 422}
    assert following
    assert visitor.open(following.group(1)).status_code == 200
