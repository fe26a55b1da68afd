"""Accounts and teams: roles that are given and taken, links, sessions and tokens that end when they are told to."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.webapp.factories import PASSWORD, add_person
from tests.webapp.visiting import Visitor, app_on
from training.model.acts import ActFilter
from training.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "proving.db"
    add_person(path)
    return path


def signed_in(path: Path, name: str = "ada") -> Visitor:
    visitor = Visitor(app_on(path))
    assert visitor.sign_in(name).status_code == 303
    return visitor


def link_in(page: str) -> str:
    found = re.search(r'id="link" value="http://localhost([^"]+)"', page)
    assert found
    return found.group(1)


def acts_of(path: Path) -> list[str]:
    with Store.open(path) as store:
        return [f"{act.deed.actor} {act.deed.action} {act.deed.kind}" for act in store.acts.list(ActFilter())]


def test_an_admin_invites_and_the_guest_joins_with_that_role(path: Path) -> None:
    ada, guest = signed_in(path), Visitor(app_on(path))
    page = ada.send("/team/invitations", on="/team/", role="operator")
    link = link_in(page.text)

    assert page.status_code == 201
    assert "You join the team default as operator." in guest.open(link).text
    fields = {"name": "grace", "password": PASSWORD, "again": PASSWORD}
    assert guest.send(link, on=link, **fields).status_code == 303
    assert guest.open("/batches/new").status_code == 200
    assert guest.open("/team/").status_code == 403
    assert Visitor(app_on(path)).open(link).status_code == 404
    assert {"ada invited somebody to team", "grace joined person"} <= set(acts_of(path))


def test_one_who_has_an_account_joins_a_second_team_by_a_link(path: Path) -> None:
    add_person(path, name="eve", team="other")
    ada, eve = signed_in(path), signed_in(path, "eve")
    link = link_in(ada.send("/team/invitations", on="/team/", role="auditor").text)

    assert "Join the team default?" in eve.open(link).text
    eve.send(link, on=link)

    assert "Role: auditor in the team default" in eve.open("/account").text
    assert "other" in eve.open("/account").text


def test_a_role_that_is_taken_ends_what_it_allowed_at_once(path: Path) -> None:
    add_person(path, name="otto", role="operator")
    ada, otto = signed_in(path), signed_in(path, "otto")
    assert otto.open("/batches/new").status_code == 200

    ada.send("/team/members/2/role", on="/team/", role="viewer")

    assert otto.open("/batches/new").status_code == 403


@pytest.mark.parametrize("address", ["/team/members/1/role", "/team/members/1/remove"])
def test_a_team_is_never_left_without_an_admin(path: Path, address: str) -> None:
    ada = signed_in(path)
    ada.send(address, on="/team/", role="viewer")

    assert "would be left without an admin" in ada.open("/team/").text
    assert ada.open("/team/").status_code == 200


def test_one_who_is_removed_is_out_with_sessions_and_tokens(path: Path) -> None:
    add_person(path, name="otto", role="operator")
    ada, otto = signed_in(path), signed_in(path, "otto")
    otto.send("/account/tokens", on="/account", name="ci", scope=["view"], days="5")

    ada.send("/team/members/2/remove", on="/team/")

    assert otto.open("/").status_code == 303
    assert Visitor(app_on(path)).sign_in("otto").status_code == 422
    with Store.open(path) as store:
        assert store._db.execute("select count(*) from api_tokens where revoked_at is null").fetchone() == (0,)


def test_an_admin_ends_somebodys_session(path: Path) -> None:
    add_person(path, name="otto", role="operator")
    ada, otto = signed_in(path), signed_in(path, "otto")
    page = ada.open("/team/sessions").text
    row = next(row for row in page.split("<tr") if ">otto<" in row)
    address = re.search(r'action="([^"]+/end)"', row)
    assert address

    ada.send(address.group(1), on="/team/sessions")

    assert otto.open("/").status_code == 303
    assert ada.open("/").status_code == 200


def test_nobody_ends_a_session_of_another_team_or_person(path: Path) -> None:
    add_person(path, name="eve", team="other")
    eve = signed_in(path, "eve")
    with Store.open(path) as store:
        ada = store.accounts.find_credentials("ada")
        assert ada is not None
        later = datetime.now(UTC) + timedelta(hours=1)
        store.sessions.open("f" * 64, person=ada.person, now=datetime.now(UTC), expires_at=later)

    assert eve.send(f"/team/sessions/{'f' * 16}/end", on="/team/sessions").status_code == 404
    assert eve.send(f"/account/sessions/{'f' * 16}/end", on="/account").status_code == 404
    with Store.open(path) as store:
        assert store.sessions.use("f" * 64, now=datetime.now(UTC)) is not None


def test_a_changed_password_ends_the_other_sessions_and_the_old_word(path: Path) -> None:
    here, elsewhere = signed_in(path), signed_in(path)
    new = "another walk at dusk"

    wrong = here.send("/account/password", on="/account", old="nonsense", password=new, again=new)
    right = here.send("/account/password", on="/account", old=PASSWORD, password=new, again=new)

    assert (wrong.status_code, right.status_code) == (422, 303)
    assert here.open("/").status_code == 200
    assert elsewhere.open("/").status_code == 303
    assert Visitor(app_on(path)).sign_in().status_code == 422
    assert Visitor(app_on(path)).sign_in(password=new).status_code == 303


def test_a_token_is_shown_once_and_only_its_hash_is_kept(path: Path) -> None:
    ada = signed_in(path)
    page = ada.send("/account/tokens", on="/account", name="ci", scope=["view", "run"], days="30")
    found = re.search(r'value="(pg_[^"]+)"', page.text)

    assert page.status_code == 201
    assert found
    assert found.group(1) not in ada.open("/account").text
    with Store.open(path) as store:
        store._db.execute("pragma wal_checkpoint(truncate)")
    assert found.group(1).encode() not in path.read_bytes()


@pytest.mark.parametrize(
    ("field", "value"), [("name", ""), ("scope", []), ("days", "0"), ("days", "367"), ("days", "many")]
)
def test_a_token_that_is_asked_for_wrongly_is_not_made(path: Path, field: str, value: object) -> None:
    ada = signed_in(path)
    fields = {"name": "ci", "scope": ["view"], "days": "30", field: value}
    answer = ada.send("/account/tokens", on="/account", **fields)

    assert answer.status_code == 422
    assert "-problem" in answer.text
    with Store.open(path) as store:
        assert store.tokens.of_team("default") == ()


def test_a_token_can_not_be_given_more_than_its_maker_may(path: Path) -> None:
    add_person(path, name="vera", role="viewer")
    vera = signed_in(path, "vera")

    assert vera.send("/account/tokens", on="/account", name="x", scope=["manage"], days="3").status_code == 422


def test_a_new_team_begins_with_its_founder(path: Path) -> None:
    ada = signed_in(path)
    taken = ada.send("/team/new", on="/team/new", name="default")
    unfit = ada.send("/team/new", on="/team/new", name="No Such Name")
    fine = ada.send("/team/new", on="/team/new", name="blue", title="The blue ones")

    assert (taken.status_code, unfit.status_code, fine.status_code) == (422, 422, 303)
    assert "Team blue" in ada.open("/team/").text
    assert "1\N{NARROW NO-BREAK SPACE}member" in ada.open("/team/").text or "1 member" in ada.open("/team/").text


def test_a_webhook_is_added_tested_and_removed_and_its_secret_shown_once(path: Path) -> None:
    ada = signed_in(path)
    hook = {"url": "https://example.org/hook", "topic": ["batch.finished"]}
    page = ada.send("/team/webhooks/", on="/team/webhooks/", **hook)

    assert page.status_code == 201
    assert "whsec_" in page.text
    assert "whsec_" not in ada.open("/team/webhooks/").text
    ada.send("/team/webhooks/1/test", on="/team/webhooks/")
    assert "not tried yet" in ada.open("/team/webhooks/").text
    ada.send("/team/webhooks/1/remove", on="/team/webhooks/")
    assert "No webhook yet" in ada.open("/team/webhooks/").text


def test_a_webhook_that_can_not_work_is_refused_at_its_field(path: Path) -> None:
    ada = signed_in(path)
    answer = ada.send("/team/webhooks/", on="/team/webhooks/", url="file:///etc/passwd", topic=[])

    assert answer.status_code == 422
    assert 'id="url-problem"' in answer.text
    assert 'id="topics-problem"' in answer.text


def test_a_lockout_survives_a_restart_and_another_address(path: Path) -> None:
    for number in range(5):
        Visitor(app_on(path)).sign_in(password=f"guess number {number}")

    restarted = Visitor(app_on(path))
    answer = restarted.client.post(
        "/sign-in",
        data={"csrf_token": restarted.token("/sign-in"), "name": "ADA", "password": PASSWORD},
        environ_base={"REMOTE_ADDR": "203.0.113.9"},
    )

    assert answer.status_code == 429
    assert "nobody" not in acts_of(path)
    assert acts_of(path).count("ada failed to sign in as person") == 5
