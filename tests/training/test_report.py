from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from sandbox.model import Isolation
from tests.training.builders import NOON
from training.model.trials import Provenance, Trial, TrialState, Verdict
from training.report import Criterion, Report, ReportFacts, Status, Targets, build_report
from training.report.markdown import to_markdown
from training.report.model import StreamFacts
from training.report.summary import NOTHING
from training.report.targets import aim
from training.trends import Measure, TrendWord


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


def facts(found: list[Trial]) -> ReportFacts:
    ran = sum(trial.executions for trial in found)
    judged = tuple(trial for trial in found if trial.verdict in {Verdict.PASSED, Verdict.FAILED})
    return ReportFacts(title="all", trials=judged, executions=ran, real_executions=ran)


def report(found: list[Trial], targets: Targets | None = None) -> Report:
    return build_report(facts(found), now=NOON, targets=targets)


def criterion(found: Report, name: str) -> Criterion:
    return next(one for one in found.validation if one.name == name)


def test_an_empty_database_gives_a_report_that_says_so() -> None:
    found = report([])
    assert found.summary == (NOTHING,)
    assert found.metrics == ()
    assert {one.status for one in found.validation} == {Status.NO_DATA}


def test_a_good_result_meets_the_targets() -> None:
    found = report(trials(good=1.0, poor=0.5))
    assert criterion(found, "Real execution").achieved == "100 % (80 of 80)"
    assert criterion(found, "Success rate").status is Status.MET
    assert criterion(found, "Strategy differentiation").status is Status.MET
    assert found.summary[0] == "30 of 40 judged trials passed, on 20 tasks: 75 % (95 % interval 58.7 % to 86.4 %)."
    assert any("Good has a higher success rate than poor, by 50.0 percentage points" in one for one in found.summary)


def test_a_bad_result_is_said_plainly() -> None:
    found = report(trials(good=0.1, poor=0.1))
    assert criterion(found, "Success rate").status is Status.MISSED
    assert criterion(found, "Strategy differentiation").status is Status.UNDECIDED
    assert any("may be chance" in one for one in found.summary)
    assert any("missed: success rate" in one for one in found.summary)


def test_a_result_too_close_to_the_target_is_undecided() -> None:
    assert criterion(report(trials(good=0.5, poor=0.4)), "Success rate").status is Status.UNDECIDED


def test_targets_can_be_set() -> None:
    found = report(trials(good=1.0, poor=1.0), Targets(success_rate=0.99))
    assert criterion(found, "Success rate").target == "over 99 %"
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


def test_what_was_never_solved_is_named_with_its_trials() -> None:
    found = report(trials(good=0.9, poor=0.9))
    never = found.insights[0]
    assert never.text == "2 tasks of 20 were never solved: task-18 and task-19."
    assert never.evidence == "4 trials on them, none passed"
    assert set(never.trial_ids) == {36, 37, 38, 39}


def test_what_one_strategy_alone_solved_is_named() -> None:
    found = report(trials(good=1.0, poor=0.9))
    assert any(one.text == "Only good solved task-18 and task-19." for one in found.insights)


def test_an_undecided_comparison_says_what_would_settle_it() -> None:
    found = report(trials(good=0.5, poor=0.4))
    assert any("if the difference is real, about" in one.text for one in found.insights)


def in_order(shares: list[tuple[str, int]], *, tasks: int = 10) -> list[Trial]:
    """Rounds over the same tasks, or with another name over others; so many of each round pass."""
    return [
        replace(
            a_trial(place * tasks + number, "good", f"{name}-{number}", passed=number < passed),
            closed_at=NOON + timedelta(seconds=place * tasks + number),
        )
        for place, (name, passed) in enumerate(shares)
        for number in range(tasks)
    ]


def test_the_earlier_half_stands_beside_the_later_one() -> None:
    (one,) = report(in_order([("task", 9), ("task", 9), ("task", 1), ("task", 1)])).evolution
    assert (one.each, one.tasks, one.words) == (20, 10, "the later half does worse")
    assert (one.before, one.after) == pytest.approx((0.9, 0.1))


def test_harder_tasks_in_the_later_half_are_no_decline() -> None:
    found = report(in_order([("easy", 10), ("easy", 9), ("hard", 1), ("hard", 0)]))
    (one,) = found.evolution
    assert (one.tasks, one.before, one.interval, one.words) == (0, None, None, "too few tasks were done in both halves")
    assert found.metrics[0].trend is TrendWord.NO_CHANGE
    assert not any("declining" in sentence for sentence in found.summary)
    once = report(in_order([("easy", 10), ("hard", 0)]))
    assert once.metrics[0].trend is TrendWord.OTHER_TASKS


