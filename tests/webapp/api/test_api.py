"""The API: what it answers, to whom, and what it says when it does not."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.webapp.api.conftest import Program, token_for
from tests.webapp.factories import add_batch, add_person
from tests.webapp.visiting import KEY, Visitor, app_on
from training.model.acts import Via
from training.store import Store
from webapp.factory import create_app
from webapp.settings import WebSettings

CHAIN = """name = "sent-in"
title = "Sent in"

[[stages]]
name = "mend"
agent = "repair"
gives = "program"
instructions = "Mend it. {{ task }}"
"""
ASKED = {"tasks": ["ledger-line", "dimmer-level"], "strategies": ["balanced"], "repeats": 2, "seed": 5}


def test_a_batch_is_asked_for_read_stopped_resumed_and_cancelled(program: Program, path: Path) -> None:
    made = program("POST", "/batches", json=ASKED)
    assert made.status_code == 201
    assert made.headers["Location"] == "/api/v1/batches/1"
    assert program.get("/batches/1").json == made.json
    assert made.json is not None
    assert (made.json["counts"]["queued"], made.json["created_by"], made.json["state"]) == (4, "ada", "queued")

    trials = program.get("/batches/1/trials?limit=3").json
    assert trials is not None
    rest = program.get(f"/batches/1/trials?after={trials['next_after']}").json
    assert rest is not None
    assert [trial["ordinal"] for trial in (*trials["items"], *rest["items"])] == [1, 2, 3, 4]
    assert rest["next_after"] is None

    for action, state in (("stop", "stopped"), ("resume", "queued"), ("cancel", "cancelled")):
        answer = program("POST", f"/batches/1/{action}")
        assert (answer.status_code, answer.json and answer.json["state"]) == (200, state)
    assert program("POST", "/batches/1/retry").json == {"trials": 0}
    with Store.open(path) as store:
        acts = store.acts.list()
    assert {act.deed.via for act in acts} == {Via.API}
    assert [act.deed.action for act in reversed(acts)] == ["asked for", "stopped", "resumed", "cancelled", "retried"]


def test_a_full_queue_is_a_refusal_and_no_outage(program: Program, path: Path) -> None:
    with Store.open(path) as store:
        store.limits.set("queued", 3, by="ada", now=datetime.now(UTC))
    answer = program("POST", "/batches", json=ASKED)

    assert answer.status_code == 409
    assert "room for 3 more trials" in answer.text


def test_a_batch_whose_budget_is_spent_goes_on_with_a_larger_one(program: Program, path: Path) -> None:
    program("POST", "/batches", json={**ASKED, "budget": {"seconds": 0.001}})
    with Store.open(path) as store:
        now = datetime.now(UTC)
        lease = store.trials.lease(owner="one", now=now - timedelta(seconds=9), seconds=60)
        assert lease is not None
        assert store.trials.lease(owner="one", now=now, seconds=60) is None
    refused = program("POST", "/batches/1/resume")
    assert (refused.status_code, "larger one" in refused.text) == (409, True)

    resumed = program("POST", "/batches/1/resume", json={"budget": {"seconds": 3600}})
    assert resumed.json is not None
    assert (resumed.json["state"], resumed.json["budget"]) == ("running", {"seconds": 3600.0, "usd": None})
    assert program("POST", "/batches/1/resume", json={"budget": {"seconds": 0}}).status_code == 422


def test_a_request_with_a_key_is_carried_out_once(program: Program, path: Path) -> None:
    key = {"Idempotency-Key": "nightly-7"}
    first = program("POST", "/batches", json=ASKED, headers=key)
    again = program("POST", "/batches", json=ASKED, headers=key)
    other = program("POST", "/batches", json={**ASKED, "repeats": 1}, headers=key)
    fresh = program("POST", "/batches", json=ASKED, headers={"Idempotency-Key": "nightly-8"})

    assert (first.status_code, again.status_code, other.status_code, fresh.status_code) == (201, 200, 409, 201)
    assert again.json == first.json
    with Store.open(path) as store:
        assert [batch.id for batch in store.batches.list()] == [2, 1]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"tasks": ["no-such-task"]}, "batch"),
        ({"tasks": []}, "batch"),
        ({"strategies": ["reckless"]}, "batch"),
        ({"agent": "nobody"}, "batch"),
        ({"repeats": 0}, "repeats"),
        ({"repeats": "two"}, "repeats"),
        ({"seed": -1}, "seed"),
        ({"isolation": "none"}, "isolation"),
        ({"titel": "misspelt"}, "titel"),
        ({"title": "half a character \ud800"}, "title"),
        ({"budget": {"usd": -1}}, "budget"),
    ],
)
def test_what_is_asked_wrongly_is_told_at_its_field_and_nothing_is_queued(
    program: Program, path: Path, change: dict[str, object], field: str
) -> None:
    answer = program("POST", "/batches", data=json.dumps({**ASKED, **change}), content_type="application/json")

    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"
    assert answer.json is not None
    assert field in json.dumps(answer.json["errors"])
    with Store.open(path) as store:
        assert store.batches.is_empty()


@pytest.mark.parametrize("body", ["{", "[" * 100_000, "null", "[]", '"x"', "\x00"])
def test_a_body_that_is_no_object_is_refused_in_order(program: Program, body: str) -> None:
    answer = program("POST", "/batches", data=body, content_type="application/json")

    assert answer.status_code in {400, 422}
    assert answer.content_type == "application/problem+json"


def test_a_problem_says_what_to_do_and_carries_the_id(program: Program) -> None:
    answer = program.get("/batches/99")

    assert answer.status_code == 404
    assert answer.json == {
        "type": "about:blank",
        "title": "There is no batch 99.",
        "status": 404,
        "detail": "Check the address, or search for what you expected here.",
        "instance": f"urn:request:{answer.headers['X-Request-Id']}",
    }


def test_a_number_that_no_store_holds_leads_nowhere(program: Program) -> None:
    assert program.get(f"/batches/{2**63}").status_code == 404
    assert program.get(f"/batches?after={2**63}").status_code == 422


def test_what_is_known_already_is_not_sent_again(program: Program) -> None:
    program("POST", "/batches", json=ASKED)
    first = program.get("/batches/1")
    etag = {"If-None-Match": first.headers["ETag"]}

    assert program.get("/batches/1", headers=etag).status_code == 304
    program("POST", "/batches/1/stop")
    assert program.get("/batches/1", headers=etag).status_code == 200


def test_a_change_that_was_meant_for_another_state_is_refused(program: Program) -> None:
    program("POST", "/batches", json=ASKED)
    etag = program.get("/batches/1").headers["ETag"]
    program("POST", "/batches/1/stop")

    late = program("POST", "/batches/1/cancel", headers={"If-Match": etag})
    fresh = program("POST", "/batches/1/cancel", headers={"If-Match": program.get("/batches/1").headers["ETag"]})

    assert (late.status_code, fresh.status_code) == (412, 200)


def test_a_token_that_does_not_work_opens_nothing(path: Path, program_of: Callable[..., Program]) -> None:
    site = app_on(path)
    strangers = [
        Program(site, None),
        Program(site, "pg_made-up"),
        Program(site, "pg_" + "\u00e9" * 8),
        program_of(ends_in=timedelta(seconds=-1)),
    ]
    for stranger in strangers:
        answer = stranger.get("/batches")
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_token_may_no_more_than_its_scopes_and_its_persons_role(
    path: Path, program_of: Callable[..., Program]
) -> None:
    add_person(path, name="vera", role="viewer")
    reading, vera = program_of(scopes=("view",)), program_of("vera")

    assert reading.get("/batches").status_code == 200
    assert reading("POST", "/batches", json=ASKED).status_code == 403
    assert vera("POST", "/batches", json=ASKED).status_code == 403
    assert vera.get("/members").status_code == 403


def test_a_token_makes_no_tokens_for_they_would_outlive_it(program_of: Callable[..., Program]) -> None:
    short = program_of(scopes=("view",))
    answer = short("POST", "/tokens", json={"name": "longer", "scopes": ["view"], "days": 366})
    assert answer.status_code == 403
    assert "Sign in" in answer.text
    assert [token["name"] for token in (short.get("/tokens").json or {})["items"]] == ["tests"]


def test_a_token_revokes_none_but_itself(program_of: Callable[..., Program]) -> None:
    first, second = program_of(), program_of(scopes=("view",))
    ids = {token["scopes"][-1]: token["id"] for token in (second.get("/tokens").json or {})["items"]}

    refused = first("DELETE", f"/tokens/{ids['view']}")
    assert (refused.status_code, "Sign in" in refused.text) == (403, True)
    assert second.get("/me").status_code == 200
    assert second("DELETE", f"/tokens/{ids['view']}").status_code == 204
    assert second.get("/me").status_code == 401


def test_a_token_that_a_person_revokes_works_no_more(path: Path) -> None:
    ada = Visitor(app_on(path))
    ada.sign_in()
    csrf = {"X-CSRFToken": ada.token("/account")}
    asked = {"name": "ci", "scopes": ["view"], "days": 3}
    made = ada.client.post("/api/v1/tokens", json=asked, headers=csrf)
    assert made.status_code == 201
    assert made.json is not None
    other = Program(app_on(path), made.json["secret"])
    assert made.json["secret"].startswith("pg_")
    assert made.json["secret"] not in other.get("/tokens").text

    address = f"/api/v1/tokens/{made.json['token']['id']}"
    assert ada.client.delete(address, headers=csrf).status_code == 204
    assert other.get("/me").status_code == 401


def test_a_browsers_session_may_read_but_changes_only_with_its_csrf_token(path: Path) -> None:
    ada = Visitor(app_on(path))
    ada.sign_in()

    assert ada.open("/api/v1/me").status_code == 200
    assert ada.client.post("/api/v1/batches", json=ASKED).status_code == 400
    token = {"X-CSRFToken": ada.token("/account")}
    assert ada.client.post("/api/v1/batches", json=ASKED, headers=token).status_code == 201


def test_hidden_tests_are_for_those_who_may_audit(program: Program, program_of: Callable[..., Program]) -> None:
    shown, kept = program.get("/tasks/ledger-line").json, program_of(scopes=("view",)).get("/tasks/ledger-line").json
    assert shown is not None
    assert kept is not None

    assert shown["hidden_tests"]
    assert shown["reference"]
    assert (kept["hidden_tests"], kept["reference"]) == ([], [])
    assert kept["starter"] == shown["starter"]


def test_an_execution_comes_with_its_program_its_tests_and_its_output(reader: Program) -> None:
    listed = reader.get("/executions?limit=1&purpose=grade").json
    assert listed is not None
    row = listed["items"][0]
    detail = reader.get(f"/executions/{row['id']}").json
    assert detail is not None

    assert detail["row"] == row
    assert detail["files"][0]["content"]
    assert detail["tests"]
    assert "stdout" in detail
    assert detail["audit_hash"]
    of_trial = reader.get(f"/trials/{row['trial_id']}/executions").json
    assert of_trial is not None
    assert row in of_trial["items"]


def test_lists_go_on_by_key_to_the_end(reader: Program) -> None:
    seen: list[int] = []
    address = "/executions?limit=50"
    while address:
        answer = reader.get(address)
        assert answer.json is not None
        seen += [row["id"] for row in answer.json["items"]]
        link = answer.headers.get("Link", "")
        address = link.split(">")[0].removeprefix("</api/v1") if link else ""

    assert seen == sorted(set(seen), reverse=True)
    assert len(seen) > 50


def test_what_was_learnt_is_told_with_how_sure_it_is(reader: Program) -> None:
    profiles = reader.get("/profiles").json
    advice = reader.get("/recommendation?difficulty=easy").json
    report = reader.get("/report").json
    assert profiles is not None
    assert advice is not None
    assert report is not None

    first = profiles["items"][0]
    assert first["success_interval"][0] <= first["success"]["mean"] <= first["success_interval"][1]
    assert advice["choice"] in {arm["strategy_name"] for arm in advice["arms"]}
    assert report["validation"]
    updates = reader.get(f"/profiles/{first['id']}/updates?limit=1").json
    assert updates is not None
    assert updates["items"][0]["update"]["after"]["trials"] == first["trials"]


def test_what_a_batch_came_to_is_told_to_ci(reader: Program) -> None:
    xml, markdown = reader.get("/batches/1/junit.xml"), reader.get("/batches/1/summary.md")

    assert int(ET.fromstring(xml.text).get("tests", "0")) == 24  # noqa: S314 - our own text
    assert xml.content_type.startswith("application/xml")
    assert "| strategy |" in markdown.text


def test_people_sessions_webhooks_and_teams_are_managed_too(program: Program, path: Path) -> None:
    add_person(path, name="otto", role="viewer")

    assert program("PUT", "/members/2", json={"role": "operator"}).json is not None
    members = program.get("/members").json
    assert members is not None
    assert {one["person"]["name"]: one["person"]["role"] for one in members["items"]} == {
        "ada": "admin",
        "otto": "operator",
    }
    assert program("PUT", "/members/1", json={"role": "viewer"}).status_code == 409
    assert program("DELETE", "/members/2").status_code == 204
    link = program("POST", "/invitations", json={"role": "auditor"}).json
    assert link is not None
    assert "/sign-in/" in link["address"]
    hook = program("POST", "/webhooks", json={"url": "https://example.org/x", "topics": ["batch.finished"]}).json
    assert hook is not None
    assert hook["secret"].startswith("whsec_")
    assert "whsec_" not in program.get("/webhooks").text
    assert program("POST", f"/webhooks/{hook['id']}/test").status_code == 202
    messages = program.get("/messages").json
    assert messages is not None
    assert messages["items"][0]["state"] == "waiting"
    assert program("POST", "/teams", json={"name": "blue"}).status_code == 201
    me = program.get("/me").json
    assert me is not None
    assert me["teams"] == ["blue", "default"]
    assert program("POST", "/teams", json={"name": "No Good"}).status_code == 422


def test_another_teams_things_are_not_there(path: Path) -> None:
    add_batch(path)
    add_person(path, name="eve", team="other")
    eve = Program(app_on(path), token_for(path, "eve"))

    for address in ("/batches/1", "/batches/1/junit.xml", "/trials/1", "/executions/1", "/profiles/1"):
        assert eve.get(address).status_code == 404, address
    for address in ("/batches", "/executions", "/profiles"):
        answer = eve.get(address).json
        assert answer is not None
        assert answer["items"] == [], address
    assert eve("POST", "/batches/1/cancel").status_code == 404
    hits = eve.get("/search?q=1").json
    assert hits is not None
    assert {hit["kind"] for hit in hits["items"]} <= {"task", "strategy"}


def test_the_page_of_the_api_shows_every_operation_without_a_script(path: Path) -> None:
    ada = Visitor(app_on(path))
    ada.sign_in()
    page = ada.open("/api/v1/").text
    document = ada.open("/api/v1/openapi.json").json

    assert document is not None
    operations = [
        one["operationId"] for item in document["paths"].values() for m, one in item.items() if m != "parameters"
    ]
    assert len(operations) == len(set(operations)) >= 40
    assert all(f'id="{name}"' in page for name in operations)
    assert "<script>" not in page
    assert " style=" not in page


def test_a_chain_is_run_on_a_text_and_on_a_task_and_cancelled(program: Program, path: Path) -> None:
    chains = program.get("/chains").json
    assert chains is not None
    name = next(one["chain"]["name"] for one in chains["items"] if "repair" in str(one["chain"]["stages"]))
    assert program.get(f"/chains/{name}").status_code == 200
    assert program.get("/chains/no-such-chain").status_code == 404

    made = program("POST", "/chain-runs", json={"chain": name, "task": "ledger-line", "seed": 3})
    assert made.status_code == 201, made.text
    assert made.json is not None
    address = made.headers["Location"].removeprefix("/api/v1")
    assert program.get(address).json == made.json
    assert program.get(f"{address}/stages").json == {"items": []}
    assert program.get(f"{address}/hand-offs").json == {"items": []}
    listed = program.get("/chain-runs").json
    assert listed is not None
    assert [run["id"] for run in listed["items"]] == [made.json["id"]]
    assert program("POST", f"{address}/cancel").json is not None

    for wrong in ({"chain": "no-such"}, {"chain": name}, {"chain": name, "task": "no-such"}):
        assert program("POST", "/chain-runs", json=wrong).status_code == 422, wrong
    add_person(path, name="eve", team="other")
    assert Program(app_on(path), token_for(path, "eve")).get(address).status_code == 404


def test_a_chain_is_saved_as_a_new_version_and_a_broken_one_is_not(program: Program) -> None:
    made = program("POST", "/chains", json={"file": CHAIN, "note": "from outside"})
    assert made.status_code == 201, made.text
    again = program("POST", "/chains", json={"file": CHAIN.replace("Mend it", "Mend it well")})
    versions = program.get("/chains/sent-in").json
    assert versions is not None
    assert made.json is not None
    assert again.json is not None
    assert [one["chain"]["version"] for one in versions["items"]] == [
        again.json["chain"]["version"],
        made.json["chain"]["version"],
    ]

    for wrong in ("stages = 3", CHAIN.replace('"repair"', '"nobody"'), "{"):
        answer = program("POST", "/chains", json={"file": wrong})
        assert answer.status_code == 422, wrong
        assert "file" in answer.text
    assert len((program.get("/chains/sent-in").json or {})["items"]) == 2


def test_an_alert_rule_is_added_listed_and_removed(program: Program) -> None:
    made = program("POST", "/alert-rules", json={"agent": "repair", "strategy": "balanced", "threshold": 0.4})
    assert made.status_code == 201, made.text
    assert program.get("/alert-rules").json == {"items": [made.json]}
    assert program.get("/alerts").json is not None
    for wrong in ({"threshold": 2.0}, {}, {"threshold": 0.4, "window": 0}, {"baseline": "never promoted"}):
        answer = program("POST", "/alert-rules", json={"agent": "repair", "strategy": "balanced", **wrong})
        assert answer.status_code == 422, wrong
    assert made.json is not None
    assert program("DELETE", f"/alert-rules/{made.json['id']}").status_code == 204
    assert program.get("/alert-rules").json == {"items": []}


def test_a_one_time_link_leads_to_where_the_site_was_told_that_it_is(path: Path) -> None:
    site = create_app(WebSettings(database=path, secret_key=KEY, address="https://proving.example.org"))
    ask = Program(site, token_for(path))
    # as a proxy hands it on
    link = ask("POST", "/invitations", json={"role": "auditor"}, base_url="http://proving.example.org").json

    assert link is not None
    assert link["address"].startswith("https://proving.example.org/sign-in/")
