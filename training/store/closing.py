"""What follows from a trial's end: every row that it writes, for the one transaction that closes it."""

import json
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from training.errors import NotFoundError
from training.model.profiles import Observation
from training.model.trials import Lease, Trial, TrialRecord, Verdict
from training.model.webhooks import Topic
from training.profiles import RATE
from training.scoring import weighed
from training.store.alerts import Alerts
from training.store.audit import Audit
from training.store.connection import change, first, known_moment, stamp, storable
from training.store.days import note_trial
from training.store.executions import Executions
from training.store.numbering import last_closing
from training.store.outbox import Outbox
from training.store.profiles import Profiles
from training.store.rows import batch_from, trial_from
from training.store.scores import Scores
from training.webhooks.content import batch_content

# what a closed trial's link in the chain holds
_DECIDED = (
    "batch_id, agent, agent_version, task_id, task_hash, strategy_version, seed, provenance, verdict, reason, "
    "score_detail, execution_ms, executions, tokens, cost_usd, closing_seq, closed_at, program"
)
_LEARNT_FROM = frozenset({Verdict.PASSED, Verdict.FAILED})


class Closing:
    """Writes a trial's end. Each method is called inside a transaction of the caller's."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._alerts = Alerts(db)
        self._audit = Audit(db)
        self._executions = Executions(db)
        self._outbox = Outbox(db)
        self._profiles = Profiles(db)
        self._scores = Scores(db)

    def close(self, lease: Lease, record: TrialRecord, now: datetime, rate: float = RATE) -> None:
        """Close a trial: executions, verdict, profiles, the chain's link, the batch's numbers.

        The score is weighed as the team weighs scores at this moment.
        """
        active = self._scores.active(lease.trial.team)
        if record.score is not None:
            record = replace(record, score=weighed(record.score, active))
        if record.verdict is Verdict.ERRORED:
            self.note_error(lease, record.reason, now)
        change(self._db, _CLOSE, **self._closing_values(lease, record, now))
        trial = self._trial(lease.trial.id)
        self.keep_executions(trial, record, now)
        if record.verdict in _LEARNT_FROM:
            self._profiles.learn(trial, _observation(record), now=now, rate=rate, weights=int(active.version))
            self._alerts.consider(trial, now=now)
        self._audit.append(kind="trial", subject=trial.id, content=decided(self._db, trial.id), now=now)
        note_trial(self._db, trial, record, now=now)
        self._roll_up(trial, record, now)

    def keep_executions(self, trial: Trial, record: TrialRecord, now: datetime) -> None:
        """Write what ran and what was lost, and count it."""
        for entry in record.executions:
            self._executions.add(trial, entry, record, now=now)
        change(
            self._db,
            """update batches set execution_ms = execution_ms + :execution_ms, executions = executions + :executions,
               cost_usd = cost_usd + :cost_usd, tokens = tokens + :tokens where id = :id""",
            id=trial.batch_id,
            execution_ms=record.execution_ms if record.executions else 0.0,
            executions=len(record.executions),
            cost_usd=record.cost_usd or 0.0,  # what is not reported counts for nothing in a budget
            tokens=record.tokens or 0,
        )
        change(
            self._db,
            """update trials set lost_tokens = lost_tokens + :tokens, lost_cost_usd = lost_cost_usd + :cost_usd
               where id = :id""",
            id=trial.id,
            tokens=record.lost.tokens or 0,
            cost_usd=record.lost.cost_usd or 0.0,
        )

    def _trial(self, trial_id: int) -> Trial:
        row = first(self._db, "select * from trials where id = :id", id=trial_id)
        if row is None:
            raise NotFoundError(f"There is no trial {trial_id}.")
        return trial_from(row)

    def _closing_values(self, lease: Lease, record: TrialRecord, now: datetime) -> dict[str, Any]:
        return {
            "id": lease.trial.id,
            "verdict": record.verdict.value,
            "reason": storable(record.reason),
            "score": record.score.total if record.score else None,
            "score_detail": json.dumps(asdict(record.score)) if record.score else None,
            "execution_ms": record.execution_ms,
            "executions": len(record.executions),
            "tokens": record.tokens,
            "cost_usd": record.cost_usd,
            "agent_version": record.agent_version,
            "program": self._program(lease.owner),
            "seq": last_closing(self._db) + 1,
            "now": stamp(now),
        }

    def _program(self, owner: str) -> str | None:
        """Return the version and commit of the program that a worker runs, as it said of itself."""
        row = first(self._db, "select facts from workers where owner = :owner", owner=owner)
        facts = json.loads(row["facts"]) if row else {}
        return " ".join(str(facts[name]) for name in ("version", "commit") if facts.get(name)) or None

    def _roll_up(self, trial: Trial, record: TrialRecord, now: datetime) -> None:
        self.count(trial.batch_id, record.verdict.value)
        change(
            self._db,
            """update batches set score_sum = score_sum + :score, score_count = score_count + :scored
               where id = :id""",
            id=trial.batch_id,
            score=trial.score or 0.0,
            scored=int(trial.score is not None),
        )
        self._finish(trial.batch_id, now)

    def _finish(self, batch_id: int, now: datetime) -> None:
        over = change(
            self._db,
            """update batches set state = case state when 'cancelled' then state else 'done' end, finished_at = :now,
               stop_reason = null where id = :id and queued = 0 and running = 0""",
            id=batch_id,
            now=stamp(now),
        )
        rest_if_idle(self._db, batch_id, now)
        row = first(self._db, "select * from batches where id = :id and state = 'done'", id=batch_id) if over else None
        if row is not None:
            self._outbox.add(Topic.BATCH_FINISHED, batch_content(batch_from(row)), team=row["team"], now=now)

    def note_error(self, lease: Lease, reason: str, now: datetime) -> None:
        """Write down a failure of ours."""
        change(
            self._db,
            "update trials set errors = errors + 1, reason = :reason where id = :id",
            id=lease.trial.id,
            reason=storable(reason),
        )
        self._db.table("trial_errors").insert(
            {"trial_id": lease.trial.id, "worker": lease.owner, "reason": storable(reason), "at": stamp(now)}
        )

    def count(self, batch_id: int, column: str) -> None:
        """Move a trial from the running ones to those in `column`."""
        # one of our own column names, never a caller's text
        sql = f"update batches set running = running - 1, {column} = {column} + 1 where id = :id"  # noqa: S608
        change(self._db, sql, id=batch_id)


def decided(db: Database, trial_id: int) -> dict[str, Any]:
    """Return what the chain's link says of a closed trial."""
    return first(db, f"select {_DECIDED} from trials where id = :id", id=trial_id) or {}  # noqa: S608 - our own list


