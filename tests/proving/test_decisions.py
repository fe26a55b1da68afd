"""The commands that tell what was learnt, and that let a team decide by it."""

import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from proving.advice import recommended_strategy
from proving.cli.root import cli
from proving.config import ConfigError, Settings, load_settings
from tests.proving.conftest import FakeWiring, Run
from tests.training.test_history import a_profile, a_result, write
from training.model.trials import Provenance
from training.report import Report
from training.report.build import build_report
from training.report.model import ReportFacts
from training.store import Store
from webapp.report.rendering import standalone_html

TASKS = "price-tag,dimmer-level,paint-mixer,pantry-stock,recipe-retry,log-lines"


@pytest.fixture(scope="module")
def after_a_batch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run one batch for all tests here; each works on a copy of what it left."""
    database = tmp_path_factory.mktemp("trained") / "proving.db"
    found, _ = load_settings({"PROVING_DATABASE": str(database), "PROVING_CONFIG": "/none"})
    result = CliRunner().invoke(cli, ["train", "--tasks", TASKS, "--seed", "4"], obj=FakeWiring(found))
    assert result.exit_code == 0, result.output
    return database


@pytest.fixture
def trained(run: Run, settings: Settings, after_a_batch: Path) -> Run:
    shutil.copy(after_a_batch, settings.database)
    return run


def text(run: Run, *arguments: str) -> str:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_recommendation_says_what_why_and_how_sure(trained: Run) -> None:
    found = json.loads(text(trained, "recommend", "--category", "numbers", "--difficulty", "easy", "--json"))
    assert found["strategy"] in {"aggressive", "balanced", "conservative"}
    assert 0 < found["certainty"] <= 1
    assert [arm["trials_in_all"] for arm in found["strategies"]] == [6, 6, 6]
    for arm in found["strategies"]:
        low, high = arm["success_interval"]
        assert low < arm["expected_success"] < high
    assert found["strategy"] in text(trained, "recommend")


@pytest.mark.parametrize("weights", ["success=.6", "success=.6,speed=.6", "success=x", "luck=1", "success=nan,cost=1"])
def test_weights_that_do_not_add_up_are_refused(trained: Run, weights: str) -> None:
    result = trained("recommend", "--weights", weights)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_other_programs_read_the_same_advice(trained: Run, settings: Settings, tmp_path: Path) -> None:
    exported = tmp_path / "profiles.json"
    assert trained("profile", "export", "--output", str(exported)).exit_code == 0
    assert trained("profile", "promote", "production").exit_code == 0
    expected = json.loads(text(trained, "recommend", "--json"))
    assert json.loads(text(trained, "recommend", "--from", str(exported), "--json")) == expected
    assert json.loads(text(trained, "recommend", "--from", "production", "--json")) == expected
    for way in ({"database": settings.database}, {"exported": exported}):
        assert recommended_strategy(**way).choice == expected["strategy"]  # type: ignore[arg-type]
    assert recommended_strategy(database=settings.database, promoted="production").choice == expected["strategy"]


def test_a_malformed_file_of_profiles_is_refused_in_one_sentence(trained: Run, tmp_path: Path) -> None:
    wrong = tmp_path / "profiles.json"
    wrong.write_text('{"format": "proving-ground-profiles", "version": 1, "profiles": [{"trials": -1}]}')
    result = trained("recommend", "--from", str(wrong))
    assert result.exit_code == 1
    assert result.stderr.startswith("proving: Profile 1")


def test_promoted_profiles_can_be_rolled_back(trained: Run) -> None:
    for _ in range(2):
        trained("profile", "promote", "production")
    assert "version 1 counts" in text(trained, "profile", "rollback", "production", "1")
    found = json.loads(text(trained, "profile", "promoted", "--json"))
    assert [(one["version"], one["active"]) for one in found] == [(2, False), (1, True)]
    assert trained("profile", "rollback", "production", "9").exit_code == 1


def test_a_profile_unfolds_into_its_trials(trained: Run) -> None:
    found = json.loads(text(trained, "profile", "explain", "balanced", "--json"))
    assert len(found["steps"]) == found["trials"] == 6
    for step in found["steps"][1:]:
        before, seen, after = step["before"], step["seen"], step["after"]
        assert after["execution_ms"] == pytest.approx(0.4 * seen["execution_ms"] + 0.6 * before["execution_ms"])
    assert "starts at" in text(trained, "profile", "explain", "balanced")
    assert trained("profile", "explain", "nobody").exit_code == 2


def test_a_trend_of_little_is_not_enough_data(trained: Run) -> None:
    found = json.loads(text(trained, "profile", "trend", "balanced", "--json"))
    assert {one["word"] for one in found.values()} == {"not enough data"}


def test_two_strategies_are_compared_by_task(trained: Run) -> None:
    found = json.loads(text(trained, "compare", "balanced", "strategy:aggressive,agent:repair", "--json"))
    assert len(found["pairs"]) == 6
    assert found["word"] in {"no detectable difference", "the left is higher", "the right is higher"}
    assert "6 tasks that both did" in text(trained, "compare", "balanced", "aggressive")


@pytest.mark.parametrize("side", ["batch:x", "colour:red", "", "provenance:dreamt"])
def test_a_side_that_is_none_is_refused(trained: Run, side: str) -> None:
    assert trained("compare", "balanced", side).exit_code == 1


def test_the_report_comes_in_three_forms(trained: Run, tmp_path: Path) -> None:
    assert "## Validation" in text(trained, "report", "--batch", "1")
    found = json.loads(text(trained, "report", "--batch", "1", "--format", "json"))
    assert sum(row["trials"] for row in found["metrics"]) == 18
    target = tmp_path / "report.html"
    assert trained("report", "--format", "html", "--output", str(target)).exit_code == 0
    page = target.read_text()
    assert page.startswith("<!doctype html>")
    assert "18 judged trials" in page
    assert "http" not in page


def test_the_report_of_nothing_says_so_in_every_form(run: Run) -> None:
    for form in ("md", "html", "json"):
        assert "nothing to report" in text(run, "report", "--format", form)


def test_a_report_can_not_be_asked_for_wrongly(run: Run) -> None:
    assert run("report", "--batch", "1", "--since", "2026-01-01").exit_code == 2
    assert run("report", "--target", "success-rate=2").exit_code == 2
    assert run("report", "--batch", "77").exit_code == 1


def test_names_from_outside_are_only_text_in_the_html() -> None:
    facts = ReportFacts(title="<script>alert(1)</script>", provenance=Provenance.REAL)
    report: Report = build_report(facts, now=datetime.now(UTC))
    assert "<script>" not in standalone_html(report)


def test_a_simulation_is_marked_and_has_profiles_of_its_own(run: Run, settings: Settings) -> None:
    result = run("train", "--simulate", "--tasks", TASKS, "--seed", "4")
    assert result.exit_code == 0, result.output
    assert "simulated: nothing was run" in " ".join(result.stdout.split())
    with Store.open(settings.database) as store:
        assert {one.key.provenance for one in store.profiles.list()} == {Provenance.SIMULATED}
        assert store.weights.load("balanced") == {}
        assert store.system.find_baseline(content_hash="", image_digest="simulated") is None
    assert all(one["real_executions"] == 0 for one in json.loads(text(run, "profile", "list", "--json")))
    assert "nothing to report" in text(run, "report")
    assert "18 trials of provenance simulated" in text(run, "compare", "batch:1", "batch:1")


def test_a_batch_that_favours_what_does_well_is_labelled(run: Run) -> None:
    result = run("train", "--allocate", "thompson", "--tasks", TASKS, "--seed", "4")
    assert "means are biased" in " ".join(result.stdout.split())
    assert "Left out: 18 trials" in text(run, "report", "--batch", "1")
    assert "gave more trials to what did well" in text(run, "strategy", "compare", "balanced", "aggressive")
    assert "Left out of batch 1: 18 trials of batches that gave more" in text(run, "compare", "batch:1", "balanced")


def test_weights_are_changed_and_history_scored_again(trained: Run) -> None:
    said = text(trained, "score", "adopt", "--correctness", "80", "--speed", "10", "--quality", "10", "--reason", "why")
    assert "Version 2 counts from now on" in said
    assert [one["weights"]["version"] for one in json.loads(text(trained, "score", "weights", "--json"))] == ["2", "1"]
    assert "weights 2: 100 ×" in text(trained, "score", "explain", "1")
    assert trained("score", "adopt", "--correctness", "80", "--speed", "10", "--quality", "20").exit_code == 2
    assert trained("profile", "rebuild", "--check").exit_code == 0


def test_alerts_are_added_looked_at_and_removed(trained: Run) -> None:
    assert "Rule 1." in text(trained, "alert", "add", "balanced", "--below", "0.99", "--window", "10")
    assert "rule 1" in text(trained, "alert", "check")
    assert json.loads(text(trained, "alert", "list", "--json"))["rules"][0]["strategy_name"] == "balanced"
    assert trained("alert", "add", "balanced").exit_code == 2
    assert trained("alert", "add", "balanced", "--baseline", "never").exit_code == 1
    assert "gone" in text(trained, "alert", "remove", "1")


def test_calibration_sets_predictions_beside_outcomes(trained: Run) -> None:
    found = json.loads(text(trained, "calibration", "--json"))
    assert found["n"] == 18
    assert found["brier"] is None
    assert "too few" in found["words"]


def test_a_history_is_shown_beside_ours_and_kept_as_imported(run: Run, tmp_path: Path) -> None:
    folder = write(tmp_path, [a_result()], {"bold": a_profile()})
    assert "published" in text(run, "history", "import", str(folder))
    found = json.loads(text(run, "history", "import", str(folder), "--json"))
    assert found["honest"] == [{"strategy": "bold", "passed": 1, "trials": 1}]
    assert any("Lint failed in all 1 results" in one for one in found["faults"])
    assert run("history", "import", str(tmp_path / "none")).exit_code == 1


def test_another_learning_rate_is_honoured_and_recorded(settings: Settings) -> None:
    wiring = FakeWiring(replace(settings, learning_rate=0.2))
    trained = CliRunner().invoke(
        cli, ["train", "--tasks", TASKS, "--strategies", "balanced", "--seed", "4"], obj=wiring
    )
    assert trained.exit_code == 0
    found = CliRunner().invoke(cli, ["profile", "explain", "balanced", "--json"], obj=wiring)
    assert {step["rate"] for step in json.loads(found.stdout)["steps"]} == {0.2}
    assert CliRunner().invoke(cli, ["profile", "rebuild", "--check"], obj=wiring).exit_code == 0


@pytest.mark.parametrize("rate", ["0", "1.5", "nan", "fast"])
def test_a_learning_rate_that_can_not_be_is_refused(rate: str) -> None:
    with pytest.raises(ConfigError, match="learning_rate"):
        load_settings({"PROVING_LEARNING_RATE": rate, "PROVING_CONFIG": "/none"})


def test_a_mean_score_stands_beside_an_interval_that_holds_it(trained: Run) -> None:
    for one in json.loads(text(trained, "profile", "list", "--json")):
        low, high = one["success_interval"]
        assert low <= one["success_mean"] <= high
        if one["score_interval"] is not None:
            assert one["score_interval"][0] <= one["score_mean"] <= one["score_interval"][1]
