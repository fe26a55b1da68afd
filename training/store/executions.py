"""Executions: written with their trial, listed by key, read back whole for the one who audits."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from sandbox.model import SourceFile, TestStatus
from training.errors import NotFoundError
from training.model.executions import (
    DayCounts,
    ExecutionDetail,
    ExecutionFilter,
    ExecutionRow,
    Neighbours,
    result_of,
)
from training.model.trials import RecordedExecution, Trial, TrialRecord
from training.store.audit import Audit
from training.store.blobs import fetch, fetch_json, files_from_json, files_to_json, keep, keep_json
from training.store.connection import first, rows, stamp, storable
from training.store.days import note_execution
from training.store.facets import facet_of, people_of
from training.store.fulltext import index_execution
from training.store.listing import FAR, Window, count_all, count_by_day, find_ids
from training.store.rows import (
    execution_from,
    lint_from_json,
    phases_from_json,
    score_from_json,
    tests_from_json,
    tests_to_json,
    trial_from,
)


class Executions:
    """What ran, and what came of it."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._audit = Audit(db)

    def add(self, trial: Trial, entry: RecordedExecution, record: TrialRecord, *, now: datetime) -> None:
        """Write one execution and its link in the chain. Call it inside the transaction that closes the trial."""
        row = {**_identity(trial, entry, record), **_facts(entry), **self._bulk(entry)}
        facet_id = facet_of(self._db, {**row, **self._asked(trial, entry)})
        self._db.table("executions").insert({**row, "facet_id": facet_id})
        written = first(self._db, "select max(id) as id from executions")
        if written is not None:
            self._audit.append(kind="execution", subject=written["id"], content=row, now=now)
            note_execution(self._db, written["id"], day=row["started_at"][:10], facet_id=facet_id)
            index_execution(self._db, written["id"], entry, facet_id=facet_id, task_id=trial.task_id)

    def list(
        self, wanted: ExecutionFilter | None = None, *, after: int | None = None, limit: int = 50
    ) -> tuple[ExecutionRow, ...]:
        """Return executions, newest first; `after` is the last id already seen."""
        window = Window(high=FAR if after is None else after - 1, limit=limit)
        return self._rows(find_ids(self._db, wanted or ExecutionFilter(), window))

    def count(self, wanted: ExecutionFilter) -> int | None:
        """Return how many executions match, by whole days; None for a search in texts, which finds without counting."""
        return count_all(self._db, wanted)

    def count_by_day(self, wanted: ExecutionFilter, *, limit: int = 60) -> tuple[DayCounts, ...]:
        """Return how executions went on the newest days, oldest first.

        Only team, agent, strategy, result and the span of the filter take part.
        """
        return count_by_day(self._db, wanted, limit=limit)

    def people(self) -> tuple[str, ...]:
        """Return whoever asked for something that ran."""
        return people_of(self._db)

    def handed_in(self, batch_id: int, *, task_id: str, strategy_name: str, seed: int) -> tuple[SourceFile, ...] | None:
        """Return the program that a batch's trial was graded by, or None where it was not, or where it was pruned."""
        found = first(
            self._db,
            """select executions.code_blob from executions join trials on trials.id = executions.trial_id
               where trials.batch_id = :batch_id and trials.task_id = :task_id
                   and trials.strategy_name = :strategy and trials.seed = :seed and executions.purpose = 'grade'
               order by executions.id desc limit 1""",
            batch_id=batch_id,
            task_id=task_id,
            strategy=strategy_name,
            seed=seed,
        )
        return files_from_json(fetch_json(self._db, found["code_blob"])) or None if found else None

    def list_for_trial(self, trial_id: int) -> tuple[ExecutionRow, ...]:
        """Return a trial's executions in the order they ran."""
        found = rows(self._db, "select * from executions where trial_id = :id order by id", id=trial_id)
        return tuple(execution_from(row) for row in found)

    def get(self, row_id: int) -> ExecutionDetail:
        """Return one execution whole.

        Raises:
            NotFoundError: there is none of that id.
        """
        row = first(self._db, "select * from executions where id = :id", id=row_id)
        if row is None:
            raise NotFoundError(f"There is no execution {row_id}.")
        trial = first(self._db, "select * from trials where id = :id", id=row["trial_id"])
        if trial is None:
            raise NotFoundError(f"Execution {row_id} belongs to no trial.")
        return self._detail(row, trial)

    def find_id(self, execution_id: str) -> int | None:
        """Return the row of an execution's own id, or of the beginning of one if only one begins so."""
        if not execution_id:
            return None
        # a range, which the index answers, where `like` would read every row
        found = rows(
            self._db,
            "select id, execution_id from executions where execution_id >= :low and execution_id < :high limit 2",
            low=execution_id,
            high=execution_id + chr(0x10FFFF),
        )
        whole = [row for row in found if row["execution_id"] == execution_id]
        return int((whole or found)[0]["id"]) if whole or len(found) == 1 else None

    def neighbours(self, row_id: int, wanted: ExecutionFilter | None = None) -> Neighbours:
        """Return what stands before and after one in the list that a filter gives."""
        asked = wanted or ExecutionFilter()
        newer = find_ids(self._db, asked, Window(low=row_id + 1, newest_first=False, limit=1))
        older = find_ids(self._db, asked, Window(high=row_id - 1, limit=1))
        return Neighbours(previous_id=next(iter(newer), None), next_id=next(iter(older), None))

    def previous_attempt(self, row: ExecutionRow) -> int | None:
        """Return the execution before this one in its trial, or None."""
        found = first(
            self._db,
            "select max(id) as id from executions where trial_id = :trial_id and id < :id",
            trial_id=row.trial_id,
            id=row.id,
        )
        return found["id"] if found else None

    def _rows(self, ids: Sequence[int]) -> tuple[ExecutionRow, ...]:
        found = rows(
            self._db, "select * from executions where id in (select value from json_each(:ids))", ids=str([*ids])
        )
        by_id = {row["id"]: execution_from(row) for row in found}
        return tuple(by_id[row_id] for row_id in ids if row_id in by_id)

    def _asked(self, trial: Trial, entry: RecordedExecution) -> dict[str, str]:
        result, batch = (
            entry.result,
            first(self._db, "select created_by from batches where id = :id", id=trial.batch_id),
        )
        went = result_of(result.outcome, passed=result.count(TestStatus.PASSED), total=len(result.tests))
        return {"result": went.value, "created_by": batch["created_by"] if batch else ""}

    def _bulk(self, entry: RecordedExecution) -> dict[str, Any]:
        return {
            "code_blob": keep_json(self._db, files_to_json(entry.files)),
            "tests_blob": keep_json(self._db, tests_to_json(entry.result.tests)),
            "stdout_blob": keep(self._db, entry.result.stdout),
            "stderr_blob": keep(self._db, entry.result.stderr),
            "log_blob": keep(self._db, entry.agent_log),
            "lint_blob": keep_json(self._db, asdict(entry.lint)) if entry.lint else None,
        }

    def _detail(self, row: dict[str, Any], trial: dict[str, Any]) -> ExecutionDetail:
        link = self._audit.find(kind="execution", subject=row["id"])
        return ExecutionDetail(
            row=execution_from(row),
            trial=trial_from(trial),
            trust_reason=row["trust_reason"],
            exit_code=row["exit_code"],
            image_digest=row["image_digest"],
            phases=phases_from_json(row["phases"]),
            tests=tests_from_json(fetch_json(self._db, row["tests_blob"])),
            files=files_from_json(fetch_json(self._db, row["code_blob"])),
            stdout=fetch(self._db, row["stdout_blob"]),
            stderr=fetch(self._db, row["stderr_blob"]),
            output_truncated=bool(row["output_truncated"]),
            note=row["note"],
            agent_log=fetch(self._db, row["log_blob"]),
            task_hash=trial["task_hash"],
            agent_version=trial["agent_version"] or "",
            program=trial["program"] or "",
            score=score_from_json(trial["score_detail"]),
            lint=lint_from_json(fetch_json(self._db, row["lint_blob"])),
            audit_seq=link.seq if link else 0,
            audit_hash=link.hash if link else "",
        )


