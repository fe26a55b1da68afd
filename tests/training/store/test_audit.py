from collections.abc import Callable
from pathlib import Path

import pytest

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


COPIED = (
    "trial_id, batch_id, team, purpose, ordinal, agent, task_id, strategy_name, strategy_version, provenance, verdict, "
    "outcome, reason, trust, trust_reason, tests_passed, tests_total, exit_code, wall_ms, cpu_ms, peak_memory_mib, "
    "image_digest, phases, output_truncated, note, tokens, cost_usd, code_blob, tests_blob, stdout_blob, stderr_blob, "
    "log_blob, started_at"
)
INSERTED = (
    f"insert into executions (id, execution_id, {COPIED}) select 99, 'made-up', {COPIED} from executions where id = 1"  # noqa: S608 - our own
)

TAMPERING = [
    "update executions set outcome = 'signalled' where id = 2",
    "update executions set tests_passed = tests_passed + 1 where id = 3",
    "update executions set wall_ms = 1.0 where id = 1",
    "update executions set reason = 'All is well.' where id = 4",
    "update executions set image_digest = 'sha256:2' where id = 1",
    "update executions set exit_code = 0 where id = 1",
    "update executions set trust = 'guarded' where id = 6",
    "update executions set started_at = '2020-01-01T00:00:00.000000Z' where id = 6",
    "update executions set trial_id = 1 where id = 6",
    "update executions set stdout_blob = null where id = 2",
    "update executions set code_blob = (select tests_blob from executions where id = 1) where id = 2",
    "update blobs set data = x'00' where hash = (select code_blob from executions where id = 1)",
    "delete from executions where id = 3",
    INSERTED,
    "update trials set verdict = 'passed' where verdict = 'failed'",
    "update trials set score_detail = '{}' where id = 1",
    "update trials set reason = 'It passed after all.' where id = 2",
    "update trials set agent_version = '2' where id = 1",
    "update trials set execution_ms = 1.0 where id = 3",
    "update trials set seed = 1 where id = 3",
    "update trials set closing_seq = 77 where id = 3",
    "update audit_chain set content = '{}' where seq = 4",
    "update audit_chain set content = 'not json' where seq = 4",
    "update audit_chain set subject = 1 where seq = 5",
    "update audit_chain set kind = 'note' where seq = 5",
    "update audit_chain set at = '2020-01-01T00:00:00.000000Z' where seq = 2",
    "update audit_chain set hash = previous_hash where seq = 6",
    "update audit_chain set previous_hash = hash where seq = 6",
    "update audit_chain set seq = 100 where seq = 6",
    "delete from audit_chain where seq = 1",
    "delete from audit_chain where seq = 5",
    "delete from audit_chain where seq > 5",
]


@pytest.mark.parametrize("sql", TAMPERING)
def test_tampering_is_found(audited: Store, sql: str) -> None:
    audited._db.execute("pragma foreign_keys = off")
    audited._db.execute(sql)
    assert audited.audit.verify() != ()


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
