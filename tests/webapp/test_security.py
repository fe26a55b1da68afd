"""Who may see what, and what a page may not do."""

from pathlib import Path

import pytest
from flask import Flask
from werkzeug.routing import AnyConverter, Rule
from werkzeug.routing.converters import NumberConverter

from tests.webapp.factories import PASSWORD, add_person
from tests.webapp.visiting import Visitor, app_on
from webapp.access import Right, needed_right


def test_every_route_declares_the_right_that_it_needs(site: Flask) -> None:
    undeclared = [
        rule.endpoint
        for rule in site.url_map.iter_rules()
        if rule.endpoint != "static" and needed_right(site.view_functions[rule.endpoint]) is None
    ]

    assert undeclared == []


def test_a_stranger_sees_no_page(site: Flask) -> None:
    stranger = Visitor(site)
    for rule in site.url_map.iter_rules():
        view = site.view_functions[rule.endpoint]
        if "GET" not in (rule.methods or ()) or needed_right(view) in {None, Right.OPEN}:
            continue
        values = {name: _example(rule, name) for name in rule.arguments}
        with site.test_request_context():
            address = site.url_for(rule.endpoint, **values)
        answer = stranger.open(address)
        if address.startswith("/api/"):
            assert answer.status_code == 401, address
            continue
        assert answer.status_code == 303, address
        assert answer.headers["Location"].startswith("/sign-in")


def _example(rule: Rule, name: str) -> object:
    """Return something that stands for one part of an address."""
    converter = rule._converters[name]
    if isinstance(converter, NumberConverter):
        return 1
    return min(converter.items) if isinstance(converter, AnyConverter) else "x"


def test_a_form_without_its_token_is_refused(visitor: Visitor) -> None:
    answer = visitor.client.post("/batches/", data={"task": "ledger-line"})

    assert answer.status_code == 400
    assert "This form has expired." in answer.text


def test_a_viewer_can_look_but_not_run(tmp_path: Path) -> None:
    path = tmp_path / "proving.db"
    add_person(path, name="vera", role="viewer")
    vera = Visitor(app_on(path))
    vera.sign_in("vera")

    assert vera.open("/").status_code == 200
    assert vera.open("/batches/new").status_code == 403
    assert vera.send("/batches/", on="/account").status_code == 403


def test_only_an_auditor_sees_hidden_tests_and_references(tmp_path: Path, visitor: Visitor) -> None:
    path = tmp_path / "proving.db"
    add_person(path, name="otto", role="operator")
    otto = Visitor(app_on(path))
    otto.sign_in("otto")

    assert "Hidden tests" in visitor.open("/tasks/ledger-line").text
    page = otto.open("/tasks/ledger-line").text
    assert "<h2>Hidden tests</h2>" not in page
    assert "<h2>Reference</h2>" not in page


def test_what_an_act_says_is_for_those_who_may_read_the_log_of_acts(tmp_path: Path) -> None:
    path = tmp_path / "proving.db"
    add_person(path, name="vera", role="viewer")
    add_person(path, name="orla", role="auditor")
    site = app_on(path)
    vera, orla = Visitor(site), Visitor(site)
    vera.sign_in("vera")  # which is an act
    orla.sign_in("orla")

    kept_back, told = vera.open("/audit/chain/1"), orla.open("/audit/chain/1")
    assert "auditors and admins read them" in kept_back.text
    assert "signed in" not in kept_back.text
    assert "signed in" in told.text
    assert "Whole: its hash covers what it says" in told.text


def test_wrong_passwords_lock_a_name_for_a_while(empty_site: Flask) -> None:
    mallory = Visitor(empty_site)
    statuses = [mallory.sign_in(password=f"guess number {n}").status_code for n in range(6)]

    assert statuses == [422, 422, 422, 422, 422, 429]
    assert mallory.sign_in().status_code == 429


def test_signing_out_ends_the_session_in_the_store(visitor: Visitor) -> None:
    cookie = visitor.client.get_cookie("proving_session")
    assert cookie is not None
    visitor.send("/sign-out", on="/account")
    visitor.client.set_cookie("proving_session", cookie.value)

    assert visitor.open("/").status_code == 303


@pytest.mark.parametrize(
    "address", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_sign_in_never_leads_away(empty_site: Flask, address: str) -> None:
    someone = Visitor(empty_site)
    answer = someone.send("/sign-in", on="/sign-in", name="ada", password=PASSWORD, next=address)

    assert answer.headers["Location"] == "/"


def test_every_answer_carries_the_headers_that_hold_a_browser(visitor: Visitor) -> None:
    for address in ("/", "/nowhere", "/static/css/base.css"):
        headers = visitor.open(address).headers
        assert "script-src 'self'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"


def test_no_page_holds_inline_script_or_style(visitor: Visitor) -> None:
    for address in ("/", "/batches/1", "/batches/new", "/executions/1?tab=code", "/profiles/1"):
        page = visitor.open(address).text
        assert "<script>" not in page
        assert " style=" not in page
        assert " onclick=" not in page


def test_a_body_over_the_limit_is_refused(visitor: Visitor) -> None:
    assert visitor.client.post("/batches/", data={"task": "x" * 2_000_000}).status_code == 413
