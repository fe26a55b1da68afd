"""One trial from beginning to end: the agent proposes, visible tests give feedback, hidden tests grade."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from structlog.contextvars import bound_contextvars

from sandbox.errors import InvalidSpecError, SandboxError
from sandbox.linting import Linter, LintReport
from sandbox.model import ExecutionResult, ExecutionSpec, Outcome, SourceFile, TestStatus
from sandbox.runner import Runner
from training.agents.errors import AgentGaveUpError, AgentStoppedError
from training.coverage import traced
from training.errors import AgentError, AgentFaultError
from training.model.agents import Agent, Assignment, Candidate, Feedback
from training.model.coverage import Coverage
from training.model.spending import NOTHING_TOLD
from training.model.strategies import Strategy
from training.model.tasks import Task
from training.model.trials import Purpose, RecordedExecution, Trial, TrialRecord, Verdict
from training.scoring import score_result

CANCELLED = "The batch was cancelled."


@dataclass(frozen=True, kw_only=True)
class TrialJob:
    """Everything that one trial needs. `reference_ms` is None where the reference was not measured."""

    trial: Trial
    task: Task
    strategy: Strategy
    agent: Agent
    reference_ms: float | None = None


class Trainer:
    """Runs trials through a Runner. `started` is told each execution's id, so that it can be cancelled.

    Without a `linter` no program's quality is measured.
    """

    def __init__(
        self,
        runner: Runner,
        *,
        linter: Linter | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        is_cancelled: Callable[[], bool] = lambda: False,
        started: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._runner = runner
        self._linter = linter
        self._clock = clock
        self._is_cancelled = is_cancelled
        self._started = started

    def run(self, job: TrialJob) -> TrialRecord:
        """Run a trial and return what it came to. Failures on our side and the agent's are `errored`, not raised."""
        course = _Course(job, self)
        try:
            record = course.run()
        except InvalidSpecError as error:
            # the task's own files were run before; what can't be run is what the agent made
            record = TrialRecord(
                verdict=Verdict.FAILED,
                reason=f"The agent's files can't be run. {error}",
                executions=course.executions(),
            )
        except AgentStoppedError as error:
            record = TrialRecord(
                verdict=Verdict.CANCELLED, reason=CANCELLED, executions=course.executions(), lost=error.spent
            )
        except (SandboxError, AgentError) as error:
            record = TrialRecord(
                verdict=Verdict.ERRORED,
                reason=str(error),
                executions=course.executions(),
                is_final=isinstance(error, AgentGaveUpError),
                lost=error.spent if isinstance(error, AgentError) else NOTHING_TOLD,
            )
        return replace(record, task_hash=job.task.content_hash, agent_version=job.agent.version)

    def execute(self, spec: ExecutionSpec) -> ExecutionResult:
        """Run one execution."""
        self._started(spec.execution_id)
        with bound_contextvars(execution_id=spec.execution_id):
            return self._runner.execute(spec)

    def lint(self, files: tuple[SourceFile, ...]) -> LintReport | None:
        """Lint a program's source; None where that was not done."""
        return self._linter.lint(files) if self._linter else None

    def now(self) -> datetime:
        """Return the time."""
        return self._clock()

    def is_cancelled(self) -> bool:
        """Return whether the trial is to end."""
        return self._is_cancelled()


