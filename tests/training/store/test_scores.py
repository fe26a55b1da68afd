import json
from dataclasses import replace
from datetime import timedelta

import pytest

from sandbox.linting import Finding, LintReport
from tests.training.builders import NOON, a_record, a_request, a_score, queue, take
from tests.training.store.test_learning import a_mixed_history
from training.errors import InvalidWeightsError
from training.model.batches import DEFAULT_TEAM
from training.model.scores import Weights
from training.model.trials import TrialFilter, TrialRecord, Verdict
from training.scoring import score_result
from training.store import Store

NEW = Weights(correctness=80.0, speed=20.0, quality=0.0)


def a_real_record(*, with_lint: bool = True) -> TrialRecord:
    """A record whose score follows from its execution, as the trainer makes them."""
    record = a_record()
    ran = record.executions[0]
    report = LintReport(linter="fake", files=1, lines=20, errors=0, warnings=4)
    lint = report if with_lint else None
    score = score_result(ran.result, reference_ms=25.0, lint=lint)
    return replace(record, executions=(replace(ran, lint=lint),), score=score)


def test_a_team_begins_with_the_usual_weights(store: Store) -> None:
    assert store.scores.active("anybody") == Weights(version="1", correctness=60.0, speed=20.0, quality=20.0)


def test_history_is_scored_again_and_the_old_scores_stay(store: Store) -> None:
    queue(store)
    trial = store.trials.close(take(store), a_real_record(), now=NOON)
    assert trial.score == pytest.approx(60 + 20 * 0.5 + 20 * 0.5)
    adopted = store.scores.adopt(NEW, team=DEFAULT_TEAM, by="ada", reason="Speed matters.", now=NOON)
    assert (adopted.weights.version, adopted.rescored, adopted.by, adopted.reason) == ("2", 1, "ada", "Speed matters.")
    assert store.trials.get(trial.id).score == pytest.approx(90)
    assert [(score.weights.version, score.total) for score in store.scores.of_trial(trial.id)] == [
        ("2", pytest.approx(90)),
        ("1", pytest.approx(80)),
    ]
    assert [profile.score.mean for profile in store.profiles.list(weights=1) if profile.score] == [pytest.approx(80)]
    assert [profile.score.mean for profile in store.profiles.list() if profile.score] == [pytest.approx(90)]
    assert store.batches.get(trial.batch_id).score_mean == pytest.approx(90)


def test_a_trial_that_closes_later_is_scored_under_the_new_weights_alone(store: Store) -> None:
    queue(store)
    store.scores.adopt(NEW, team=DEFAULT_TEAM, by="ada", now=NOON)
    trial = store.trials.close(take(store), a_real_record(), now=NOON)
    assert trial.score == pytest.approx(90)
    assert store.profiles.list(weights=1) == ()
    assert store.profiles.check() == ()


def test_profiles_under_every_version_follow_from_the_executions(store: Store) -> None:
    a_mixed_history(store, batches=1, repeats=3)
    store.scores.adopt(NEW, team=DEFAULT_TEAM, by="ada", now=NOON)
    a_mixed_history(store, batches=1, repeats=2)
    store.scores.adopt(Weights(correctness=50, speed=25, quality=25), team=DEFAULT_TEAM, by="ada", now=NOON)
    assert {profile.key.weights for profile in store.profiles.list(weights=None)} == {1, 2, 3}
    assert store.profiles.check() == ()
    assert store.rollups.check() == ()
    assert store.audit.verify() == ()
    kept = store.profiles.list(scope=None, weights=None)
    store.profiles.rebuild()
    assert store.profiles.list(scope=None, weights=None) == kept


