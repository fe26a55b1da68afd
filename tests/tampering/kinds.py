"""What somebody who can write to the file might do to it, and what the finding must name."""

from dataclasses import dataclass

COPIED = (
    "trial_id, batch_id, team, purpose, ordinal, agent, task_id, strategy_name, strategy_version, provenance, verdict, "
    "outcome, reason, trust, trust_reason, tests_passed, tests_total, exit_code, wall_ms, cpu_ms, peak_memory_mib, "
    "image_digest, phases, output_truncated, note, tokens, cost_usd, code_blob, tests_blob, stdout_blob, stderr_blob, "
    "log_blob, started_at"
)
INSERTED = (
    f"insert into executions (id, execution_id, {COPIED}) select 99, 'made-up', {COPIED} from executions where id = 1"  # noqa: S608 - our own
)


@dataclass(frozen=True)
class Tampering:
    """One act: what it does, in SQL, and what the findings must name."""

    what: str
    sql: str
    named: str


KINDS = (
    Tampering(
        "a timeout is made a crash",
        "update executions set outcome = 'signalled' where id = 2",
        "Execution 2 was changed in its outcome",
    ),
    Tampering(
        "a test more is said to pass",
        "update executions set tests_passed = tests_passed + 1 where id = 3",
        "Execution 3 was changed in its tests_passed",
    ),
    Tampering(
        "a run is made faster",
        "update executions set wall_ms = 1.0 where id = 1",
        "Execution 1 was changed in its wall_ms",
    ),
    Tampering(
        "a reason is rewritten",
        "update executions set reason = 'All is well.' where id = 4",
        "Execution 4 was changed in its reason",
    ),
    Tampering(
        "another image is named",
        "update executions set image_digest = 'sha256:2' where id = 1",
        "Execution 1 was changed in its image_digest",
    ),
    Tampering(
        "an exit code is made up",
        "update executions set exit_code = 0 where id = 1",
        "Execution 1 was changed in its exit_code",
    ),
    Tampering(
        "the trust is lowered",
        "update executions set trust = 'guarded' where id = 6",
        "Execution 6 was changed in its trust",
    ),
    Tampering(
        "a run is dated back",
        "update executions set started_at = '2020-01-01T00:00:00.000000Z' where id = 6",
        "Execution 6 was changed in its started_at",
    ),
    Tampering(
        "a run is given to another trial",
        "update executions set trial_id = 1 where id = 6",
        "Execution 6 was changed in its trial_id",
    ),
    Tampering(
        "a run's output is unhooked",
        "update executions set stdout_blob = null where id = 2",
        "Execution 2 was changed in its stdout_blob",
    ),
    Tampering(
        "a run gets another program",
        "update executions set code_blob = (select tests_blob from executions where id = 1) where id = 2",
        "Execution 2 was changed in its code_blob",
    ),
    Tampering(
        "a program's text is overwritten",
        "update blobs set data = x'00' where hash = (select code_blob from executions where id = 1)",
        "code_blob that is not what was kept",
    ),
    Tampering(
        "an output is emptied without a pruning",
        "update blobs set data = x'' where hash = (select stdout_blob from executions where id = 1)",
        "stdout_blob that is not what was kept",
    ),
    Tampering(
        "a text is taken out",
        "delete from blobs where hash = (select tests_blob from executions where id = 1)",
        "tests_blob that is not what was kept",
    ),
    Tampering("a run is taken out", "delete from executions where id = 3", "Execution 3 was taken out"),
    Tampering("a run is put in", INSERTED, "Execution 99 is kept, but no link tells of it"),
    Tampering(
        "a failure is made a pass",
        "update trials set verdict = 'passed' where verdict = 'failed'",
        "was changed in its verdict",
    ),
    Tampering(
        "a score is emptied",
        "update trials set score_detail = '{}' where id = 1",
        "Trial 1 was changed in its score_detail",
    ),
    Tampering(
        "a trial's reason is rewritten",
        "update trials set reason = 'It passed after all.' where id = 2",
        "Trial 2 was changed in its reason",
    ),
    Tampering(
        "another version of the agent is named",
        "update trials set agent_version = '2' where id = 1",
        "Trial 1 was changed in its agent_version",
    ),
    Tampering(
        "a trial is made faster",
        "update trials set execution_ms = 1.0 where id = 3",
        "Trial 3 was changed in its execution_ms",
    ),
    Tampering("another seed is named", "update trials set seed = 1 where id = 3", "Trial 3 was changed in its seed"),
    Tampering(
        "a trial is closed at another place",
        "update trials set closing_seq = 77 where id = 3",
        "Trial 3 was changed in its closing_seq",
    ),
    Tampering("a trial is taken out", "delete from trials where id = 2", "Trial 2 was taken out"),
    Tampering(
        "a batch's seed is changed", "update batches set seed = 99 where id = 1", "Batch 1 was changed in its seed"
    ),
    Tampering(
        "a batch gets another name",
        "update batches set title = 'Another' where id = 1",
        "Batch 1 was changed in its title",
    ),
    Tampering(
        "a batch is said to be somebody else's",
        "update batches set created_by = 'eve' where id = 1",
        "Batch 1 was changed in its created_by",
    ),
    Tampering("a batch is taken out", "delete from batches where id = 1", "Batch 1 was taken out"),
    Tampering(
        "a link's content is emptied", "update audit_chain set content = '{}' where seq = 4", "Link 4 was changed"
    ),
    Tampering(
        "a link's content is spoiled", "update audit_chain set content = 'not json' where seq = 4", "Link 4 was changed"
    ),
    Tampering(
        "a link is about something else", "update audit_chain set subject = 1 where seq = 5", "Link 5 was changed"
    ),
    Tampering("a link is of another kind", "update audit_chain set kind = 'note' where seq = 5", "Link 5 was changed"),
    Tampering(
        "a link is dated back",
        "update audit_chain set at = '2020-01-01T00:00:00.000000Z' where seq = 2",
        "Link 2 was changed",
    ),
    Tampering(
        "a link gets another hash", "update audit_chain set hash = previous_hash where seq = 6", "Link 6 was changed"
    ),
    Tampering(
        "a link follows another", "update audit_chain set previous_hash = hash where seq = 6", "Link 6 does not follow"
    ),
    Tampering("a link is put elsewhere", "update audit_chain set seq = 100 where seq = 6", "are missing"),
    Tampering(
        "a link is put in",
        "insert into audit_chain select 100, kind, subject, content, hash, 'x', at from audit_chain where seq = 6",
        "are missing",
    ),
    Tampering("the first link is taken out", "delete from audit_chain where seq = 1", "Links 1 to 1 are missing"),
    Tampering("a link in the middle is taken out", "delete from audit_chain where seq = 5", "Links 5 to 5 are missing"),
    Tampering("the end is cut off, the rows stay", "delete from audit_chain where seq > 5", "no link tells of it"),
)
