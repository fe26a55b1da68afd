from datetime import UTC, datetime, timedelta

import pytest

from tests.training.builders import NOON, a_request
from training.errors import InvalidScheduleError, NotFoundError
from training.model.batches import Budget
from training.model.schedules import ScheduleDraft, ScheduledRequest
from training.planning import plan_batch
from training.store import Store
from training.timetable import next_time

NIGHTLY = ScheduleDraft(
    title="Nightly",
    cron="30 2 * * *",
    zone="Europe/Berlin",
    request=ScheduledRequest(agent="repair", tasks="all", strategies="all", budget=Budget(seconds=60)),
    created_by="ada",
)
NIGHT = datetime(2026, 1, 3, 1, 30, tzinfo=UTC)


def test_a_schedule_is_due_at_its_time_in_its_zone(store: Store) -> None:
    schedule = store.schedules.add(NIGHTLY, now=NOON)
    assert schedule.next_at == NIGHT
    assert schedule.request == NIGHTLY.request
    assert store.schedules.due(now=NIGHT - timedelta(seconds=1)) == ()
    assert store.schedules.due(now=NIGHT) == (schedule,)


def test_a_due_schedule_queues_one_batch_however_many_look(store: Store) -> None:
    schedule = store.schedules.add(NIGHTLY, now=NOON)
    plan = plan_batch(a_request())
    assert store.schedules.fire(schedule, plan, now=NIGHT) == 1
    assert store.schedules.fire(schedule, plan, now=NIGHT) is None
    found = store.schedules.get(schedule.id)
    assert (found.last_batch_id, found.next_at) == (1, NIGHT + timedelta(days=1))
    assert len(store.batches.list()) == 1


def test_nights_missed_while_nothing_ran_are_made_up_for_once(store: Store) -> None:
    schedule = store.schedules.add(NIGHTLY, now=NOON)
    later = NIGHT + timedelta(days=5, hours=3)
    store.schedules.fire(schedule, plan_batch(a_request()), now=later)
    assert store.schedules.due(now=later) == ()
    assert store.schedules.get(schedule.id).next_at == NIGHT + timedelta(days=6)


def test_a_schedule_that_could_not_be_queued_says_why_and_goes_on(store: Store) -> None:
    schedule = store.schedules.add(NIGHTLY, now=NOON)
    store.schedules.skip(schedule, "There is no agent of that name.", now=NIGHT)
    found = store.schedules.get(schedule.id)
    assert (found.last_problem, found.next_at) == ("There is no agent of that name.", NIGHT + timedelta(days=1))
    assert store.batches.is_empty()


def test_a_schedule_can_be_switched_off_and_on_and_removed(store: Store) -> None:
    schedule = store.schedules.add(NIGHTLY, now=NOON)
    store.schedules.switch(schedule.id, is_on=False, by="ada", now=NOON)
    assert store.schedules.due(now=NIGHT) == ()
    assert store.schedules.switch(schedule.id, is_on=True, by="ada", now=NIGHT).next_at == NIGHT + timedelta(days=1)
    store.schedules.remove(schedule.id, by="ada", now=NIGHT)
    with pytest.raises(NotFoundError):
        store.schedules.get(schedule.id)
    assert [link.kind for link in store.audit.links()] == [
        "schedule added",
        "schedule switched off",
        "schedule switched on",
        "schedule removed",
    ]


def test_a_time_that_summer_time_leaves_out_is_made_up_for_the_same_night() -> None:
    before = datetime(2026, 3, 28, 12, 0, tzinfo=UTC)
    found = next_time("30 2 * * *", zone="Europe/Berlin", after=before)
    assert found == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cron", "zone"), [("every night", "UTC"), ("99 * * * *", "UTC"), ("0 0 30 2 *", "UTC"), ("0 0 * * *", "Mars/Base")]
)
def test_a_timetable_that_is_none_is_refused(cron: str, zone: str) -> None:
    with pytest.raises(InvalidScheduleError):
        next_time(cron, zone=zone, after=NOON)
