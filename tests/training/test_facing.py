from dataclasses import replace

import pytest

from tests.training.test_report import a_trial
from training.agents.replay.recorded import regrader_of
from training.compare import ComparisonWord
from training.facing import ConfoundedError, Faced, face
from training.model.trials import LeftOut, Provenance, Trial
from training.sides import Side, read_side
from training.trends import Measure


def done(strategy: str, *, passed: bool, agent: str = "repair", version: str = "1", content: str = "h") -> list[Trial]:
    """Six tasks, tried once each."""
    return [
        replace(
            a_trial(number, strategy, f"task-{number}", passed=passed),
            agent=agent,
            strategy_version=version,
            task_hash=content,
        )
        for number in range(6)
    ]


def faced(left: str, right: str, trials: list[Trial], out: LeftOut | None = None) -> Faced:
    def judged(side: Side) -> list[Trial]:
        wanted = side.wanted
        return [
            trial
            for trial in trials
            if wanted.strategy in {None, trial.strategy_name}
            and wanted.agent in {None, trial.agent}
            and trial.strategy_version.startswith(wanted.strategy_version or "")
            and wanted.batch_id in {None, trial.batch_id}
        ]

    sides = [read_side(text, team="default") for text in (left, right)]
    return face(sides[0], sides[1], judged=judged, left_out=lambda _: out or LeftOut(), measure=Measure.SUCCESS)


def test_strategies_of_different_agents_are_not_compared_as_if_only_they_differed() -> None:
    trials = [*done("bold", passed=True, agent="claude"), *done("careful", passed=False)]
    with pytest.raises(ConfoundedError, match="bold holds claude and careful holds repair"):
        faced("bold", "careful", trials)
    asked = faced("agent:claude,strategy:bold", "agent:repair,strategy:careful", trials)
    assert asked.found.difference == 1.0


def test_strategies_are_compared_under_the_agents_that_did_both() -> None:
    trials = [
        *done("bold", passed=True),
        *done("careful", passed=True),
        *done("bold", passed=False, agent="claude"),
        *done("careful", passed=False, agent="claude"),
        *done("careful", passed=False, agent="claude"),
        *done("bold", passed=True, agent="other"),
    ]
    found = faced("bold", "careful", trials)
    assert found.found.difference == 0.0
    assert [pair.left for pair in found.found.pairs] == [0.5] * 6
    assert found.notes == ("Left out of bold: 6 trials under an agent or a strategy that the other side has none of.",)


def test_versions_of_a_strategy_are_never_put_together() -> None:
    trials = [
        *done("bold", passed=False, version="old"),
        *done("bold", passed=True, version="new"),
        *done("careful", passed=True),
    ]
    found = faced("bold", "careful", trials)
    assert found.found.difference == 0.0
    assert "6 trials of other versions than the newest, new" in found.notes[0]
    assert faced("bold,version:old", "careful", trials).found.difference == -1.0


def test_agents_are_compared_under_the_strategies_that_both_worked_under() -> None:
    trials = [
        *done("bold", passed=True),
        *done("bold", passed=True, agent="claude"),
        *done("careful", passed=False, agent="claude"),
    ]
    found = faced("agent:repair", "agent:claude", trials)
    assert found.found.difference == 0.0
    assert "6 trials under an agent or a strategy" in found.notes[0]


def test_programs_that_were_graded_again_count_only_where_they_are_named() -> None:
    again = done("bold", passed=False, agent=regrader_of(3))
    trials = [*done("bold", passed=True), *again, *done("careful", passed=True)]
    found = faced("bold", "careful", trials)
    assert found.found.difference == 0.0
    assert found.notes == ("Left out of bold: 6 trials that were graded again.",)
    assert faced(f"agent:{regrader_of(3)}", "agent:repair,strategy:bold", trials).found.difference == -1.0


def test_a_task_that_changed_is_paired_with_itself_alone() -> None:
    trials = [*done("bold", passed=True, content="new"), *done("careful", passed=False, content="old")]
    found = faced("bold", "careful", trials)
    assert found.found.word is ComparisonWord.NOT_ENOUGH
    (note,) = found.notes
    assert note.startswith("Left out: task-0, task-1, task-2, task-3, task-4 and 1 more, because")


def test_what_the_filter_kept_away_is_counted() -> None:
    out = LeftOut(adaptive=18, others={Provenance.SIMULATED: 1})
    notes = faced("batch:7", "batch:8", [], out).notes
    assert notes[0].startswith("Left out of batch 7: 18 trials of batches that gave more trials to what did well")
    assert notes[1] == "Left out of batch 7: 1 trial of provenance simulated; name provenance:simulated for those."


def test_batches_of_two_agents_are_compared_and_it_is_said() -> None:
    trials = [*done("bold", passed=True), *[replace(one, batch_id=2) for one in done("bold", passed=False, agent="x")]]
    found = faced("batch:1", "batch:2", trials)
    assert found.found.word is ComparisonWord.LEFT
    assert found.notes == ("The agents differ: repair and x.",)
