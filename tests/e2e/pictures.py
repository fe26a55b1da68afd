"""Takes docs/pictures: every page, wide and narrow, light and dark.

    python -m tests.e2e.pictures [--database PATH | --url URL --name NAME --password PASSWORD]

Without a database it makes one with the tests' factories.
"""

import argparse
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.e2e.site import CHROMIUM_ARGUMENTS, ROOT, running_site
from tests.webapp.factories import NAME, PASSWORD, add_batch, add_person, seed

FOLDER = ROOT / "docs" / "pictures"
SIZES = {"wide": {"width": 1440, "height": 900}, "narrow": {"width": 390, "height": 844}}
TALLEST_PX = 1600
SETTLE_MS = 300
PAGES = {
    "dashboard": "/",
    "batches": "/batches/",
    "new-batch": "/batches/new",
    "batch": "/batches/1",
    "batches-compared": "/batches/compare?batch=1&batch=2",
    "trial": "/trials/1",
    "chains": "/chains/",
    "chain": "/chains/write-test-repair",
    "chain-builder": "/chains/two-candidates-judge/edit",
    "executions": "/executions/",
    "execution": "/executions/3",
    "execution-code": "/executions/3?tab=code",
    "execution-tests": "/executions/3?tab=tests",
    "execution-output": "/executions/3?tab=output",
    "execution-limits": "/executions/3?tab=limits",
    "execution-provenance": "/executions/3?tab=provenance",
    "execution-effect": "/executions/3?tab=effect",
    "profiles": "/profiles/",
    "profile": "/profiles/1",
    "recommendation": "/recommendation/",
    "evolution": "/evolution/",
    "reality": "/evolution/reality",
    "promoted": "/promoted/",
    "alerts": "/alerts/",
    "weights": "/weights/",
    "history": "/history/",
    "compare": "/compare/?left=balanced&right=aggressive",
    "report": "/report/?batch=1",
    "tasks": "/tasks/",
    "task": "/tasks/ledger-line",
    "strategies": "/strategies/",
    "strategy": "/strategies/balanced",
    "system": "/system/",
    "audit-log": "/audit/",
    "audit-link": "/audit/chain/3",
    "views": "/views/",
    "search": "/search/?q=a",
}


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One site and who signs in there."""

    url: str
    name: str
    password: str


def main() -> None:
    """Take every picture."""
    arguments = _arguments()
    FOLDER.mkdir(parents=True, exist_ok=True)
    with _visit(arguments) as visit, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(CHROMIUM_ARGUMENTS))
        for size in SIZES:
            for scheme in ("light", "dark"):
                _tour(browser, visit, size, scheme)
        browser.close()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Take docs/pictures.")
    parser.add_argument("--database", type=Path, help="a database to show; a copy of it is served")
    parser.add_argument("--url", help="a site that runs already")
    parser.add_argument("--name", default=NAME)
    parser.add_argument("--password", default=PASSWORD)
    return parser.parse_args()


@contextmanager
def _visit(arguments: argparse.Namespace) -> Iterator[Visit]:
    """Yield a site to visit: one that runs already, or one on a copy of a database."""
    if arguments.url:
        yield Visit(url=arguments.url, name=arguments.name, password=arguments.password)
        return
    with tempfile.TemporaryDirectory(prefix="pictures-") as scratch:
        database = Path(scratch, "proving.db")
        if arguments.database:
            with closing(sqlite3.connect(arguments.database)) as source:
                source.execute("vacuum into ?", (str(database),))
            add_person(database)
        else:
            seed(database)
            add_batch(database)  # two can be compared
        with running_site(database) as address:
            yield Visit(url=address, name=NAME, password=PASSWORD)


def _tour(browser: Browser, visit: Visit, size: str, scheme: str) -> None:
    """Visit every page in one size and one colour scheme."""
    context = browser.new_context(base_url=visit.url, viewport=SIZES[size], color_scheme=scheme)
    page = context.new_page()
    page.goto("/sign-in")
    _take(page, "sign-in", size, scheme)
    page.get_by_label("Name").fill(visit.name)
    page.get_by_label("Password").fill(visit.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/")
    for name, address in PAGES.items():
        page.goto(address)
        page.wait_for_timeout(SETTLE_MS)
        _take(page, name, size, scheme)
    context.close()


def _take(page: Page, name: str, size: str, scheme: str) -> None:
    height = min(TALLEST_PX, page.evaluate("document.documentElement.scrollHeight"))
    page.set_viewport_size({"width": SIZES[size]["width"], "height": max(SIZES[size]["height"], height)})
    page.screenshot(path=FOLDER / f"{name}-{size}-{scheme}.png")
    page.set_viewport_size(SIZES[size])


if __name__ == "__main__":
    main()
