"""Rows of chain runs to domain values and back."""

import json
from dataclasses import asdict
from typing import Any

from sqlite_utils import Database

from sandbox.model import SourceFile
from training.chains.content import chain_from
from training.model.chain_runs import (
    ENDED,
    Alternative,
    ChainRun,
    Choice,
    Failure,
    Form,
    HandOff,
    RunState,
    StageEnd,
    StageRun,
    StageStart,
    StageState,
)
from training.model.trials import Verdict
from training.store.blobs import fetch, fetch_json, files_from_json, files_to_json, keep_json
from training.store.connection import canonical_json, known_moment, moment

_RUN = ("id", "team", "trial_id", "batch_id", "task_id", "marker", "reason", "lease", "rerun_of", "from_position")


def run_from(db: Database, row: dict[str, Any]) -> ChainRun:
    """Return a run from its row, joined with its trial's."""
    return ChainRun(
        **{name: row[name] for name in (*_RUN, "created_by", "tokens", "cost_usd", "verdict")},
        chain=chain_from(json.loads(row["content"])),
        state=_state(row),
        text=fetch(db, row["text_blob"]),
        variables=tuple((name, value) for name, value in json.loads(row["variables"])),
        choices=tuple(_choice(item) for item in json.loads(row["choices"])),
        failure=Failure(row["failure"]) if row["failure"] else None,
        result=fetch(db, row["result_blob"]),
        program=program_from(db, row["program_blob"]),
        created_at=known_moment(row["created_at"]),
        started_at=moment(row["started_at"]),
        finished_at=moment(row["finished_at"]),
    )


def stage_run_from(db: Database, row: dict[str, Any]) -> StageRun:
    """Return one attempt at a stage from its row."""
    state = StageState(row["state"])
    return StageRun(
        id=row["id"],
        run_id=row["run_id"],
        start=StageStart(
            **{name: row[name] for name in ("position", "stage", "attempt", "agent", "agent_version", "strategy")},
            strategy_version=row["strategy_version"],
            command=tuple(json.loads(row["command"])),
            prompt=fetch(db, row["prompt_blob"]),
            note=row["note"],
        ),
        end=None if state is StageState.RUNNING else _end(db, row, state),
        state=state,
        started_at=known_moment(row["started_at"]),
        finished_at=moment(row["finished_at"]),
    )


def hand_off_from(db: Database, row: dict[str, Any]) -> HandOff:
    """Return a hand-off from its row, joined with the receiving stage's."""
    return HandOff(
        from_stage=row["from_stage"],
        to_stage=row["stage"],
        to_position=row["position"],
        form=Form(row["form"]),
        sent=fetch(db, row["sent_blob"]),
        sent_bytes=row["sent_bytes"],
        passed_bytes=row["passed_bytes"],
        received=fetch(db, row["received_blob"]),
        redactions=row["redactions"],
        arrived=bool(row["arrived"]),
        stage_run_id=row["stage_run_id"],
    )


def choices_to_json(choices: tuple[Choice, ...]) -> str:
    """Return choices as JSON."""
    return canonical_json([asdict(choice) for choice in choices])


def keep_program(db: Database, files: tuple[SourceFile, ...] | None) -> str | None:
    """Keep a program; None for none."""
    return keep_json(db, files_to_json(files)) if files is not None else None


def program_from(db: Database, digest: str | None) -> tuple[SourceFile, ...] | None:
    """Return a program that was kept; None where there was none."""
    return files_from_json(fetch_json(db, digest)) if digest else None


def _state(row: dict[str, Any]) -> RunState:
    """Return where a run is; a trial that was closed without it, as by a batch's cancel, ends it too."""
    state = RunState(row["state"])
    if state in ENDED or row["verdict"] is None:
        return state
    return RunState.CANCELLED if row["verdict"] == Verdict.CANCELLED.value else RunState.FAILED


def _choice(item: dict[str, Any]) -> Choice:
    return Choice(**{**item, "alternatives": tuple(Alternative(**one) for one in item["alternatives"])})


def _end(db: Database, row: dict[str, Any], state: StageState) -> StageEnd:
    return StageEnd(
        state=state,
        result=fetch(db, row["result_blob"]),
        raw=fetch(db, row["raw_blob"]),
        program=program_from(db, row["program_blob"]),
        failure=Failure(row["failure"]) if row["failure"] else None,
        **{name: row[name] for name in ("reason", "turns", "tokens", "cost_usd", "session_id")},
    )
