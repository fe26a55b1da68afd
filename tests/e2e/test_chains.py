"""A chain builder's day, with the keyboard alone."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sandbox.fake import FakeRunner
from tests.webapp.chain_bench import ChainBench
from tests.webapp.factories import some_pass
from training.store import Store
from training.worker import Worker, WorkerSettings

pytestmark = pytest.mark.browser


@pytest.fixture
def worker(database: Path) -> Iterator[None]:
    """Let a worker run what the site queues."""
    stop = threading.Event()
    working = Worker(
        lambda: Store.open(database),
        runner=FakeRunner(some_pass),
        workbench=ChainBench(database),
        settings=WorkerSettings(owner="browser", slots=1, image_digest="sha256:0"),
    )
    thread = threading.Thread(target=working.run, args=(stop,))
    thread.start()
    yield
    stop.set()
    thread.join()


def tab_to(page: Page, identity: str) -> None:
    """Press Tab until the element of that id has the focus."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == identity:
            return
    raise AssertionError(f"Tab never reached {identity}")


def tab_to_button(page: Page, text: str) -> None:
    """Press Tab until a button that says this has the focus."""
    for _ in range(160):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == text:
            return
    raise AssertionError(f"Tab never reached a button that says {text}")


def names(page: Page) -> list[str]:
    return [box.input_value() for box in page.locator('input[id^="s"][id$="-name"]').all()]


def test_a_chain_is_built_run_watched_and_run_again_with_the_keyboard_alone(page: Page, worker: None) -> None:
    del worker
    page.goto("/chains/new")
    tab_to(page, "name")
    page.keyboard.type("by-keyboard")
    tab_to_button(page, "Add a stage")
    page.keyboard.press("Enter")
    expect(page.locator("#s1-name")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("look")
    page.keyboard.press("Tab")
    page.keyboard.type("tests")  # the agent
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("text")  # what it gives
    page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    page.keyboard.type("Run the tests on {{ colour }}")
    expect(page.locator("#explained")).to_contain_text("Stage look: {{ colour }} is no variable")
    page.keyboard.press("Control+A")
    page.keyboard.type("Run the tests.")
    expect(page.locator("#explained")).to_contain_text("Nothing keeps this chain from running")

    for _ in range(10):  # back to the buttons of its head
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.getAttribute('aria-label')") == "Move stage-2 up":
            break
    label = "up-look" if page.locator("#up-look").count() else "up-stage-2"
    page.locator(f"#{label}").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#s0-name")).to_have_value("look")
    assert names(page) == ["look", "stage-1"]

    tab_to_button(page, "Save as a version")
    page.keyboard.press("Enter")
    page.wait_for_url("**/chains/by-keyboard")
    tab_to_button(page, "Run the chain")
    page.keyboard.press("Enter")
    page.wait_for_url("**/chains/runs/*")
    expect(page.locator(".verdict-line")).to_contain_text("hand-off arrived", timeout=60_000)
    expect(page.get_by_role("button", name="Run again from stage-1")).to_be_visible(timeout=60_000)

    tab_to_button(page, "Run again from stage-1")
    page.keyboard.press("Enter")
    expect(page.get_by_text("again from")).to_be_visible()
    expect(page.get_by_role("button", name="Run again from stage-1")).to_be_visible(timeout=60_000)
    expect(page.locator(".chain-run > li").first).to_contain_text("reused")


def test_a_stage_is_dragged_to_another_place(page: Page) -> None:
    page.goto("/chains/write-test-repair/edit")
    page.locator(".chain-grip").first.hover()
    page.mouse.down()
    page.mouse.move(600, 600, steps=5)  # a drag begins with a movement
    page.locator(".chain-stage header").nth(1).hover()
    page.mouse.up()

    expect(page.locator("#s1-name")).to_have_value("write")
    assert names(page) == ["test", "write", "repair"]
