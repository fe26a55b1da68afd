"""What a batch came to, as CI reads it."""

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from markdown_it import MarkdownIt

from tests.training.builders import NOON, a_record, a_request, a_strategy, queue, take
from training.model.trials import Verdict
from training.outcome import MOST_NAMED, junit_of, markdown_of
from training.store import Store

NASTY = "<b>& ]]> \x00\x1b[31m \ud800 [x](javascript:alert(1)) | @team `code`\nsecond line"


@pytest.fixture
def ended(store: Store) -> Store:
    queue(store, a_request(repeats=3, strategies=(a_strategy(), a_strategy("bold"))))
    for verdict in (Verdict.PASSED, Verdict.FAILED, Verdict.PASSED, Verdict.PASSED):
        store.trials.close(take(store), replace(a_record(verdict), reason=NASTY), now=NOON)
    store.batches.cancel(1, now=NOON)
    return store


def test_every_trial_is_a_case_and_only_a_pass_passes(ended: Store) -> None:
    root = ET.fromstring(junit_of(ended.batches.get(1), ended.batches.grid(1)))  # noqa: S314 - our own text

    cases = list(root.iter("testcase"))
    assert (root.get("tests"), root.get("failures"), root.get("errors"), root.get("skipped")) == ("6", "1", "0", "2")
    assert len(cases) == 6
    assert sum(len(case) == 0 for case in cases) == 3
    assert {suite.get("name") for suite in root.iter("testsuite")} == {"scripted.balanced", "scripted.bold"}
    (failure,) = root.iter("failure")
    assert (failure.text or "").startswith("<b>& ]]> \ufffd")
    assert float(cases[0].get("time", "x")) >= 0


def test_an_errored_trial_is_an_error(store: Store) -> None:
    queue(store)
    now = NOON
    for _ in range(3):
        now = now.replace(hour=now.hour + 1)
        store.trials.close(take(store, now=now), a_record(Verdict.ERRORED, executions=0), now=now)

    root = ET.fromstring(junit_of(store.batches.get(1), store.batches.grid(1)))  # noqa: S314 - our own text

    assert root.get("errors") == "1"
    assert [error.get("message") for error in root.iter("error")] == ["It errored."]


def test_the_summary_says_how_sure_it_is_and_what_failed(ended: Store) -> None:
    text = markdown_of(ended.batches.get(1), ended.batches.grid(1))
    html = MarkdownIt("commonmark").enable("table").render(text)

    assert "**3 passed**, 1 failed, 2 cancelled of 6 trials" in text
    assert "95 % interval" in text
    assert "<table>" in html
    assert "Failed: 1" in text
    for forbidden in ("<b>", "<a ", "<code>"):
        assert forbidden not in html


def test_a_long_list_of_failures_is_cut_and_says_so(store: Store) -> None:
    queue(store, a_request(repeats=MOST_NAMED + 5))
    for _ in range(MOST_NAMED + 5):
        store.trials.close(take(store), a_record(Verdict.FAILED), now=NOON)

    text = markdown_of(store.batches.get(1), store.batches.grid(1))

    assert "and 5 more" in text
    assert text.count("\n- add") == MOST_NAMED
