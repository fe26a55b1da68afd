from dataclasses import replace

import pytest

from sandbox.model import Isolation
from tests.training.builders import NOON
from training.model.trials import Provenance, Trial, TrialState, Verdict
from training.report import Criterion, Report, Status, Targets, build_report
from training.trends import Measure


def a_trial(number: int, strategy: str, task: str, *, passed: bool, execution_ms: float = 100.0) -> Trial:
    return Trial(
        id=number,
        batch_id=1,
        ordinal=number,
        team="default",
        agent="repair",
        task_id=task,
        category="numbers",
        difficulty="easy",
        strategy_name=strategy,
        strategy_version="1",
        repeat=1,
        seed=1,
        isolation=Isolation.AUTO,
        provenance=Provenance.REAL,
        state=TrialState.CLOSED,
        task_hash="h",
        verdict=Verdict.PASSED if passed else Verdict.FAILED,
        score=100.0 if passed else 20.0,
        execution_ms=execution_ms,
        executions=2,
        closed_at=NOON,
    )


def trials(*, good: float, poor: float) -> list[Trial]:
    """Twenty tasks under two strategies, of which these shares pass."""
    return [
        a_trial(number * 2 + side, name, f"task-{number}", passed=number < share * 20, execution_ms=100 + number)
        for number in range(20)
        for side, (name, share) in enumerate((("good", good), ("poor", poor)))
    ]


def report(found: list[Trial], targets: Targets | None = None) -> Report:
    return build_report(found, [], provenance=Provenance.REAL, now=NOON, targets=targets)


def criterion(found: Report, name: str) -> Criterion:
    return next(one for one in found.validation if one.name == name)


def test_an_empty_database_gives_a_report_that_says_so() -> None:
    found = report([])
    assert found.summary == ("No trial has been judged yet, so there is nothing to report. Run a batch first.",)
    assert found.metrics == ()
    assert {one.status for one in found.validation} == {Status.NO_DATA}


def test_a_good_result_meets_the_targets() -> None:
    found = report(trials(good=1.0, poor=0.5))
    assert criterion(found, "Real execution").achieved == "100.0% (40 of 40)"
    assert criterion(found, "Success rate").status is Status.MET
    assert criterion(found, "Strategy differentiation").status is Status.MET
    assert "good has the highest success rate, 100.0%" in found.summary[1]
    assert any("good has a higher success rate than poor, by 50.0 percentage points" in one for one in found.summary)


def test_a_bad_result_is_said_plainly() -> None:
    found = report(trials(good=0.1, poor=0.1))
    assert criterion(found, "Success rate").status is Status.MISSED
    assert criterion(found, "Strategy differentiation").status is Status.UNDECIDED
    assert "no detectable difference" in found.summary[-1]


def test_a_result_too_close_to_the_target_is_undecided() -> None:
    assert criterion(report(trials(good=0.5, poor=0.4)), "Success rate").status is Status.UNDECIDED


def test_targets_can_be_set() -> None:
    found = report(trials(good=1.0, poor=1.0), Targets(success_rate=0.99))
    assert criterion(found, "Success rate").target == "above 99%"
    assert criterion(found, "Success rate").status is Status.UNDECIDED


def test_our_own_failures_take_no_part() -> None:
    errored = replace(a_trial(99, "good", "task-1", passed=False), verdict=Verdict.ERRORED)
    assert report([*trials(good=1, poor=1), errored]).metrics == report(trials(good=1, poor=1)).metrics


def test_another_provenance_is_refused() -> None:
    made_up = replace(a_trial(1, "good", "t", passed=True), provenance=Provenance.SIMULATED)
    with pytest.raises(ValueError, match="one provenance"):
        report([made_up])


def test_one_strategy_alone_is_compared_with_nothing() -> None:
    found = report([trial for trial in trials(good=1.0, poor=0.5) if trial.strategy_name == "good"])
    assert found.differences == ()
    assert criterion(found, "Strategy differentiation").status is Status.NO_DATA


def test_every_measure_is_compared_and_the_level_shared_among_them() -> None:
    found = report(trials(good=1.0, poor=0.5))
    assert [one.measure for one in found.differences] == list(Measure)
    interval = found.differences[0].comparison.interval
    assert interval is not None
    assert interval.confidence == pytest.approx(1 - 0.05 / 3)
