"""Sign-in by another party, against a provider on loopback that signs for real and can lie."""

import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from joserfc.jwk import RSAKey
from werkzeug.test import TestResponse

from tests.webapp.factories import add_person
from tests.webapp.oidc_provider import CLIENT_ID, CLIENT_SECRET, Provider, serve
from tests.webapp.visiting import KEY, Visitor
from training.store import Store
from webapp.auth.service import token_hash
from webapp.factory import create_app
from webapp.settings import OidcSettings, WebSettings


@pytest.fixture
def provider() -> Iterator[Provider]:
    made = Provider()
    with serve(made) as server:
        yield made
        server.shutdown()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "proving.db"
    add_person(path)
    return path


@pytest.fixture
def guest(path: Path, provider: Provider) -> Visitor:
    oidc = OidcSettings(
        issuer=provider.issuer,
        client_id=CLIENT_ID,
        client_secret=CLIENT_SECRET,
        domains=("example.org",),
        role="operator",
    )
    return Visitor(create_app(WebSettings(database=path, secret_key=KEY, oidc=oidc)))


class NoFollowing(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def sign_in(guest: Visitor, query: str = "") -> TestResponse:
    """Go to the provider and back, as a browser does."""
    there = guest.open(f"/sign-in-with/{query}")
    assert there.status_code == 302
    try:
        urllib.request.build_opener(NoFollowing).open(there.headers["Location"], timeout=10)
    except urllib.error.HTTPError as redirect:
        back = redirect.headers["Location"]
    return guest.open(back.removeprefix("http://localhost"))


def people(path: Path) -> dict[str, str]:
    with Store.open(path) as store:
        return {one.person.name: one.person.role for one in store.teams.members("default")}


ADMITTED = {"sub": "42", "preferred_username": "grace", "email": "grace@example.org", "email_verified": True}


def test_somebody_of_an_admitted_domain_gets_an_account_and_keeps_it(
    guest: Visitor, provider: Provider, path: Path
) -> None:
    provider.claims = ADMITTED
    first = sign_in(guest, "?next=/tasks/")
    guest.send("/sign-out", on="/account")
    second = sign_in(guest)

    assert (first.status_code, first.headers["Location"]) == (303, "/tasks/")
    assert (second.status_code, second.headers["Location"]) == (303, "/")
    assert people(path) == {"ada": "admin", "grace": "operator"}
    assert guest.open("/batches/new").status_code == 200
    assert "Sign in with single sign-on" in Visitor(guest.client.application).open("/sign-in").text


@pytest.mark.parametrize(
    "claims",
    [
        {"sub": "42", "preferred_username": "grace"},
        {**ADMITTED, "email_verified": False},
        {**ADMITTED, "email_verified": "true"},
        {**ADMITTED, "email": "grace@example.org.evil.example"},
        {**ADMITTED, "email": "grace@elsewhere.example"},
    ],
)
def test_somebody_else_is_not_let_in(guest: Visitor, provider: Provider, path: Path, claims: dict[str, object]) -> None:
    provider.claims = claims
    answer = sign_in(guest)

    assert answer.headers["Location"] == "/sign-in"
    assert "You have no account here yet" in guest.open("/sign-in").text
    assert people(path) == {"ada": "admin"}


def test_a_name_that_is_taken_gives_no_way_into_its_account(guest: Visitor, provider: Provider, path: Path) -> None:
    provider.claims = {**ADMITTED, "preferred_username": "ada"}
    sign_in(guest)

    assert people(path) == {"ada": "admin", "ada-2": "operator"}
    assert "Role: operator" in guest.open("/account").text


def test_a_one_time_link_lets_in_and_is_spent(guest: Visitor, path: Path) -> None:
    with Store.open(path) as store:
        now = store.teams.get("default").created_at
        later = now.replace(year=now.year + 1)
        store.accounts.invite(token_hash("a-link"), role="auditor", now=now, expires_at=later)
    assert "Go on with single sign-on" in guest.open("/sign-in/a-link").text

    assert sign_in(guest, "?invitation=a-link").status_code == 303
    assert people(path)["grace"] == "auditor"
    assert guest.open("/sign-in/a-link").status_code == 404


def test_a_one_time_link_into_another_team_lets_in_somebody_who_has_an_account(
    guest: Visitor, provider: Provider, path: Path
) -> None:
    provider.claims = ADMITTED
    sign_in(guest)
    guest.send("/sign-out", on="/account")
    with Store.open(path) as store:
        now = store.teams.get("default").created_at
        store.teams.create("other", title="", created_by="tests", now=now)
        later = now.replace(year=now.year + 1)
        store.accounts.invite(token_hash("a-link"), role="auditor", team="other", now=now, expires_at=later)

    assert sign_in(guest, "?invitation=a-link").status_code == 303
    assert "Role: auditor" in guest.open("/account").text
    with Store.open(path) as store:
        assert [one.person.name for one in store.teams.members("other")] == ["grace"]
    assert guest.open("/sign-in/a-link").status_code == 404


@pytest.mark.parametrize(
    "lies",
    [
        {"nonce": "another"},
        {"aud": "another"},
        {"iss": "https://elsewhere.example"},
        {"exp": 1},
        {"sub": ""},
    ],
    ids=str,
)
def test_a_token_that_does_not_hold_is_not_believed(
    guest: Visitor, provider: Provider, path: Path, lies: dict[str, object]
) -> None:
    provider.claims, provider.lies = ADMITTED, lies
    answer = sign_in(guest)

    assert answer.headers["Location"] == "/sign-in"
    assert "did not work" in guest.open("/sign-in").text
    assert people(path) == {"ada": "admin"}


def test_a_signature_by_another_key_is_not_believed(guest: Visitor, provider: Provider, path: Path) -> None:
    provider.claims, provider.signing_key = ADMITTED, RSAKey.generate_key(2048, {"kid": "one"})

    assert sign_in(guest).headers["Location"] == "/sign-in"
    assert people(path) == {"ada": "admin"}


def test_an_answer_that_nobody_asked_for_is_refused(guest: Visitor, provider: Provider, path: Path) -> None:
    provider.claims = ADMITTED
    guest.open("/sign-in-with/")

    assert guest.open("/sign-in-with/back?code=code-0&state=made-up").headers["Location"] == "/sign-in"
    assert guest.open("/sign-in-with/back?error=access_denied").headers["Location"] == "/sign-in"
    assert people(path) == {"ada": "admin"}


def test_one_who_was_disabled_stays_out(guest: Visitor, provider: Provider, path: Path) -> None:
    provider.claims = ADMITTED
    sign_in(guest)
    with Store.open(path) as store:
        store.accounts.disable("grace", now=store.teams.get("default").created_at)

    assert guest.open("/").status_code == 303
    assert sign_in(guest).headers["Location"] == "/sign-in"
    assert "disabled" in guest.open("/sign-in").text


def test_a_provider_that_is_down_is_one_sentence(guest: Visitor, provider: Provider) -> None:
    provider.is_down = True

    assert guest.open("/sign-in-with/").headers["Location"] == "/sign-in"
    assert "did not work" in guest.open("/sign-in").text


def test_it_never_leads_away(guest: Visitor, provider: Provider) -> None:
    provider.claims = ADMITTED

    assert sign_in(guest, "?next=//evil.example").headers["Location"] == "/"


def test_without_a_provider_there_is_no_such_page(path: Path) -> None:
    visitor = Visitor(create_app(WebSettings(database=path, secret_key=KEY)))

    assert visitor.open("/sign-in-with/").status_code == 404
