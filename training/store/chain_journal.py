"""What a chain writes while it runs. Every write asks for the newest lease: who lost the run writes nothing more."""

import json
from collections.abc import Iterable
from datetime import datetime

from sqlite_utils import Database

from training.errors import LeaseLostError
from training.model.chain_runs import Choice, Failure, HandOff, RunState, StageEnd, StageRun, StageStart, StageState
from training.model.spending import NOTHING_TOLD, Spent
from training.store.blobs import keep
from training.store.chain_rows import choices_to_json, keep_program, stage_run_from
from training.store.connection import change, first, rows, stamp, storable, writing

_INTERRUPTED = "The worker was lost or told to end while this ran. What it did until then may be done twice."

# summed with each attempt, so that a run that fails, is cancelled or dies has its totals too
_SUM = """
update chain_runs set (tokens, cost_usd) =
    (select sum(tokens), sum(cost_usd) from chain_stage_runs where run_id = :id and state != 'reused')
where id = :id
"""


class ChainJournal:
    """The course of one run, from `begin` on."""

    def __init__(self, db: Database, run_id: int) -> None:
        self._db, self._run_id, self._lease = db, run_id, 0

    def begin(self, *, now: datetime) -> int:
        """Take the run, whoever had it, and return how many had it so far. What was under way counts as interrupted.

        One that was cancelled stays cancelled.
        """
        with writing(self._db):
            change(
                self._db,
                """update chain_runs set lease = lease + 1, state = 'running', failure = null, reason = '',
                   started_at = coalesce(started_at, :now), finished_at = null
                   where id = :id and state != 'cancelled'""",
                id=self._run_id,
                now=stamp(now),
            )
            change(
                self._db,
                """update chain_stage_runs set state = 'interrupted', reason = :reason, finished_at = :now
                   where run_id = :id and state = 'running'""",
                id=self._run_id,
                reason=_INTERRUPTED,
                now=stamp(now),
            )
            row = first(self._db, "select lease from chain_runs where id = :id", id=self._run_id)
        self._lease = row["lease"] if row else 0
        return self._lease

    def stages(self) -> tuple[StageRun, ...]:
        """Return every attempt at a stage, in order."""
        sql = "select * from chain_stage_runs where run_id = :id order by position, attempt"
        return tuple(stage_run_from(self._db, row) for row in rows(self._db, sql, id=self._run_id))

    def choose(self, choices: tuple[Choice, ...]) -> None:
        """Write down which strategies the run works under."""
        with writing(self._db):
            self._check()
            sql = "update chain_runs set choices = :choices where id = :id"
            change(self._db, sql, id=self._run_id, choices=choices_to_json(choices))

    def start(self, start: StageStart, hand_offs: Iterable[HandOff], *, now: datetime) -> int:
        """Write that an attempt at a stage begins, with what it is given, and return its number."""
        with writing(self._db):
            self._check()
            self._db.table("chain_stage_runs").insert(
                {
                    "run_id": self._run_id,
                    "position": start.position,
                    "stage": start.stage,
                    "attempt": start.attempt,
                    "state": StageState.RUNNING.value,
                    "agent": start.agent,
                    "agent_version": start.agent_version,
                    "strategy": start.strategy,
                    "strategy_version": start.strategy_version,
                    "command": json.dumps(start.command),
                    "prompt_blob": keep(self._db, storable(start.prompt)),
                    "note": start.note,
                    "started_at": stamp(now),
                }
            )
            row = first(self._db, "select max(id) as id from chain_stage_runs where run_id = :id", id=self._run_id)
            number = int(row["id"]) if row else 0
            for hand_off in hand_offs:
                self._hand_over(number, hand_off)
        return number

    def end(self, stage_run_id: int, end: StageEnd, *, now: datetime) -> None:
        """Write what an attempt came to and took. A good end says that what was handed to it arrived."""
        with writing(self._db):
            self._check()
            change(
                self._db,
                """update chain_stage_runs set state = :state, result_blob = :result, raw_blob = :raw,
                   program_blob = :program, failure = :failure, reason = :reason, turns = :turns, tokens = :tokens,
                   cost_usd = :cost_usd, session_id = :session_id, finished_at = :now,
                   note = trim(note || ' ' || :note) where id = :id""",
                id=stage_run_id,
                state=end.state.value,
                result=keep(self._db, storable(end.result)),
                raw=keep(self._db, storable(end.raw)),
                program=keep_program(self._db, end.program),
                failure=end.failure.value if end.failure else None,
                reason=storable(end.reason),
                turns=end.turns,
                tokens=end.tokens,
                cost_usd=end.cost_usd,
                session_id=end.session_id,
                note=storable(end.note),
                now=stamp(now),
            )
            if end.state is StageState.DONE:
                sql = "update chain_hand_offs set arrived = 1 where stage_run_id = :id"
                change(self._db, sql, id=stage_run_id)
            change(self._db, _SUM, id=self._run_id)

    def spent(self) -> Spent:
        """Return what the attempts at all stages took so far, over every worker that had the run."""
        row = first(self._db, "select tokens, cost_usd from chain_runs where id = :id", id=self._run_id)
        return Spent(tokens=row["tokens"], cost_usd=row["cost_usd"]) if row else NOTHING_TOLD

    def tell(self, stage_run_id: int, lines: Iterable[str], *, now: datetime) -> None:
        """Keep lines that an agent wrote."""
        with writing(self._db):
            self._check()
            self._db.table("chain_events").insert_all(
                {"run_id": self._run_id, "stage_run_id": stage_run_id, "line": storable(line), "at": stamp(now)}
                for line in lines
            )

    def finish(
        self,
        state: RunState,
        *,
        now: datetime,
        last: StageEnd | None = None,
        failure: Failure | None = None,
        reason: str = "",
    ) -> None:
        """Write what the run came to, if nobody cancelled it; `last` holds its result and its program."""
        with writing(self._db):
            self._check()
            change(
                self._db,
                """update chain_runs set state = :state, failure = :failure, reason = :reason, finished_at = :now,
                   result_blob = :result, program_blob = :program, lease_owner = null, lease_expires_at = null
                   where id = :id and state != 'cancelled'""",
                id=self._run_id,
                state=state.value,
                failure=failure.value if failure else None,
                reason=storable(reason),
                result=keep(self._db, storable(last.result)) if last else None,
                program=keep_program(self._db, last.program) if last else None,
                now=stamp(now),
            )

    def is_cancelled(self) -> bool:
        """Return whether somebody cancelled the run, or another worker has it now."""
        row = first(self._db, "select state, lease from chain_runs where id = :id", id=self._run_id)
        return row is None or row["state"] == RunState.CANCELLED.value or row["lease"] != self._lease

    def _hand_over(self, stage_run_id: int, hand_off: HandOff) -> None:
        self._db.table("chain_hand_offs").insert(
            {
                "run_id": self._run_id,
                "stage_run_id": stage_run_id,
                "from_stage": hand_off.from_stage,
                "form": hand_off.form.value,
                "sent_blob": keep(self._db, storable(hand_off.sent)),
                "sent_bytes": hand_off.sent_bytes,
                "passed_bytes": hand_off.passed_bytes,
                "received_blob": keep(self._db, storable(hand_off.received)),
                "redactions": hand_off.redactions,
                "arrived": int(hand_off.arrived),
            }
        )

    def _check(self) -> None:
        sql = "select 1 from chain_runs where id = :id and lease = :lease"
        if first(self._db, sql, id=self._run_id, lease=self._lease) is None:
            raise LeaseLostError(f"Chain run {self._run_id} is no longer this worker's; nothing more is written.")