def test_a_simulation_is_said_to_be_one_before_anything_else() -> None:
    made_up = [replace(trial, provenance=Provenance.SIMULATED) for trial in trials(good=1.0, poor=0.5)]
    base = facts(made_up)
    found = build_report(replace(base, provenance=Provenance.SIMULATED, real_executions=0), now=NOON)
    assert "made up by a simulation" in found.summary[0]
    assert criterion(found, "Real execution").status is Status.MISSED


def test_what_was_left_out_is_counted() -> None:
    found = build_report(replace(facts(trials(good=1, poor=0)), errored=1, cancelled=2, adaptive=7), now=NOON)
    assert "Left out: 1 trial that failed on our side and 2 cancelled trials" in found.summary[-2]
    assert "Left out: 7 trials of batches that gave more trials to what did well" in found.summary[-1]


def test_versions_of_a_strategy_are_told_apart() -> None:
    older = [replace(trial, strategy_version="0123456789") for trial in trials(good=1, poor=0)]
    found = report([*trials(good=1, poor=0), *older])
    assert [one.strategy for one in found.metrics] == ["good (01234567)", "good (1)", "poor (01234567)", "poor (1)"]


def test_chains_that_handed_everything_on_meet_their_target() -> None:
    streams = StreamFacts(chains=2, due=4, arrived=4)
    found = build_report(replace(facts([]), streams=streams), now=NOON)
    assert criterion(found, "Stream integration").status is Status.MET
    assert found.chains == ("2 chains ran; 4 of 4 hand-offs between their stages arrived.",)
    broken = build_report(replace(facts([]), streams=replace(streams, arrived=3)), now=NOON)
    assert criterion(broken, "Stream integration").status is Status.MISSED


def test_the_markdown_holds_every_section_and_no_mark_up_from_outside() -> None:
    found = report([replace(trial, task_id=f"<b>{trial.task_id}|x") for trial in trials(good=0.9, poor=0.9)])
    text = to_markdown(found)
    for heading in ("Summary", "Validation", "Metrics for each strategy", "Evolution", "Chains", "Key insights"):
        assert f"## {heading}" in text
    assert "<b>" not in text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("success-rate", "1.5"),
        ("success-rate", "nan"),
        ("nothing", "1"),
        ("differentiation", "-1"),
        ("learning-rate", ""),
    ],
)
def test_a_target_that_can_not_be_is_refused(name: str, value: str) -> None:
    with pytest.raises(ValueError, match="target"):
        aim(Targets(), name, value)


def test_targets_can_be_named() -> None:
    assert aim(aim(Targets(), "success-rate", "0.6"), "differentiation", "3") == Targets(
        success_rate=0.6, differentiation=3
    )


def test_measures_in_which_nothing_differs_are_named_beside_those_in_which_something_does() -> None:
    slower = [
        replace(one, execution_ms=900.0) if one.strategy_name == "poor" else one for one in trials(good=1, poor=1)
    ]
    summary = report(slower).summary
    assert any(one.startswith("Poor has a higher execution time than good") for one in summary)
    assert "In success rate and score a test finds no difference between the strategies." in summary


def categories(random: Random, *, rate: float, weak: float) -> list[Trial]:
    """Tasks of fourteen categories, one trial each; those of the first category pass at the rate `weak`."""
    sizes = (7, 6, 5, 5, 5, 4, 4, 4, 4, 4, 3, 3, 3, 3)
    names = [f"category-{place}" for place, size in enumerate(sizes) for _ in range(size)]
    return [
        replace(
            a_trial(number, "good", f"task-{number}", passed=random.random() < (weak if name == names[0] else rate)),
            category=name,
        )
        for number, name in enumerate(names)
    ]


def of_kinds(found: Report) -> list[str]:
    return [one.text for one in found.insights if one.text.startswith("Tasks of the")]


def test_categories_that_are_alike_are_seldom_called_easier_or_harder() -> None:
    random = Random(1)  # noqa: S311 - repeatable on purpose
    claims = [bool(of_kinds(report(categories(random, rate=0.6, weak=0.6)))) for _ in range(60)]
    assert sum(claims) <= 5


def test_a_category_that_is_harder_is_named_with_its_evidence() -> None:
    random = Random(1)  # noqa: S311 - repeatable on purpose
    found = report(categories(random, rate=0.95, weak=0.0))
    (told,) = of_kinds(found)
    assert told.startswith("Tasks of the category category-0 are harder than the others: 0 % pass, of the others 9")
    (insight,) = (one for one in found.insights if one.text == told)
    assert insight.evidence.startswith("7 tasks against 53, each counted once; shuffled at random")


def test_repeats_of_a_few_tasks_do_not_meet_a_target() -> None:
    found = report([a_trial(number, "good", f"task-{number % 10}", passed=number % 10 < 6) for number in range(100)])
    assert criterion(found, "Success rate").status is Status.UNDECIDED
    (metrics,) = found.metrics
    assert metrics.success_interval is not None
    assert metrics.success_interval.low < 0.3
