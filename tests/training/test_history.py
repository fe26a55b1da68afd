import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from training.history import HistoryError, PastHistory, faults, read_history, reproduce
from training.trends import TrendWord

SAMPLE = Path(__file__).parents[3] / "shared" / "data" / "claude-flow-history"
PUBLISHED = {
    "conservative": (49.9, 42.34, 1909),
    "balanced": (50.0, 42.44, 1887),
    "aggressive": (50.0, 43.30, 1670),
}
needs_sample = pytest.mark.skipif(not SAMPLE.is_dir(), reason="the sample history is not beside the checkout")


@pytest.fixture
def sample() -> PastHistory:
    return read_history(SAMPLE)


@needs_sample
def test_the_published_table_follows_from_the_results(sample: PastHistory) -> None:
    for row in reproduce(sample):
        success, score, execution_ms = PUBLISHED[row.strategy]
        assert row.results == 14
        assert row.recomputed.success_rate * 100 == pytest.approx(success, abs=0.12)
        assert row.recomputed.score == pytest.approx(score, abs=0.1)
        assert row.recomputed.execution_ms == pytest.approx(execution_ms, abs=3)


@needs_sample
def test_with_the_simulated_past_it_follows_to_the_printed_digits(sample: PastHistory) -> None:
    for row in reproduce(sample):
        success, score, execution_ms = PUBLISHED[row.strategy]
        assert round(row.with_prior.success_rate * 100, 1) == success
        assert round(row.with_prior.score, 2) == score
        assert round(row.with_prior.execution_ms) == execution_ms
        assert 0 <= row.prior.success_rate <= 1
        assert row.prior_weight == pytest.approx(0.6**14)


@needs_sample
def test_the_simulated_past_had_times_that_no_real_run_had(sample: PastHistory) -> None:
    fastest = min(result.execution_ms for result in sample.results)
    assert all(row.prior.execution_ms < fastest / 10 for row in reproduce(sample))


@needs_sample
def test_the_faults_of_the_sample_are_named_with_their_numbers(sample: PastHistory) -> None:
    told = "\n".join(faults(sample))
    for part in (
        "6 of 20 scores",
        "Lint failed in all 42",
        "In 2 of 14 runs (1, 2)",
        "one order",
        "0.3",
        "2 tasks",
    ):
        assert part in told


@needs_sample
def test_the_trend_is_told_from_real_scores_alone(sample: PastHistory) -> None:
    assert all(row.score_trend.n == 14 for row in reproduce(sample))
    assert all(row.score_trend.word is not TrendWord.NOT_ENOUGH for row in reproduce(sample))


def a_result(**changes: Any) -> dict[str, Any]:
    checks = {"test": {"passed": True}, "lint": {"passed": False}}
    return {
        "task": "t",
        "type": "k",
        "strategy": "bold",
        "executionTime": 10,
        "successRate": 0.5,
        "checks": checks,
        "score": 42.0,
        "real": True,
        "timestamp": "2025-08-12T17:24:08.406Z",
        **changes,
    }


def a_profile(**changes: Any) -> dict[str, Any]:
    return {
        "successRate": 0.5,
        "avgScore": 42,
        "avgExecutionTime": 10,
        "realExecutions": 1,
        "trend": [],
        "improvementRate": "0",
        **changes,
    }


def write(folder: Path, results: Any, profiles: Any) -> Path:
    for name, content in (("training/real-results-1.json", results), ("agents/profiles.json", profiles)):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(content if isinstance(content, str) else json.dumps(content))
    return folder


def test_a_small_history_is_read(tmp_path: Path) -> None:
    history = read_history(write(tmp_path, [a_result()], {"bold": a_profile()}))
    (row,) = reproduce(history)
    assert row.recomputed == row.published


@pytest.mark.parametrize(
    ("results", "profiles"),
    [
        ("not json", {}),
        ({}, {}),
        ([a_result(score="NaN")], {}),
        ([a_result(score=101)], {}),
        ([a_result(executionTime=-1)], {}),
        ([a_result(successRate=True)], {}),
        ([a_result(checks={})], {}),
        ([a_result(real=False)], {}),
        ([a_result(timestamp="yesterday")], {}),
        ([7], {}),
        ([], {}),
        ([a_result(executionTime=10**400)], {}),
        ([a_result(executionTime=1e300)], {}),
        (f"[{'9' * 5000}]", {}),
        ([a_result()], {"bold": a_profile(avgExecutionTime=10**400)}),
        ([a_result()], {"bold": a_profile(realExecutions=float("inf"))}),
        ("[" * 100_000, {}),
        ([a_result()], []),
        ([a_result()], {"bold": {}}),
        ([a_result()], {"bold": a_profile(trend=[{"score": -1}])}),
        ([a_result()], '{"bold": {"successRate": NaN}}'),
        ([a_result()], '{"bold": {"successRate": Infinity}}'),
    ],
)
def test_what_is_malformed_is_refused_with_the_name_of_its_file(tmp_path: Path, results: Any, profiles: Any) -> None:
    with pytest.raises(HistoryError, match=r"\.json"):
        read_history(write(tmp_path, results, profiles))


def test_a_folder_without_results_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match="holds no training"):
        read_history(tmp_path)


def test_a_published_strategy_without_results_is_said_plainly(tmp_path: Path) -> None:
    history = read_history(write(tmp_path, [a_result()], {"calm": a_profile()}))
    with pytest.raises(HistoryError, match="calm"):
        reproduce(history)
    shutil.rmtree(tmp_path / "agents")
    with pytest.raises(HistoryError, match=r"profiles\.json"):
        read_history(tmp_path)
