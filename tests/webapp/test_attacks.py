"""What somebody may try against the site, one attack after the other."""

import re
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from sandbox.fake import FakeRunner, judged
from sandbox.model import ExecutionResult, ExecutionSpec
from tests.webapp.factories import NAME, PASSWORD, Bench, add_batch, add_person
from tests.webapp.visiting import KEY, Visitor, app_on
from training.store import Store
from training.worker import Worker, WorkerSettings
from webapp.environment import UnusableVariableError, read_settings
from webapp.factory import create_app
from webapp.limits import Limiter
from webapp.settings import Rates, WebSettings

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>'\"><svg onload=alert(1)>{{'inj'~'ected'}}"

TABS = ("overview", "code", "tests", "output", "limits", "provenance", "effect")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "proving.db"
    add_person(path)
    return path


def signed_in(path: Path, **settings: object) -> Visitor:
    visitor = Visitor(create_app(WebSettings(database=path, secret_key=KEY, **settings)))  # type: ignore[arg-type]
    assert visitor.sign_in().status_code == 303
    return visitor


def malicious(spec: ExecutionSpec) -> ExecutionResult:
    """Answer as a candidate would that wants to run a script in whoever reads of it."""
    result = judged(spec, {SCRIPT: False, f"fine {SCRIPT}": True})
    return ExecutionResult(**{**vars(result), "stdout": SCRIPT, "stderr": f"\x1b]8;;javascript:alert(1)\x07{SCRIPT}"})


def test_nothing_of_a_candidates_output_scripts_a_page(path: Path) -> None:
    number = add_batch(path, run=False, title=SCRIPT)
    settings = WorkerSettings(owner=SCRIPT, slots=1, batch_id=number)
    Worker(lambda: Store.open(path), runner=FakeRunner(malicious), workbench=Bench(), settings=settings).run(
        threading.Event(), until_idle=True
    )
    ada = signed_in(path)
    addresses = [
        *(
            "/",
            "/batches/",
            "/batches/1",
            "/trials/1",
            "/executions/",
            "/profiles/",
            "/profiles/1",
            "/system/",
            "/audit/",
        ),
        *(f"/executions/1?tab={tab}" for tab in TABS),
        *("/executions/1/bundle", f"/search/?q={SCRIPT}", "/api/v1/executions/1"),
    ]
    shown = 0
    for address in addresses:
        answer = ada.open(address)
        if answer.content_type.startswith("text/html"):
            shown += "&lt;script&gt;alert" in answer.text
            for forbidden in ("<script>alert", "<img src=x", "<svg onload", 'href="javascript', "injected", "\x1b"):
                assert forbidden not in answer.text, address
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"

    assert shown >= 4


def half_a_character(spec: ExecutionSpec) -> ExecutionResult:
    """Answer as the judge may after `expect("😀"[0])`, in every text there is."""
    result = judged(spec, {"\ud83d": False})
    test = replace(result.tests[0], file="\ud83d.spec.js")
    return replace(result, tests=(test,), reason="\ud83d", trust_reason="\ud83d", stdout="\ud83d", stderr="\ud83d")


