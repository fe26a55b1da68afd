"""Executions as they are read back: a row for lists, the whole for one page."""

from dataclasses import dataclass
from datetime import datetime

from sandbox.linting import LintReport
from sandbox.model import Outcome, Phase, SourceFile, TestResult, Trust, Usage
from training.model.scores import Score
from training.model.trials import Provenance, Purpose, Trial, Verdict


@dataclass(frozen=True, kw_only=True)
class ExecutionRow:
    """One execution, without its bulk. `verdict` is its trial's."""

    id: int
    execution_id: str
    trial_id: int
    batch_id: int
    purpose: Purpose
    ordinal: int
    agent: str
    task_id: str
    strategy_name: str
    strategy_version: str
    provenance: Provenance
    verdict: Verdict
    outcome: Outcome
    reason: str
    trust: Trust
    tests_passed: int
    tests_total: int
    usage: Usage | None
    started_at: datetime


@dataclass(frozen=True, kw_only=True)
class ExecutionDetail:
    """One execution with everything that is kept of it."""

    row: ExecutionRow
    trial: Trial
    trust_reason: str | None
    exit_code: int | None
    image_digest: str | None
    phases: tuple[Phase, ...]
    tests: tuple[TestResult, ...]
    files: tuple[SourceFile, ...]
    stdout: str
    stderr: str
    output_truncated: bool
    note: str
    agent_log: str
    task_hash: str
    agent_version: str
    score: Score | None
    lint: LintReport | None
    audit_seq: int
    audit_hash: str


@dataclass(frozen=True, kw_only=True)
class ExecutionFilter:
    """Which executions to list; None asks for all. Times are UTC."""

    team: str | None = None
    batch_id: int | None = None
    trial_id: int | None = None
    strategy: str | None = None
    agent: str | None = None
    task_id: str | None = None
    verdict: Verdict | None = None
    outcome: Outcome | None = None
    trust: Trust | None = None
    purpose: Purpose | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Neighbours:
    """The executions before and after one, in the order of the list without a filter."""

    previous_id: int | None
    next_id: int | None
