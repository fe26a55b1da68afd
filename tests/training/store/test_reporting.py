from dataclasses import replace

from tests.training.builders import NOON, a_record, a_request, a_strategy, a_task, queue, take
from tests.training.store.test_learning import a_mixed_history
from training.allocation import Allocation
from training.model.batches import DEFAULT_TEAM
from training.model.trials import Provenance, TrialFilter, Verdict
from training.report import build_report
from training.store import Store


def test_the_facts_of_a_batch_are_its_own(store: Store) -> None:
    a_mixed_history(store, batches=2, repeats=3)
    facts = store.reporting.of_batch(1)
    counts = store.batches.get(1).counts
    assert len(facts.trials) == counts.passed + counts.failed
    assert {trial.batch_id for trial in facts.trials} == {1}
    assert (facts.errored, facts.cancelled) == (counts.errored, counts.cancelled)
    assert facts.executions == facts.real_executions == sum(trial.executions for trial in facts.trials)
    assert sum(facts.outcomes.values()) == sum(facts.trusts.values()) > 0


def test_a_report_of_everything_counts_every_uniform_trial_once(store: Store) -> None:
    a_mixed_history(store, batches=2, repeats=3)
    facts = store.reporting.since(None, team=DEFAULT_TEAM)
    judged = sum(one.counts.passed + one.counts.failed for one in store.batches.list())
    assert len(facts.trials) == len({trial.id for trial in facts.trials}) == judged
    report = build_report(facts, now=NOON)
    assert sum(one.trials for one in report.metrics) == judged


def test_batches_that_favoured_what_did_well_are_left_out_and_counted(store: Store) -> None:
    strategies = (a_strategy("bold"), a_strategy("calm"))
    queue(store, replace(a_request(strategies=strategies, repeats=5), allocation=Allocation.THOMPSON))
    for _ in range(10):
        store.trials.close(take(store), a_record(), now=NOON)
    facts = store.reporting.of_batch(1)
    assert (facts.trials, facts.adaptive) == ((), 10)
    assert len(tuple(store.reporting.judged(TrialFilter(batch_id=1)))) == 10


def test_thompson_sampling_gives_more_trials_to_what_does_well(store: Store) -> None:
    strategies = (a_strategy("good"), a_strategy("poor"))
    request = a_request(tasks=(a_task("one"), a_task("two")), strategies=strategies, repeats=20)
    queue(store, replace(request, allocation=Allocation.THOMPSON))
    given: dict[str, int] = {"good": 0, "poor": 0}
    for _ in range(80):
        lease = take(store)
        name = lease.trial.strategy_name
        given[name] += 1
        assert lease.trial.strategy_version == f"{name}-1"
        verdict = Verdict.PASSED if name == "good" else Verdict.FAILED
        store.trials.close(lease, a_record(verdict), now=NOON)
    assert given["good"] > 60
    assert store.profiles.check() == ()
    assert store.audit.verify() == ()


def test_a_uniform_batch_keeps_its_plan(store: Store) -> None:
    queue(store, a_request(strategies=(a_strategy("bold"), a_strategy("calm")), repeats=3))
    given = []
    for _ in range(6):
        lease = take(store)
        given.append(lease.trial.strategy_name)
        store.trials.close(lease, a_record(), now=NOON)
    assert sorted(given) == ["bold"] * 3 + ["calm"] * 3


def test_simulated_trials_are_never_among_real_ones(store: Store) -> None:
    queue(store, a_request(provenance=Provenance.SIMULATED))
    lease = store.trials.lease(owner="one", now=NOON, seconds=60, provenance=Provenance.SIMULATED)
    assert lease is not None
    store.trials.close(lease, a_record(), now=NOON)
    facts = store.reporting.since(None, team=DEFAULT_TEAM)
    assert facts.trials == ()
    assert (facts.executions, facts.others) == (0, 1)
    report = build_report(facts, now=NOON)
    assert report.summary[-1] == "Left out: 1 trial that is not real; the two are never averaged."
    made_up = store.reporting.since(None, team=DEFAULT_TEAM, provenance=Provenance.SIMULATED)
    assert (made_up.executions, made_up.real_executions) == (1, 0)


def test_the_newest_trials_can_be_asked_for_alone(store: Store) -> None:
    a_mixed_history(store, batches=1, repeats=3)
    every = tuple(store.reporting.judged(TrialFilter()))
    assert tuple(store.reporting.judged(TrialFilter(), newest=5)) == every[-5:]
    assert tuple(store.reporting.judged(TrialFilter(), newest=1000)) == every


def test_the_beginning_of_a_version_names_it(store: Store) -> None:
    a_mixed_history(store, batches=1, repeats=2)
    found = tuple(store.reporting.judged(TrialFilter(strategy_version="bo")))
    assert {trial.strategy_name for trial in found} == {"bold"}
    assert tuple(store.reporting.judged(TrialFilter(strategy_version="bold-2"))) == ()


def test_a_strategy_is_never_said_to_agree_with_itself(store: Store) -> None:
    request = a_request(strategies=(a_strategy("bold"), a_strategy("calm")), repeats=6)
    queue(store, replace(request, allocation=Allocation.THOMPSON))
    for _ in range(12):
        store.trials.close(take(store), a_record(), now=NOON)
    found = store.strategies.same_programs(1)
    assert found
    assert all(len(set(same.strategies)) == len(same.strategies) == 2 for same in found)