def test_a_trial_that_is_run_again_after_a_change_of_weights_counts_under_the_new_ones_alone(store: Store) -> None:
    batch = queue(store, a_request(repeats=2))
    store.trials.close(take(store), a_real_record(), now=NOON)
    store.trials.close(take(store), replace(a_record(Verdict.ERRORED), is_final=True), now=NOON)
    store.scores.adopt(NEW, team=DEFAULT_TEAM, by="ada", now=NOON)
    store.batches.retry_errored(batch.id, now=NOON)
    store.trials.close(take(store), a_real_record(), now=NOON)
    assert [profile.trials for profile in store.profiles.list(weights=1)] == [1]
    assert store.profiles.check() == ()
    store.profiles.rebuild()
    assert [profile.trials for profile in store.profiles.list(weights=1)] == [1]
    assert store.audit.verify() == ()


def test_a_closing_number_is_never_given_twice(store: Store) -> None:
    batch = queue(store, a_request(repeats=2))
    store.trials.close(take(store), replace(a_record(Verdict.ERRORED), is_final=True), now=NOON)
    store.batches.retry_errored(batch.id, now=NOON)
    for _ in range(2):
        store.trials.close(take(store), a_record(), now=NOON)
    given = [json.loads(link.content)["closing_seq"] for link in store.audit.links() if link.kind == "trial"]
    assert given == [1, 2, 3]


def test_what_the_linter_said_is_kept_with_the_execution(store: Store) -> None:
    report = LintReport(
        linter="fake",
        files=1,
        lines=3,
        errors=0,
        warnings=1,
        findings=(Finding(path="solution.js", line=1, column=1, rule="no-var", is_error=False, message="var"),),
    )
    queue(store)
    record = a_record()
    store.trials.close(take(store), replace(record, executions=(replace(record.executions[0], lint=report),)), now=NOON)
    assert store.executions.get(1).lint == report
    assert store.audit.verify() == ()


def test_a_changed_lint_report_is_found(store: Store) -> None:
    queue(store)
    store.trials.close(take(store), a_real_record(), now=NOON)
    assert store.profiles.check() == ()
    store._db.execute("update executions set lint_blob = null")
    assert store.profiles.check() != ()
    assert store.audit.verify() != ()


def test_another_teams_weights_change_nothing_here(store: Store) -> None:
    queue(store)
    trial = store.trials.close(take(store), a_real_record(), now=NOON)
    store.scores.adopt(NEW, team="others", by="ada", now=NOON)
    assert store.trials.get(trial.id).score == trial.score
    assert store.scores.active(DEFAULT_TEAM).version == "1"
    assert [profile.key.weights for profile in store.profiles.list()] == [1]


@pytest.mark.parametrize(
    "weights",
    [
        Weights(correctness=60, speed=20, quality=30),
        Weights(correctness=float("nan"), speed=20, quality=20),
        Weights(correctness=float("inf"), speed=20, quality=20),
        Weights(correctness=120, speed=-20, quality=0),
        Weights(correctness=0, speed=50, quality=50),
    ],
)
def test_weights_that_nobody_can_mean_are_refused_and_nothing_changes(store: Store, weights: Weights) -> None:
    with pytest.raises(InvalidWeightsError):
        store.scores.adopt(weights, team=DEFAULT_TEAM, by="ada", now=NOON)
    assert len(store.scores.versions(DEFAULT_TEAM)) == 1


def test_the_rate_of_each_step_is_recorded_and_honoured_when_it_is_recomputed(store: Store) -> None:
    queue(store)
    store.trials.close(take(store), a_record(score=80), now=NOON, rate=0.4)
    queue(store, now=NOON)
    trial = store.trials.close(
        take(store), replace(a_record(), score=a_score(40)), now=NOON + timedelta(seconds=1), rate=0.1
    )
    step = store.profiles.updates_of_trial(trial.id)[0].update
    assert step.after.rate == 0.1
    assert step.after.score is not None
    assert step.after.score.ema == pytest.approx(80 + 0.1 * (40 - 80))
    assert store.profiles.check() == ()
    assert len(store.trials.list_judged(TrialFilter())) == 2
