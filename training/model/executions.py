"""Executions as they are read back: a row for lists, the whole for one page."""

from dataclasses import dataclass
from datetime import datetime

from sandbox.linting import LintReport
from sandbox.model import Outcome, Phase, SourceFile, TestResult, Trust, Usage
from training.model.scores import Score
from training.model.trials import Provenance, Purpose, Trial, Verdict

_NO_FAULT = {Outcome.INFRA_ERROR: Verdict.ERRORED, Outcome.CANCELLED: Verdict.CANCELLED}


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
    phases: tuple[Phase, ...] = ()

    @property
    def result(self) -> Verdict:
        """How this run went by itself, whatever its trial came to."""
        return result_of(self.outcome, passed=self.tests_passed, total=self.tests_total)


def result_of(outcome: Outcome, *, passed: int, total: int) -> Verdict:
    """Return how one execution went: its tests all passed, or not, or it never came to them through no fault of its."""
    if outcome in _NO_FAULT:
        return _NO_FAULT[outcome]
    return Verdict.PASSED if outcome is Outcome.EXITED and 0 < total == passed else Verdict.FAILED


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
    program: str
    score: Score | None
    lint: LintReport | None
    audit_seq: int
    audit_hash: str


@dataclass(frozen=True, kw_only=True)
class ExecutionFilter:
    """Which executions to list; None asks for all. Times are UTC.

    `result` is how the run itself went, `verdict` what its trial came to. `created_by` is who asked for the batch.
    `text` is looked for in code and output: words that must all occur, "phrases in quotes", beginnings as begin*.
    """

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
    provenance: Provenance | None = None
    result: Verdict | None = None
    created_by: str | None = None
    text: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Neighbours:
    """The executions before and after one, in the order of the list."""

    previous_id: int | None
    next_id: int | None


@dataclass(frozen=True, kw_only=True)
class DayCounts:
    """How many executions of one day (UTC, as 2026-01-31) went how."""

    day: str
    passed: int = 0
    failed: int = 0
    errored: int = 0
    cancelled: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.passed + self.failed + self.errored + self.cancelled
