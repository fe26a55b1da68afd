"""A team sees only its own: every page and every route of the API is walked by a visitor from another team."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

import webapp
from tests.webapp.factories import add_batch, add_person
from tests.webapp.visiting import Visitor, app_on
from training.store import Store
from training.tasks import Catalogue
from webapp.access import Right, needed_right
from webapp.auth.owning import CHECKED_BY_VIEWS, OWNERS

TITLE = "Marmalade cats on parade"
QUERY = "?q=marmalade&show=different&team=default&scope=&verdict=failed"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("teams") / "proving.db"
    add_person(path)
    add_person(path, name="eve", team="other")
    add_batch(path, title=TITLE)
    add_batch(path, title=TITLE, run=False)
    return path


@pytest.fixture(scope="module")
def site(path: Path) -> Flask:
    return app_on(path)


@pytest.fixture
def eve(site: Flask) -> Visitor:
    visitor = Visitor(site)
    assert visitor.sign_in("eve").status_code == 303
    return visitor


@pytest.fixture
def ada(site: Flask) -> Visitor:
    visitor = Visitor(site)
    assert visitor.sign_in().status_code == 303
    return visitor


def readable_rules(site: Flask) -> list[tuple[str, str]]:
    """Return each page's endpoint and address, with ids that the first team has filled in."""
    found = []
    for rule in site.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or needed_right(site.view_functions[rule.endpoint]) in {None, Right.OPEN}:
            continue
        names = {"task_id": "ledger-line", "name": "balanced", "stream": "stdout"}
        with site.test_request_context():
            values = {name: names.get(name, 1) for name in rule.arguments}
            found.append((rule.endpoint, site.url_for(rule.endpoint, **values)))
    return found


def test_no_page_shows_what_is_another_teams(site: Flask, eve: Visitor, ada: Visitor, path: Path) -> None:
    with Store.open(path) as store:
        secrets = {TITLE, *(row.execution_id for row in store.executions.list(limit=10_000))}

    shown_to_its_own = set()
    for endpoint, address in readable_rules(site):
        own = ada.open(address).text
        if any(secret in own for secret in secrets):
            shown_to_its_own.add(endpoint)
        for asked in (address, address + QUERY):
            text = eve.open(asked).text
            assert [secret for secret in secrets if secret in text] == [], f"{asked} shows what is another team's"

    # the walk itself finds what there is to find
    assert {"batches.index", "batches.show", "dashboard.show", "executions.bundle"} <= shown_to_its_own


@pytest.mark.parametrize(
    "address",
    [
        "/batches/1",
        "/batches/1/progress",
        "/batches/new?like=1",
        "/trials/1",
        "/trials/1/live",
        "/executions/1",
        "/executions/1/bundle",
        "/profiles/1",
    ],
)
def test_what_is_another_teams_is_not_there(eve: Visitor, ada: Visitor, address: str) -> None:
    assert ada.open(address).status_code == 200
    assert eve.open(address).status_code == 404


@pytest.mark.usefixtures("ada")  # whose signing in is an act
def test_a_link_that_is_another_teams_shows_that_the_chain_is_whole_and_no_more(eve: Visitor, path: Path) -> None:
    with Store.open(path) as store:
        links = store.audit.links(limit=10_000)
        store.bind("other")
        others = [link for link, shown in zip(links, store.audit.links(limit=10_000), strict=True) if not shown.content]
    assert {"act", "execution", "trial"} <= {link.kind for link in others}

    for link in others[:20]:
        page = eve.open(f"/audit/chain/{link.seq}").text
        assert "What it says is another team" in page
        assert "It follows from the link before" in page
        assert link.hash in page
        told = [text for text in json.loads(link.content).values() if isinstance(text, str) and len(text) > 8]
        assert [text for text in told if text in page and text != link.at] == []


def test_nothing_can_be_done_to_what_is_another_teams(site: Flask, eve: Visitor, path: Path) -> None:
    before = _state(path)
    tried = 0
    for rule in site.url_map.iter_rules():
        named = [name for name in rule.arguments if name in OWNERS]
        for method in (rule.methods or set()) - {"GET", "HEAD", "OPTIONS"}:
            if not named:
                continue
            with site.test_request_context():
                address = site.url_for(rule.endpoint, **dict.fromkeys(rule.arguments, 2))
            answer = eve.client.open(address, method=method, data={"csrf_token": eve.token("/account")})
            assert answer.status_code == 404, f"{method} {address}"
            tried += 1

    assert tried >= 2
    assert _state(path) == before


def test_every_id_in_an_address_that_changes_something_is_looked_up_in_the_team(site: Flask) -> None:
    unknown = [
        (rule.rule, name)
        for rule in site.url_map.iter_rules()
        for name in rule.arguments
        if (rule.methods or set()) - {"GET", "HEAD", "OPTIONS"}
        and (name.endswith("_id"))
        and name not in {*OWNERS, *CHECKED_BY_VIEWS}
    ]

    assert unknown == [], "name who owns it in webapp/auth/owning.py"


def test_how_a_task_did_is_told_of_the_own_team_alone(eve: Visitor, ada: Visitor) -> None:
    address = f"/tasks/{Catalogue().all()[0].id}"

    assert "95 % interval" in ada.open(address).text
    assert "95 % interval" not in eve.open(address).text


def test_only_one_place_of_the_site_opens_a_store_and_it_binds_it() -> None:
    root = Path(webapp.__file__).parent
    openers = [path.relative_to(root).name for path in root.rglob("*.py") if "Store.open(" in path.read_text()]

    assert openers == ["resources.py"]


def test_a_batch_belongs_to_the_team_of_whoever_asked(eve: Visitor, ada: Visitor, path: Path) -> None:
    fields = {"task": ["ledger-line"], "strategy": ["balanced"], "agent": "repair", "repeats": "1"}
    answer = eve.send("/batches/", on="/batches/new", **fields)

    number = int(answer.headers["Location"].rpartition("/")[2])
    with Store.open(path) as store:
        assert store.batches.get(number).team == "other"
    assert ada.open(f"/batches/{number}").status_code == 404


def test_one_who_belongs_to_two_teams_looks_at_one_at_a_time(site: Flask, path: Path) -> None:
    add_person(path, name="joy", team="third")
    with Store.open(path) as store:
        joy = store.teams.find_person_id("joy")
        assert joy is not None
        store.teams.put(joy, team="default", role="viewer", now=datetime.now(UTC))
    visitor = Visitor(site)
    visitor.sign_in("joy")

    assert TITLE not in visitor.open("/batches/").text
    visitor.send("/account/team", on="/account", team="default")
    assert TITLE in visitor.open("/batches/").text
    assert visitor.open("/batches/new").status_code == 403  # a viewer there, an admin at home
    assert visitor.send("/account/team", on="/account", team="other").status_code == 404


def _state(path: Path) -> object:
    with Store.open(path) as store:
        return [(batch.id, batch.state, batch.counts) for batch in store.batches.list()]