def rest_if_idle(db: Database, batch_id: int, now: datetime) -> None:
    """Stop a batch's watch once it is over, or stopped with nothing running: waits do not count as time at work."""
    row = first(
        db,
        """select ran_seconds, running_since from batches where id = :id and running = 0
           and running_since is not null and state in ('done', 'stopped', 'cancelled')""",
        id=batch_id,
    )
    if row is not None:
        change(
            db,
            "update batches set ran_seconds = :seconds, running_since = null where id = :id",
            id=batch_id,
            seconds=row["ran_seconds"] + max(0.0, (now - known_moment(row["running_since"])).total_seconds()),
        )


_CLOSE = """
update trials set state = 'closed', verdict = :verdict, reason = :reason, score = :score, score_detail = :score_detail,
    execution_ms = :execution_ms, executions = :executions, tokens = :tokens, cost_usd = :cost_usd,
    agent_version = :agent_version, program = :program,
    closing_seq = :seq, closed_at = :now, lease_owner = null, lease_expires_at = null
where id = :id
"""


def _observation(record: TrialRecord) -> Observation:
    return Observation(
        success=record.verdict is Verdict.PASSED,
        score=record.score.total if record.score else None,
        execution_ms=record.execution_ms,
        executions=len(record.executions),
        tokens=record.tokens,
        cost_usd=record.cost_usd,
    )
