"""Whatever stands after the question mark of an address is never an error of ours."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from werkzeug.routing import Rule

from tests.webapp.visiting import KEY, Visitor
from webapp.factory import create_app
from webapp.settings import Rates, WebSettings

NAMED = {"task_id": "ledger-line", "name": "balanced", "stream": "stdout", "form": "json"}
# what a name may be followed by: a digit that is no number, a number that SQLite cannot hold, no text at all
VALUES = ("\N{SUPERSCRIPT TWO}", str(2**64), "-1", "\0")
NAMES = (
    *("after", "batch", "trial", "row", "version", "stdout", "days", "from", "since", "weights"),
    *("q", "task", "strategy", "agent", "provenance", "category", "old", "left", "seen"),
)
# what url_for would take for its own
OWN_WORDS = ("endpoint=x", "_method=FOO", "_scheme=javascript&_external=1", "_anchor=x", "endpoint=x&tab=code")


@pytest.fixture(scope="module")
def explorer(seeded: Path) -> Visitor:
    site = create_app(WebSettings(database=seeded, secret_key=KEY, rates=Rates(reading=0)))
    someone = Visitor(site)
    assert someone.sign_in().status_code == 303
    return someone


def addresses(site: Flask) -> Iterator[tuple[Rule, str]]:
    with site.test_request_context():
        for rule in site.url_map.iter_rules():
            if "GET" in (rule.methods or ()) and rule.endpoint != "static":
                values = {name: NAMED.get(name, 1) for name in rule.arguments}
                yield rule, site.url_for(rule.endpoint, **values)


def failing(explorer: Visitor, queries: list[str] | list[MultiDict[str, str]], *, api: bool = True) -> list[str]:
    return [
        f"{address}?{query}"
        for _, address in addresses(explorer.client.application)
        for query in queries
        if (api or not address.startswith("/api/"))
        if explorer.client.get(address, query_string=query).status_code == 500
    ]


def test_no_value_of_an_address_is_an_error_of_ours(explorer: Visitor) -> None:
    every = [MultiDict({name: value}) for name in NAMES for value in VALUES]

    assert failing(explorer, every, api=False) == []


def test_no_value_is_an_error_of_the_api(explorer: Visitor) -> None:
    every = [MultiDict({name: value}) for name in ("after", "limit", "batch_id", "q") for value in VALUES]

    assert failing(explorer, every) == []


def test_sides_and_pairs_that_cannot_be_are_no_error_of_ours(explorer: Visitor) -> None:
    sides = [MultiDict({"left": f"batch:{value}", "right": "strategy:balanced"}) for value in VALUES]
    pairs = [MultiDict([("batch", "1"), ("batch", value)]) for value in VALUES]
    versions = [MultiDict({"name": "x", "version": value}) for value in VALUES]

    assert failing(explorer, [*sides, *pairs, *versions], api=False) == []


def test_no_word_of_flask_s_own_reaches_an_address(explorer: Visitor) -> None:
    assert failing(explorer, [f"after=9&tab=output&{words}" for words in OWN_WORDS]) == []
    for words in OWN_WORDS:
        for address in ("/executions/1?tab=output", "/executions/1?tab=code", "/audit/?after=9"):
            page = explorer.open(f"{address}&{words}").text
            assert "javascript:" not in page
            assert "http://localhost" not in page


def test_a_name_from_the_path_is_not_taken_from_the_query(explorer: Visitor) -> None:
    for rule, address in addresses(explorer.client.application):
        query = {"after": "9", **dict.fromkeys(rule.arguments, "x")}
        assert explorer.client.get(address, query_string=query).status_code != 500, address
