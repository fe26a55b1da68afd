"""Agents that misbehave, each in a batch of its own from the command line: their failures are told apart."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from proving.cli.root import cli
from proving.config import Settings
from tests.fixtures.loopback_model import serving
from tests.proving.conftest import FakeWiring
from tests.training.builders import NOON, a_request
from tests.training.chains.makers import a_row
from training.chains.agent import strategy_for
from training.chains.errors import UnknownChainError
from training.planning import plan_batch
from training.store import Store

STAND_IN = Path(__file__).parents[1] / "fixtures" / "fake_claude.py"
PRESET = """
title = "A stand-in"
install = "nothing"
command = ["{program}", "{script}"]
version_command = ["{program}", "{script}", "--version"]
prompt = "stdin"
reply = "claude-events"
mode = "workspace"
output_mib = 1

[environment]
pass = ["PATH"]
set = {{ FAKE_CLAUDE = "{behaviour}" }}
"""
HASTE = """
instructions = "Be quick."
temperature = 0.0
attempts = 1
edit_size = 1
self_check = false
submit_at = 1.0
time_budget_seconds = 4
token_budget = 1000
"""


@pytest.fixture
def agents(settings: Settings, tmp_path: Path) -> Settings:
    folders = {name: tmp_path / name for name in ("agents", "strategies")}
    for folder in folders.values():
        folder.mkdir()
    (folders["strategies"] / "haste.toml").write_text(HASTE)
    return replace(settings, agent_folders=(folders["agents"],), strategy_folders=(folders["strategies"],))


@pytest.fixture
def _library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the library of models look for them in a folder of this test's own."""
    monkeypatch.setenv("LLM_USER_PATH", str(tmp_path))
    monkeypatch.setenv("OPENAI_API_KEY", "unused")


def _work(settings: Settings, behaviour: str) -> tuple[str, str]:
    """Let a stand-in that behaves so work on one task; return the verdict and the reason."""
    preset = PRESET.format(program=sys.executable, script=STAND_IN, behaviour=behaviour)
    (settings.agent_folders[0] / "stand-in.toml").write_text(preset)
    asked = ("train", "--tasks", "dimmer-level", "--strategies", "haste", "--agent", "stand-in", "--seed", "1")
    CliRunner().invoke(cli, asked, obj=FakeWiring(settings))
    with Store.open(settings.database) as store:
        [trial] = store.batches.grid(1)
    assert trial.verdict is not None
    return trial.verdict, trial.reason or ""


@pytest.mark.parametrize(
    ("behaviour", "verdict", "reason"),
    [
        ("is_error", "errored", "reported a failure of its own: error_during_execution: API Error: overloaded"),
        ("no_result", "errored", "without a result event"),
        ("half_line", "errored", "without a result event"),
        ("nothing", "errored", "without an error and without a word"),
        ("exit_1_after_result", "errored", "ended with exit code 1"),
        ("killed", "errored", "ended by signal 9"),
        ("stubborn", "failed", "still at work when its time was over"),
        ("endless_drip", "failed", "still at work when its time was over"),
        ("flood", "failed", "wrote more than 1 MiB"),
        ("link", "failed", "can't be taken from the workspace"),
    ],
)
def test_a_batch_says_what_became_of_a_misbehaving_agent(
    agents: Settings, behaviour: str, verdict: str, reason: str
) -> None:
    found = _work(agents, behaviour)
    assert found[0] == verdict
    assert reason in found[1]


@pytest.mark.parametrize("behaviour", ["good", "slow_drip", "unknown_events", "odd_types", "own_tests"])
def test_a_batch_grades_what_a_well_meaning_agent_made(agents: Settings, behaviour: str) -> None:
    assert _work(agents, behaviour)[0] in {"passed", "failed"}
    with Store.open(agents.database) as store:
        [trial] = store.batches.grid(1)
        purposes = [row.purpose for row in store.executions.list_for_trial(trial.id)]
    assert purposes == ["visible", "grade"]


@pytest.mark.parametrize(
    ("failures", "reason"),
    [
        ([], None),
        ([400] * 9, "The model refused the request"),
        ([429] * 40, "kept asking us to slow down"),
    ],
)
@pytest.mark.usefixtures("_library")
def test_a_batch_tells_a_models_failures_from_its_programs(
    agents: Settings, tmp_path: Path, failures: list[int], reason: str | None
) -> None:
    asked = ("train", "--tasks", "dimmer-level", "--strategies", "haste", "--agent", "llm:loopback", "--seed", "1")
    with serving(tmp_path) as server:
        server.failures.extend(failures)
        CliRunner().invoke(cli, asked, obj=FakeWiring(agents))
    with Store.open(agents.database) as store:
        [trial] = store.batches.grid(1)
    if reason is None:
        assert trial.verdict in {"passed", "failed"}
        assert trial.tokens == 123
    else:
        assert trial.verdict == "errored"
        assert reason in (trial.reason or "")


