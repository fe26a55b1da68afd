"""Chains on the site, in a browser without scripts."""

import re
import threading
from pathlib import Path

import pytest

from sandbox.fake import FakeRunner
from tests.training.builders import NOON
from tests.webapp.chain_bench import ChainBench
from tests.webapp.factories import some_pass
from tests.webapp.visiting import Visitor
from training.store import Store
from training.worker import Worker, WorkerSettings
from webapp.settings import WebSettings


def work(visitor: Visitor) -> None:
    settings: WebSettings = visitor.client.application.extensions["proving"].settings
    worker = Worker(
        lambda: Store.open(settings.database),
        runner=FakeRunner(some_pass),
        workbench=ChainBench(settings.database),
        settings=WorkerSettings(owner="tests", slots=1, image_digest="sha256:0"),
    )
    worker.run(threading.Event(), until_idle=True)


STAGE = {"agent": "repair", "strategy": "auto", "gives": "program", "instructions": "{{ task }}", "on_failure": "stop"}


def a_form(*names: str, **changes: str) -> dict[str, str]:
    fields = {"stages": str(len(names)), "name": "own-chain", "title": "Own chain"}
    for at, name in enumerate(names):
        fields |= {f"s{at}-{key}": value for key, value in {**STAGE, "name": name}.items()}
    return {**fields, **changes}


def order(page: str) -> list[str]:
    return re.findall(r'name="s\d+-name" value="([^"]*)"', page)


def test_the_ready_made_chains_are_listed_with_their_stages(newcomer: Visitor) -> None:
    page = newcomer.open("/chains/").text

    assert "Write, test, repair" in page
    assert "This version was not graded yet" in page


def test_a_chain_shows_the_exact_command_and_the_filled_in_prompt(newcomer: Visitor) -> None:
    page = newcomer.open("/chains/analyse-process-optimise?task=price-tag").text

    assert "claude -p --output-format stream-json --verbose" in page
    assert "--input-format stream-json" in page
    assert "[what analyse gave]" in page


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("add", ["a", "b", "c", "stage-1"]),
        ("remove~1", ["a", "c"]),
        ("up~2", ["a", "c", "b"]),
        ("down~0", ["b", "a", "c"]),
        ("move~0~2", ["b", "c", "a"]),
        ("branch~1", ["a", "b", "stage-1", "c"]),
        ("up~0", ["a", "b", "c"]),
        ("move~9~1", ["a", "b", "c"]),
        ("nonsense~x", ["a", "b", "c"]),
    ],
)
def test_the_builder_changes_its_shape_and_keeps_what_was_typed(
    newcomer: Visitor, action: str, expected: list[str]
) -> None:
    page = newcomer.send("/chains/builder", on="/chains/new", do=action, **a_form("a", "b", "c")).text

    assert order(page) == expected


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"s0-agent": "ghost"}, "Stage a: no agent is called &#39;ghost&#39;"),
        ({"s0-instructions": "{{ colour }}"}, "Stage a: {{ colour }} is no variable"),
        ({"s0-after": "b"}, "it waits for itself"),
        ({"s1-name": "a"}, "have this name"),
        ({"s0-seconds": "soon"}, "must be a number"),
        ({"s0-gives": "json", "s0-schema": "false"}, "nothing can meet the schema"),
        ({"name": "Not A Name"}, "must be small letters"),
    ],
)
def test_what_is_wrong_is_said_with_its_stage_and_nothing_is_saved(
    newcomer: Visitor, changes: dict[str, str], said: str
) -> None:
    answer = newcomer.send("/chains/save", on="/chains/new", **a_form("a", "b", **changes))

    assert answer.status_code == 422
    assert said in answer.text
    assert newcomer.open("/chains/own-chain").status_code == 404


def test_a_chain_is_saved_run_graded_and_run_again_from_a_stage(newcomer: Visitor) -> None:
    form = a_form("look", "mend", **{"s0-agent": "tests", "s0-gives": "text", "note": "first"})
    assert newcomer.send("/chains/save", on="/chains/new", **form).status_code == 303
    begun = newcomer.send("/chains/own-chain/run", on="/chains/own-chain", task="price-tag")
    assert "hx-trigger" in newcomer.open(begun.location).text
    work(newcomer)
    page = newcomer.open(begun.location).text

    assert "hx-trigger" not in page
    assert "1 of 1 hand-off arrived" in page
    assert "Run again from mend" in page
    again = newcomer.send("/chains/runs/1/again", on="/chains/runs/1", position="1")
    work(newcomer)
    assert "From run 1." in newcomer.open(again.location).text
    assert "n 2" in newcomer.open("/chains/own-chain").text
    assert "attachment" in newcomer.open("/chains/runs/1/log/1").headers["Content-Disposition"]


def test_two_versions_are_compared(newcomer: Visitor) -> None:
    for text in ("{{ task }}", "Please: {{ task }}"):
        newcomer.send("/chains/save", on="/chains/new", **a_form("a", **{"s0-instructions": text}))

    assert "Please" in newcomer.open("/chains/own-chain/versions").text


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"task": "", "text": "  "}, "nothing to work on"),
        ({"task": "", "text": "a poem", "agent": "repair"}, "needs a task"),
        ({"task": "no-such-task"}, "No task"),
    ],
)
def test_a_run_that_can_not_be_is_refused_with_a_sentence(newcomer: Visitor, form: dict[str, str], said: str) -> None:
    answer = newcomer.send("/chains/write-test-repair/run", on="/chains/write-test-repair", **form)

    assert answer.status_code == 422
    assert said in answer.text


def test_a_run_that_is_refused_gives_the_form_back_as_it_was_typed(newcomer: Visitor, tmp_path: Path) -> None:
    form = a_form("write", variables="tone=calm")
    assert newcomer.send("/chains/save", on="/chains/new", **form).status_code == 303
    with Store.open(tmp_path / "proving.db") as store:
        store.limits.set("queued", 0, by="ada", now=NOON)
    typed = {"task": "price-tag", "text": "Mind the pence.", "v-tone": "brisk", "agent": "repair"}
    answer = newcomer.send("/chains/own-chain/run", on="/chains/own-chain", **typed)

    assert answer.status_code == 422
    assert "The queue has room for 0 more trials" in answer.text
    assert "Mind the pence.</textarea>" in answer.text
    assert 'name="v-tone" value="brisk"' in answer.text
    assert '<option value="price-tag" selected>' in answer.text
    assert '<option value="repair" selected>' in answer.text


def test_a_waiting_run_is_cancelled(newcomer: Visitor) -> None:
    newcomer.send("/chains/write-test-repair/run", on="/chains/write-test-repair", task="price-tag", agent="repair")
    newcomer.send("/chains/runs/1/cancel", on="/chains/runs/1")

    assert "Cancelled" in newcomer.open("/chains/runs/1").text


@pytest.mark.parametrize("form", ["toml", "json", "sh"])
def test_a_chain_is_taken_away_as_a_file(newcomer: Visitor, form: str) -> None:
    answer = newcomer.open(f"/chains/review-refactor/export.{form}?task=price-tag")

    assert answer.status_code == 200
    assert f'filename="review-refactor.{form}"' in answer.headers["Content-Disposition"]


def test_what_a_stage_said_is_shown_as_text(newcomer: Visitor) -> None:
    text = "<script>alert(1)</script>\x1b[31m"
    newcomer.send("/chains/review-refactor/run", on="/chains/review-refactor", text=text, task="")
    page = newcomer.open("/chains/runs/1").text

    assert "<script>alert(1)" not in page
