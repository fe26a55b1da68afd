"""A real browser on the real site, with a store that the factories filled."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.e2e.site import CHROMIUM_ARGUMENTS, running_site
from tests.webapp.factories import NAME, PASSWORD, add_batch, seed

WIDE = {"width": 1440, "height": 900}
expect.set_options(timeout=30_000)  # milliseconds; a machine that is busy is no finding


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(CHROMIUM_ARGUMENTS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("site") / "proving.db"
    seed(path)
    add_batch(path, title="Another")  # two can be compared
    return path


@pytest.fixture(scope="session")
def site(database: Path) -> Iterator[str]:
    with running_site(database) as address:
        yield address


@pytest.fixture
def stranger(browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(base_url=site, viewport=WIDE)
    yield context.new_page()
    context.close()


@pytest.fixture
def page(stranger: Page) -> Page:
    """A page that is signed in, and that fails the test when its console reports an error."""
    sign_in(stranger)
    return stranger


def sign_in(page: Page) -> None:
    page.goto("/sign-in")
    page.get_by_label("Name").fill(NAME)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/")