def test_a_program_that_is_missing_is_said_before_anything_runs(agents: Settings) -> None:
    preset = PRESET.format(program="no-such-agent", script="x", behaviour="good")
    (agents.agent_folders[0] / "stand-in.toml").write_text(preset)
    asked = ("train", "--tasks", "dimmer-level", "--agent", "stand-in")
    answer = CliRunner().invoke(cli, asked, obj=FakeWiring(agents))
    assert answer.exit_code == 1
    assert answer.stderr == "proving: no-such-agent is not installed. Install it: nothing\n"


def test_what_an_agent_is_can_be_read_without_its_secrets(agents: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-very-secret-indeed")
    answer = CliRunner().invoke(cli, ("agent", "show", "claude", "--json"), obj=FakeWiring(agents))
    assert "ANTHROPIC_API_KEY" in json.loads(answer.stdout)["secrets"]
    assert "sk-very-secret" not in answer.stdout


def test_the_same_seed_gives_the_same_candidates_and_a_command_shows_it(agents: Settings) -> None:
    answer = CliRunner().invoke(cli, ("agent", "rehearse", "dimmer-level", "--json"), obj=FakeWiring(agents))
    shown = json.loads(answer.stdout)
    assert answer.exit_code == 0
    assert shown["same"]
    assert [step["digest"] for step in shown["first"]] == [step["digest"] for step in shown["second"]]
    assert len(shown["first"]) > 1


def test_what_repair_learnt_is_shown_and_forgotten(agents: Settings) -> None:
    wiring = FakeWiring(agents)
    with wiring.open_store() as store:
        store.weights.add("balanced", {("offset", ""): (4.0, 1.0), ("offset", "role:index"): (1.0, 1.0)})
    shown = CliRunner().invoke(cli, ("agent", "weights", "--json"), obj=wiring)
    [lesson] = json.loads(shown.stdout)["balanced"]
    assert (lesson["operator"], lesson["tries"], lesson["gains"]) == ("offset", 4.0, 1.0)
    assert "index" in CliRunner().invoke(cli, ("agent", "weights"), obj=wiring).stdout
    assert "2 counts are forgotten" in CliRunner().invoke(cli, ("agent", "forget", "--yes"), obj=wiring).stdout
    assert "Nothing is learnt yet" in CliRunner().invoke(cli, ("agent", "weights"), obj=wiring).stdout


def test_own_strategies_are_made_changed_and_compared_on_the_command_line(agents: Settings) -> None:
    def run(*arguments: str) -> str:
        answer = CliRunner().invoke(cli, ("strategy", *arguments), obj=FakeWiring(agents))
        assert answer.exit_code == 0, answer.output
        return answer.stdout

    assert "made from balanced" in run("copy", "balanced", "patient", "--set", "attempts=30")
    assert "changed from" in run("edit", "patient", "--set", "attempts=31")
    assert "as it was" in run("edit", "patient", "--set", "attempts=31")
    assert [row["name"] for row in json.loads(run("list", "--json"))][-1] == "patient"
    assert len(json.loads(run("history", "patient", "--json"))) == 2
    fields = json.loads(run("compare", "balanced", "patient", "--json"))["fields"]
    assert [(pair["left"], pair["right"]) for pair in fields if pair["left"] != pair["right"]] == [(20, 31)]
    assert "attempts = 31" in run("show", "patient", "--toml")
    run("retire", "patient")
    assert "patient" not in run("list")


def test_a_trial_of_a_team_is_done_by_the_teams_own_chain(agents: Settings) -> None:
    wiring, chain = FakeWiring(agents), a_row("look", "do")
    with wiring.open_store() as store:
        store.chains.save(chain, team="other", by="ada", now=NOON)
        asked = replace(a_request(), agent=chain.agent_name, strategies=(strategy_for(chain),), team="other")
        batch = store.batches.create(plan_batch(asked), now=NOON)

    assert wiring.agent(chain.agent_name, batch_id=batch.id).name == chain.agent_name
    with pytest.raises(UnknownChainError):
        wiring.agent(chain.agent_name)


def test_a_batch_is_graded_again_by_the_command_line(agents: Settings) -> None:
    wiring = FakeWiring(agents)
    asked = ("train", "--tasks", "dimmer-level", "--strategies", "haste", "--seed", "1", "--repeats", "2")
    CliRunner().invoke(cli, asked, obj=wiring)
    answer = CliRunner().invoke(cli, ("batch", "regrade", "1", "--json"), obj=wiring)
    assert answer.exit_code == 0, answer.output
    assert json.loads(answer.stdout) == {"batch_id": 2, "of": 1, "trials": 2, "changes": []}
    shown = json.loads(CliRunner().invoke(cli, ("batch", "show", "1", "--json"), obj=wiring).stdout)
    assert shown["by_strategy"][0]["passes"]["k"] == 2