class _Course:
    """One trial while it runs."""

    def __init__(self, job: TrialJob, trainer: Trainer) -> None:
        self._job = job
        self._trainer = trainer
        self._recorded: list[RecordedExecution] = []
        self._feedback: list[Feedback] = []
        self._lost = NOTHING_TOLD

    def executions(self) -> tuple[RecordedExecution, ...]:
        return tuple(self._recorded)

    def run(self) -> TrialRecord:
        session = self._job.agent.begin(
            Assignment(
                brief=self._job.task.brief(),
                strategy=self._job.strategy,
                seed=self._job.trial.seed,
                trial_id=self._job.trial.id,
                is_cancelled=self._trainer.is_cancelled,
            )
        )
        try:
            submitted = self._work(session.propose)
        finally:
            session.close()
        if isinstance(submitted, TrialRecord):
            return submitted
        if self._trainer.is_cancelled():
            return self._ended(Verdict.CANCELLED, CANCELLED)
        return self._grade(submitted)

    def _work(self, propose: Callable[[tuple[Feedback, ...]], Candidate | None]) -> Candidate | TrialRecord:
        """Go on until the agent submits; a trial that ends before that comes back as its record."""
        begun = self._trainer.now()
        while not self._is_spent(begun):
            if self._trainer.is_cancelled():
                return self._ended(Verdict.CANCELLED, CANCELLED)
            try:
                candidate = propose(tuple(self._feedback))
            except AgentFaultError as error:
                # what it had before counts: whoever runs out of time hands in what there is
                self._lost = error.spent
                return self._best() or self._ended(Verdict.FAILED, str(error))
            if candidate is None:
                break
            if candidate.final:
                return candidate
            if len(self._feedback) >= self._job.strategy.attempts:
                break  # it was asked once more only so that it could name its last program
            result, coverage = self._see(candidate)
            if (ended := self._ended_by(result)) is not None:
                return ended
            self._feedback.append(Feedback(candidate=candidate, result=result, coverage=coverage))
        best = self._best()
        if best is None:
            return self._ended(Verdict.FAILED, "The agent proposed no program.")
        return best

    def _is_spent(self, begun: datetime) -> bool:
        spent = (self._trainer.now() - begun).total_seconds()
        return bool(self._feedback) and spent > self._job.strategy.time_budget_seconds

    def _best(self) -> Candidate | None:
        """Return the program with the most visible tests passed, the earliest of equals."""
        best = max(self._feedback, key=lambda entry: entry.result.count(TestStatus.PASSED), default=None)
        # what it cost was counted when it was proposed
        return replace(best.candidate, tokens=None, cost_usd=None, log="") if best else None

    def _grade(self, candidate: Candidate) -> TrialRecord:
        result = self._execute(Purpose.GRADE, candidate, self._job.task.hidden_tests)
        if (ended := self._ended_by(result)) is not None:
            return ended
        verdict = Verdict.PASSED if result.all_passed else Verdict.FAILED
        lint = self._trainer.lint(self._own_files(candidate))
        self._recorded[-1] = replace(self._recorded[-1], lint=lint)
        score = score_result(result, reference_ms=self._job.reference_ms, lint=lint)
        return TrialRecord(
            verdict=verdict, reason=result.reason, executions=self.executions(), score=score, lost=self._lost
        )

    def _see(self, candidate: Candidate) -> tuple[ExecutionResult, Coverage | None]:
        """Run the visible tests, with counters in the program where it asks for them and they can be put in."""
        tests = self._job.task.visible_tests
        trace = traced(candidate.files, tests) if candidate.traced else None
        if trace is None:
            return self._execute(Purpose.VISIBLE, candidate, tests), None
        started_at = self._trainer.now()
        result, coverage = trace.read(self._run(trace.files, trace.tests))
        self._record(Purpose.VISIBLE, candidate, result, started_at=started_at)
        return result, coverage

    def _own_files(self, candidate: Candidate) -> tuple[SourceFile, ...]:
        """Return the files that are not as the task gave them, or all where none was changed."""
        return tuple(file for file in candidate.files if file not in self._job.task.starter) or candidate.files

    def _execute(self, purpose: Purpose, candidate: Candidate, tests: tuple[SourceFile, ...]) -> ExecutionResult:
        started_at = self._trainer.now()
        result = self._run(candidate.files, tests)
        self._record(purpose, candidate, result, started_at=started_at)
        return result

    def _run(self, files: tuple[SourceFile, ...], tests: tuple[SourceFile, ...]) -> ExecutionResult:
        return self._trainer.execute(
            ExecutionSpec(
                execution_id=uuid.uuid4().hex,
                candidate=files,
                tests=tests,
                limits=self._job.task.limits,
                isolation=self._job.trial.isolation,
                shared=self._job.task.shared,
            )
        )

    def _record(self, purpose: Purpose, candidate: Candidate, result: ExecutionResult, *, started_at: datetime) -> None:
        self._recorded.append(
            RecordedExecution(
                purpose=purpose,
                ordinal=len(self._recorded) + 1,
                files=candidate.files,
                result=result,
                started_at=started_at,
                note=candidate.note,
                agent_log=candidate.log,
                tokens=candidate.tokens,
                cost_usd=candidate.cost_usd,
            )
        )

    def _ended_by(self, result: ExecutionResult) -> TrialRecord | None:
        if result.outcome is Outcome.CANCELLED:
            return self._ended(Verdict.CANCELLED, result.reason)
        if result.outcome is Outcome.INFRA_ERROR:
            return self._ended(Verdict.ERRORED, result.reason)
        return None

    def _ended(self, verdict: Verdict, reason: str) -> TrialRecord:
        return TrialRecord(verdict=verdict, reason=reason, executions=self.executions(), lost=self._lost)
