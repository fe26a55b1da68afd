from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.tampering.kinds import KINDS, Tampering
from tests.training.builders import NOON, a_record, a_request, queue, take
from training.model.trials import Verdict
from training.store import Store


@pytest.fixture
def audited(store: Store) -> Store:
    queue(store, a_request(repeats=4))
    for verdict in (Verdict.PASSED, Verdict.FAILED, Verdict.PASSED):
        store.trials.close(take(store), a_record(verdict, executions=2), now=NOON)
    return store


def test_an_untouched_chain_holds(audited: Store) -> None:
    assert audited.audit.verify() == ()


@pytest.mark.parametrize("tampering", KINDS, ids=lambda tampering: tampering.what)
def test_tampering_is_found_and_named(audited: Store, tampering: Tampering) -> None:
    audited._db.execute("pragma foreign_keys = off")
    audited._db.execute(tampering.sql)
    problems = [finding.problem for finding in audited.audit.verify()]
    assert any(tampering.named in problem for problem in problems), problems


def test_a_changed_row_is_named(audited: Store) -> None:
    audited._db.execute("update executions set reason = 'x' where id = 4")
    findings = audited.audit.verify()
    assert [finding.problem for finding in findings] == ["Execution 4 was changed in its reason."]


def test_a_chain_can_be_walked_from_a_link_that_is_trusted(audited: Store) -> None:
    audited._db.execute("update audit_chain set content = '{}' where seq = 2")
    assert audited.audit.verify() != ()
    assert audited.audit.verify(after=4) == ()


def test_the_head_names_the_newest_link(audited: Store) -> None:
    head = audited.audit.head()
    assert head is not None
    assert audited.audit.links()[-1] == head


def test_links_are_written_for_decisions_about_batches(store: Store) -> None:
    batch = queue(store)
    store.batches.cancel(batch.id, now=NOON)
    assert [link.kind for link in store.audit.links()] == ["batch queued", "batch cancelled"]


def test_a_trial_that_is_run_again_keeps_the_chain(store: Store, database: Path) -> None:
    run_out: Callable[[], None] = lambda: store.trials.close(  # noqa: E731 - one line said three times
        take(store, now=NOON.replace(hour=NOON.hour + len(store.audit.links()))), a_record(Verdict.ERRORED), now=NOON
    )
    batch = queue(store)
    for _ in range(3):
        run_out()
    store.batches.retry_errored(batch.id, now=NOON)
    assert store.audit.verify() == ()
    store.trials.close(take(store), a_record(), now=NOON)
    assert Store.open(database).audit.verify() == ()


def test_a_trial_that_is_cancelled_while_it_waits_to_be_run_again_is_no_tampering(store: Store) -> None:
    batch = queue(store, a_request(repeats=2))
    store.trials.close(take(store), replace(a_record(Verdict.ERRORED), is_final=True), now=NOON)
    store.batches.retry_errored(batch.id, now=NOON)
    store.batches.cancel(batch.id, now=NOON)
    assert store.audit.verify() == ()
    assert [link.kind for link in store.audit.links()].count("trial") == 2  # the one that never ran needs none
    store._db.execute("update trials set verdict = 'passed' where verdict = 'cancelled'")
    assert "was changed in its verdict" in store.audit.verify()[0].problem
