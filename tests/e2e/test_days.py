"""The days of the people who use the site, in a real browser."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import sign_in
from tests.e2e.pictures import PAGES
from tests.webapp.factories import add_batch

pytestmark = pytest.mark.browser

MORE = ("/executions/1?tab=output&find=a", "/?days=7", "/batches/?days=7")


def test_a_lead_opens_a_card_and_reads_where_its_number_comes_from(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Conservative").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Conservative")
    expect(page.locator(".uplot canvas").first).to_be_visible()
    expect(page.locator("#update-1")).to_contain_text("starts at")

    page.locator("#update-1 a").first.click()
    expect(page.get_by_text("Executions, in order")).to_be_visible()


def test_an_engineer_asks_for_a_batch_and_cancels_it(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="New batch").first.click()
    page.get_by_role("button", name="None").click()
    page.get_by_label(re.compile("One line of a ledger file")).check()
    expect(page.locator("#estimate")).to_contain_text("6 trials")
    page.get_by_role("button", name="Start the batch").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Batch")
    expect(page.get_by_text("No worker has been heard of")).to_be_visible()

    page.get_by_role("button", name="Cancel").click()
    expect(page.locator("#progress")).to_contain_text("cancelled")


def test_the_progress_of_a_batch_shows_without_a_reload(page: Page, database: Path) -> None:
    number = add_batch(database, run=False, title="Watched")
    page.goto(f"/batches/{number}")
    expect(page.locator("#progress")).to_contain_text("queued")

    from tests.webapp.factories import _now  # noqa: PLC0415 - used here alone
    from training.store import Store  # noqa: PLC0415 - used here alone

    with Store.open(database) as store:
        store.batches.cancel(number, now=_now())
    expect(page.locator("#progress")).to_contain_text("cancelled", timeout=10_000)
    expect(page.locator("#progress")).not_to_have_attribute("hx-get", re.compile("."))


def test_an_auditor_finds_a_failed_execution_and_says_why(page: Page) -> None:
    page.goto("/executions/")
    page.locator("select[name=result]").select_option("failed")
    page.wait_for_url("**result=failed**")
    page.locator("tbody th a").first.click()
    expect(page.locator(".verdict-line")).to_contain_text("Trust: isolated")

    page.get_by_role("link", name="Code").click()
    expect(page.get_by_role("link", name="Against the starter")).to_be_visible()
    page.get_by_role("link", name="Provenance").click()
    page.get_by_role("link", name=re.compile("of the audit chain")).click()
    expect(page.locator(".verdict-line")).to_contain_text("Whole")


def test_the_search_box_is_one_key_away(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("ledger")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="One line of a ledger file")).to_be_visible()


def test_the_theme_is_kept(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Auto").click()
    expect(page.get_by_role("button", name="Light")).to_be_visible()
    page.goto("/tasks/")
    expect(page.get_by_role("button", name="Light")).to_be_visible()


@pytest.mark.parametrize("address", [*PAGES.values(), *MORE])
def test_a_page_has_no_barrier_that_axe_finds(page: Page, address: str) -> None:
    page.goto(address)
    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("address", [*PAGES.values(), *MORE])
def test_a_page_fits_a_phone_and_logs_no_error(page: Page, address: str) -> None:
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address)

    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert errors == []


def test_the_main_flows_work_without_scripts(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    sign_in(page)
    page.goto("/batches/new?task=ledger-line")
    page.get_by_role("button", name="Start the batch").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Batch")
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("button", name="Resume")).to_be_visible()
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator("#progress")).to_contain_text("cancelled")

    page.goto("/executions/")
    page.locator("select[name=result]").select_option("failed")
    page.get_by_role("button", name="Show").click()
    page.locator("tbody th a").first.click()
    expect(page.locator(".verdict-line")).to_contain_text("Failed")
    page.get_by_role("link", name="Code", exact=True).click()
    expect(page.locator(".code").first).to_be_visible()
    context.close()


def test_a_newcomer_starts_a_batch_finds_a_failure_and_reads_why(page: Page) -> None:
    """Five clicks from the dashboard to the reason, each on a word that says where it leads."""
    page.goto("/")
    page.get_by_role("link", name="New batch").first.click()
    page.get_by_role("button", name="Start the batch").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Batch")

    page.goto("/")
    page.get_by_role("link", name="1 · Seeded").click()
    page.get_by_role("link", name="Its failures").click()
    page.locator("tbody th a").first.click()
    expect(page.locator(".verdict-line")).to_contain_text("tests failed")
    expect(page.get_by_role("heading", name=re.compile("Why: failed tests"))).to_be_visible()


def test_a_lead_compares_two_batches_and_keeps_a_view(page: Page, database: Path) -> None:
    number = add_batch(database, title="Again")
    page.goto("/batches/")
    for one in (1, number):
        page.get_by_label(f"Batch {one}, to compare").check()
    page.get_by_role("button", name="Compare two").click()
    expect(page.get_by_role("heading", name="Task by task")).to_be_visible()
    page.get_by_role("link", name="Difference").first.click()
    expect(page.locator(".inline-diff")).to_contain_text("From trial")

    page.goto("/executions/?result=failed")
    page.get_by_text("Save view").click()
    page.get_by_label("Name of this view").fill("What failed")
    page.get_by_role("button", name="Save", exact=True).click()
    page.goto("/")
    page.get_by_role("navigation", name="Your views").get_by_role("link", name="What failed").click()
    expect(page).to_have_url(re.compile("result=failed"))


def test_keys_lead_around(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("?")
    shortcuts = page.get_by_role("heading", name="Keyboard shortcuts")
    expect(shortcuts).to_be_visible()
    page.keyboard.press("Escape")
    expect(shortcuts).to_be_hidden()  # what is typed into a dialog is no shortcut
    page.keyboard.type("ge")
    page.wait_for_url("**/executions/")
    page.keyboard.press("f")
    expect(page.locator("#filter-text")).to_be_focused()


def test_an_execution_kept_as_a_file_opens_offline(page: Page, tmp_path: Path) -> None:
    page.goto("/executions/3")
    with page.expect_download() as started:
        page.get_by_role("link", name="Download").click()
    kept = tmp_path / "execution.html"
    started.value.save_as(kept)
    page.context.set_offline(True)
    page.goto(kept.as_uri())
    expect(page.locator(".verdict-line")).to_contain_text("Trust: isolated")
    assert page.locator(".verdict-line").evaluate("line => getComputedStyle(line).display") == "flex"