def _identity(trial: Trial, entry: RecordedExecution, record: TrialRecord) -> dict[str, Any]:
    return {
        "execution_id": entry.result.execution_id,
        "trial_id": trial.id,
        "batch_id": trial.batch_id,
        "team": trial.team,
        "purpose": entry.purpose.value,
        "ordinal": entry.ordinal,
        "agent": trial.agent,
        "task_id": trial.task_id,
        "strategy_name": trial.strategy_name,
        "strategy_version": trial.strategy_version,
        "provenance": trial.provenance.value,
        "verdict": record.verdict.value,
        "note": storable(entry.note),
        "tokens": entry.tokens,
        "cost_usd": entry.cost_usd,
        "started_at": stamp(entry.started_at),
    }


def _facts(entry: RecordedExecution) -> dict[str, Any]:
    result, usage = entry.result, entry.result.usage
    return {
        "outcome": result.outcome.value,
        "reason": storable(result.reason),
        "trust": result.trust.value,
        "trust_reason": storable(result.trust_reason) if result.trust_reason is not None else None,
        "tests_passed": result.count(TestStatus.PASSED),
        "tests_total": len(result.tests),
        "exit_code": result.exit_code,
        "wall_ms": usage.wall_ms if usage else None,
        "cpu_ms": usage.cpu_ms if usage else None,
        "peak_memory_mib": usage.peak_memory_mib if usage else None,
        "image_digest": result.image_digest,
        "phases": json.dumps([asdict(phase) for phase in result.phases]),
        "output_truncated": int(result.output_truncated),
    }
