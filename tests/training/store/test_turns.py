"""Who is served next, how much may run, and what ends a batch before its trials do."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.training.builders import NOON, a_record, a_request, take
from training.errors import ConflictError, InvalidBatchError, InvalidLimitError, QueueFullError
from training.model.batches import BatchState, Budget, Counts
from training.model.spending import Spent
from training.model.trials import TrialRecord, Verdict
from training.planning import plan_batch
from training.store import Store


def ask(store: Store, *, now: datetime = NOON, repeats: int = 1, **changes: object) -> int:
    request = replace(a_request(repeats=repeats), **changes)  # type: ignore[arg-type]
    return store.batches.create(plan_batch(request), now=now).id


def is_served(store: Store, *, now: datetime = NOON) -> bool:
    return store.trials.lease(owner="one", now=now, seconds=60) is not None


def test_an_urgent_batch_goes_before_an_earlier_one_of_its_team(store: Store) -> None:
    ask(store)
    urgent = ask(store, priority=5)
    assert take(store).trial.batch_id == urgent


def test_a_batch_can_be_hurried_while_it_waits(store: Store) -> None:
    ask(store)
    late = ask(store)
    store.batches.set_priority(late, 3, by="ada", now=NOON)
    assert take(store).trial.batch_id == late


def test_teams_take_turns_however_many_trials_one_of_them_queued_first(store: Store) -> None:
    ask(store, repeats=6, team="large")
    ask(store, repeats=3, team="small", priority=-9)
    served = []
    for _ in range(6):
        lease = take(store)
        served.append(lease.trial.team)
        store.trials.close(lease, a_record(), now=NOON)
    assert served == ["large", "small"] * 3


def test_a_team_that_has_less_running_is_served_first(store: Store) -> None:
    ask(store, repeats=4, team="large")
    for _ in range(3):
        take(store)
    ask(store, repeats=3, team="small")
    assert [take(store).trial.team for _ in range(3)] == ["small"] * 3


def test_no_more_trials_run_than_a_limit_on_all_of_them_allows(store: Store) -> None:
    ask(store, repeats=4)
    store.limits.set("all", 2, by="ada", now=NOON)
    first, _ = take(store), take(store)
    assert not is_served(store)
    store.trials.close(first, a_record(), now=NOON)
    assert is_served(store)


def test_a_limit_on_one_agent_leaves_the_others_alone(store: Store) -> None:
    ask(store, repeats=2, agent="slow")
    other = ask(store, agent="quick")
    store.limits.set("agent:slow", 1, by="ada", now=NOON)
    take(store)
    assert take(store).trial.batch_id == other
    assert not is_served(store)


def test_a_limit_of_zero_pauses_a_team_until_it_is_lifted(store: Store) -> None:
    ask(store, team="paused")
    store.limits.set("team:paused", 0, by="ada", now=NOON)
    assert not is_served(store)
    assert store.limits.lift("team:paused", by="ada", now=NOON)
    assert is_served(store)


def test_limits_are_in_the_chain_and_nonsense_is_refused(store: Store) -> None:
    store.limits.set("all", 3, by="ada", now=NOON)
    assert [(limit.scope, limit.most, limit.changed_by) for limit in store.limits.list()] == [("all", 3, "ada")]
    assert [link.kind for link in store.audit.links()] == ["limit set"]
    for scope, most in (("agent:", 1), ("everything", 1), ("all", -1)):
        with pytest.raises(InvalidLimitError):
            store.limits.set(scope, most, by="ada", now=NOON)


def test_a_full_queue_refuses_a_batch_whole(store: Store) -> None:
    store.limits.set("queued", 5, by="ada", now=NOON)
    ask(store, repeats=4)
    with pytest.raises(QueueFullError, match="room for 1 more"):
        ask(store, repeats=2)
    assert len(store.batches.list()) == 1
    ask(store)


def test_batches_that_are_asked_for_together_are_queued_together_or_not_at_all(store: Store) -> None:
    store.limits.set("queued", 3, by="ada", now=NOON)
    plans = [plan_batch(replace(a_request(repeats=2), agent=agent)) for agent in ("repair", "replay")]
    with pytest.raises(ConflictError, match="room for 3 more trials, and 4 are asked for"):
        store.batches.create_all(plans, now=NOON)
    assert store.batches.is_empty()

    store.limits.set("queued", 4, by="ada", now=NOON)
    assert [batch.agent for batch in store.batches.create_all(plans, now=NOON)] == ["repair", "replay"]


def test_a_batch_whose_time_is_spent_stops_and_what_runs_is_finished(store: Store) -> None:
    batch = ask(store, repeats=4, budget=Budget(seconds=30))
    running = take(store)
    later = NOON + timedelta(seconds=30)
    assert not is_served(store, now=later)
    stopped = store.batches.get(batch)
    assert (stopped.state, stopped.stop_reason) == (BatchState.STOPPED, "Its time budget of 30 s is spent.")
    store.trials.close(running, a_record(), now=later)
    assert store.batches.get(batch).counts == Counts(passed=1, queued=3)
    assert store.rollups.check() == ()


def test_a_batch_whose_money_is_spent_stops(store: Store) -> None:
    batch = ask(store, repeats=4, budget=Budget(usd=0.9))
    for _ in range(2):
        store.trials.close(take(store), a_record(), now=NOON)
    assert not is_served(store)
    found = store.batches.get(batch)
    assert (found.cost_usd, found.tokens) == (1.0, 20)
    assert found.stop_reason == "Its budget of 0.90 USD is spent."


def test_what_failed_attempts_took_is_spent_too(store: Store) -> None:
    batch = ask(store, repeats=4, budget=Budget(usd=0.9))
    broken = TrialRecord(verdict=Verdict.ERRORED, reason="It broke.", lost=Spent(tokens=90, cost_usd=2.5))
    store.trials.close(take(store), broken, now=NOON)
    assert not is_served(store)
    found = store.batches.get(batch)
    assert (found.cost_usd, found.tokens) == (2.5, 90)
    assert found.stop_reason == "Its budget of 0.90 USD is spent."
    assert store.rollups.check() == ()


def test_a_stopped_batch_does_not_keep_a_worker_waiting_and_can_be_resumed(store: Store) -> None:
    batch = ask(store, repeats=2)
    store.batches.stop(batch, reason="Lunch.", by="ada", now=NOON)
    assert not store.batches.is_something_left()
    assert not is_served(store)
    store.batches.resume(batch, by="ada", now=NOON)
    assert take(store).trial.batch_id == batch
    kinds = [link.kind for link in store.audit.links()]
    assert kinds == ["batch queued", "batch stopped", "batch resumed"]


def test_the_time_between_a_stop_and_its_resumption_is_not_at_work(store: Store) -> None:
    batch = ask(store, repeats=3, budget=Budget(seconds=100))
    lease = take(store)
    store.batches.stop(batch, reason="Night.", by="ada", now=NOON + timedelta(seconds=10))
    store.trials.close(lease, a_record(), now=NOON + timedelta(seconds=20))
    morning = NOON + timedelta(hours=9)
    assert store.batches.get(batch).worked_seconds(morning) == 20
    store.batches.resume(batch, by="ada", now=morning)
    take(store, now=morning)
    assert store.batches.get(batch).worked_seconds(morning + timedelta(seconds=5)) == 25


def test_a_spent_batch_is_resumed_with_a_larger_budget_only(store: Store) -> None:
    batch = ask(store, repeats=3, budget=Budget(usd=0.5))
    store.trials.close(take(store), a_record(), now=NOON)
    assert not is_served(store)
    with pytest.raises(ConflictError, match="larger one"):
        store.batches.resume(batch, by="ada", now=NOON)
    store.batches.resume(batch, by="ada", now=NOON, budget=Budget(usd=2.0))
    assert is_served(store)


def test_a_stopped_batch_can_be_cancelled(store: Store) -> None:
    batch = ask(store, repeats=2)
    store.batches.stop(batch, reason="Wrong.", by="ada", now=NOON)
    assert store.batches.cancel(batch, now=NOON).counts == Counts(cancelled=2)
    assert store.batches.resume(batch, by="ada", now=NOON).state is BatchState.CANCELLED


@pytest.mark.parametrize("budget", [Budget(seconds=0), Budget(usd=-1.0), Budget(seconds=float("nan"))])
def test_a_budget_that_is_none_is_refused(budget: Budget) -> None:
    with pytest.raises(InvalidBatchError):
        plan_batch(replace(a_request(), budget=budget))