def test_half_a_character_keeps_no_page_and_no_export_from_opening(path: Path) -> None:
    number = add_batch(path, run=False)
    settings = WorkerSettings(owner="tests", slots=1, batch_id=number)
    Worker(lambda: Store.open(path), runner=FakeRunner(half_a_character), workbench=Bench(), settings=settings).run(
        threading.Event(), until_idle=True
    )
    ada = signed_in(path)
    addresses = (
        *(f"/executions/1?tab={tab}" for tab in TABS),
        *("/executions/1/bundle", "/executions/1/bundle?format=json", "/executions/1/stdout.txt"),
        *("/executions/export.csv", "/executions/export.json", "/api/v1/executions/1", "/trials/1"),
    )

    assert {address: ada.open(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)


def test_a_session_that_was_fixed_before_the_sign_in_is_worth_nothing(path: Path) -> None:
    visitor = Visitor(app_on(path))
    visitor.client.set_cookie("proving_session", "chosen-by-mallory")
    visitor.sign_in()
    cookie = visitor.client.get_cookie("proving_session")

    assert cookie is not None
    assert cookie.value != "chosen-by-mallory"
    visitor.client.set_cookie("proving_session", "chosen-by-mallory")
    assert visitor.open("/").status_code == 303


def test_over_https_cookies_are_for_this_host_and_for_https_alone(path: Path) -> None:
    site = create_app(WebSettings(database=path, secret_key=KEY, https=True, address="https://proving.example.org"))
    client = site.test_client()
    base = "https://proving.example.org"
    page = client.get("/sign-in", base_url=base).text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    fields = {"csrf_token": token.group(1), "name": NAME, "password": PASSWORD}
    answer = client.post("/sign-in", data=fields, base_url=base, headers={"Referer": f"{base}/sign-in"})

    cookies = answer.headers.getlist("Set-Cookie")
    session = next(cookie for cookie in cookies if cookie.startswith("__Host-proving_session="))
    for attribute in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert attribute in session
    assert "Domain=" not in session
    assert all("Secure" in cookie and "HttpOnly" in cookie for cookie in cookies)
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_a_request_for_another_host_is_refused(path: Path) -> None:
    site = create_app(WebSettings(database=path, secret_key=KEY, address="https://proving.example.org"))

    assert site.test_client().get("/sign-in", base_url="https://evil.example").status_code == 400
    assert site.test_client().get("/sign-in", base_url="https://proving.example.org").status_code == 200


def test_a_form_from_another_site_changes_nothing(path: Path) -> None:
    add_batch(path, run=False)
    ada = signed_in(path)

    for data in ({}, {"csrf_token": "made-up"}, {"csrf_token": Visitor(app_on(path)).token("/sign-in")}):
        assert ada.client.post("/batches/1/cancel", data=data).status_code == 400
    assert ada.client.get("/batches/1/cancel").status_code == 405
    with Store.open(path) as store:
        assert store.batches.get(1).counts.cancelled == 0


def test_too_many_requests_are_told_to_wait(path: Path) -> None:
    ada = signed_in(path, rates=Rates(changing=3))
    answers = [ada.send("/preferences/theme", on="/account", theme="dark") for _ in range(4)]

    assert [answer.status_code for answer in answers] == [303, 303, 303, 429]
    assert int(answers[-1].headers["Retry-After"]) >= 1
    assert ada.open("/").status_code == 200


def test_a_bucket_is_refilled_steadily_and_each_visitor_has_their_own() -> None:
    seconds = [0.0]
    limiter = Limiter(clock=lambda: seconds[0])

    assert [limiter.wait_seconds("a", per_minute=2) for _ in range(3)] == [0, 0, 30]
    assert limiter.wait_seconds("b", per_minute=2) == 0
    seconds[0] = 30.0
    assert [limiter.wait_seconds("a", per_minute=2) for _ in range(2)] == [0, 30]
    assert [limiter.wait_seconds("a", per_minute=0) for _ in range(9)] == [0] * 9


@pytest.mark.parametrize("address", ["/batches/99999999999999999999", "/batches/?after=99999999999999999999"])
def test_a_number_that_no_store_holds_is_no_error_of_ours(path: Path, address: str) -> None:
    assert signed_in(path).open(address).status_code in {200, 404}


def test_a_proxys_word_counts_only_where_one_stands(path: Path) -> None:
    lie = {"X-Forwarded-For": "203.0.113.7"}
    for proxies, expected in ((0, "127.0.0.1"), (1, "203.0.113.7")):
        visitor = Visitor(create_app(WebSettings(database=path, secret_key=KEY, proxies=proxies)))
        fields = {"csrf_token": visitor.token("/sign-in"), "name": "mallory", "password": "x"}
        visitor.client.post("/sign-in", data=fields, headers=lie)
        with Store.open(path) as store:
            assert store.acts.list(limit=1)[0].deed.address == expected


def test_the_web_process_is_given_neither_engine_nor_agents_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    from proving.config import load_settings  # noqa: PLC0415 - the site itself never imports it
    from proving.serving import web_environment  # noqa: PLC0415 - as above

    for name in ("DOCKER_HOST", "ANTHROPIC_API_KEY", "OPENAI_API_KEY", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "secret")
    settings, _ = load_settings({})

    assert "secret" not in web_environment(settings).values()


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PROVING_ADDRESS", "proving.example.org"),
        ("PROVING_PROXIES", "many"),
        ("PROVING_RATES", "reading"),
        ("PROVING_OIDC_ISSUER", "https://id.example.org"),
    ],
)
def test_a_setting_that_can_not_be_used_is_refused_by_name(variable: str, value: str) -> None:
    with pytest.raises(UnusableVariableError, match="PROVING_"):
        read_settings({variable: value}, database=Path("x"), secret_key=KEY)
