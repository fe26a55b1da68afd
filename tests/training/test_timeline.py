"""Where a trial's time went."""

from dataclasses import replace
from datetime import timedelta

from sandbox.model import Phase
from tests.training.builders import NOON, a_record, an_execution, queue, take
from training.model.trials import Purpose, TrialRecord
from training.store import Store
from training.timeline import Part, sums_of, timeline_of

SECOND = timedelta(seconds=1)
PHASES = (Phase(name="container", duration_ms=100), Phase(name="tests", duration_ms=400))


def test_what_lies_between_two_executions_is_the_agents(store: Store) -> None:
    queue(store)
    lease = take(store, now=NOON + SECOND)
    entries = tuple(
        replace(entry, result=replace(entry.result, phases=PHASES))
        for entry in (
            an_execution(ordinal=1, purpose=Purpose.VISIBLE, at=NOON + 2 * SECOND),
            an_execution(ordinal=2, purpose=Purpose.GRADE, at=NOON + 4 * SECOND),
        )
    )
    record: TrialRecord = replace(a_record(), executions=entries)
    trial = store.trials.close(lease, record, now=NOON + 5 * SECOND)

    spans = timeline_of(trial, store.executions.list_for_trial(trial.id))
    assert dict(sums_of(spans)) == {
        Part.QUEUE: 1000,
        Part.CONTAINER: 200,
        Part.AGENT: 2500,
        Part.TESTS: 400,
        Part.GRADE: 400,
        Part.SAVE: 500,
    }


def test_a_trial_that_has_not_begun_has_no_time(store: Store) -> None:
    batch = queue(store)
    assert timeline_of(store.batches.grid(batch.id)[0], ()) == ()
