"""Proves a task in the sandbox: its reference passes every test, its starter does not."""

import uuid
from dataclasses import dataclass

from sandbox.model import ExecutionResult, ExecutionSpec, Outcome, SourceFile, Trust
from sandbox.runner import Runner
from training.model.tasks import Task, TaskKind


@dataclass(frozen=True, kw_only=True)
class TaskCheck:
    """What a check found. `trust` is that of the reference's run of the hidden tests."""

    id: str
    valid: bool
    problems: tuple[str, ...]
    trust: Trust


@dataclass(frozen=True, kw_only=True)
class Runs:
    """The runs that every check begins with. `starter_visible` is None where an empty shell may pass some of them."""

    task: Task
    reference_visible: ExecutionResult
    reference_hidden: ExecutionResult
    starter_hidden: ExecutionResult
    starter_visible: ExecutionResult | None

    def check(self) -> TaskCheck:
        """Return what these runs say of the task."""
        problems = [
            *_reference_problems("visible", self.reference_visible),
            *_reference_problems("hidden", self.reference_hidden),
            *_starter_problems("hidden", self.starter_hidden),
        ]
        if self.starter_visible is not None:
            problems += _starter_problems("visible", self.starter_visible)
        trust = self.reference_hidden.trust
        return TaskCheck(id=self.task.id, valid=not problems, problems=tuple(problems), trust=trust)


def check_task(task: Task, runner: Runner) -> TaskCheck:
    """Run reference and starter against the visible and the hidden tests, and say what is not as it should be.

    Raises:
        SandboxError: our side failed, so nothing is known of the task.
    """
    return run_reference_and_starter(task, runner).check()


def run_reference_and_starter(task: Task, runner: Runner) -> Runs:
    """Run reference and starter against the visible and the hidden tests.

    Raises:
        SandboxError: our side failed, so nothing is known of the task.
    """
    fix = task.kind is TaskKind.FIX
    return Runs(
        task=task,
        reference_visible=_run(task.reference, task.visible_tests, task=task, runner=runner),
        reference_hidden=_run(task.reference, task.hidden_tests, task=task, runner=runner),
        starter_hidden=_run(task.starter, task.hidden_tests, task=task, runner=runner),
        starter_visible=_run(task.starter, task.visible_tests, task=task, runner=runner) if fix else None,
    )


def _run(
    program: tuple[SourceFile, ...], tests: tuple[SourceFile, ...], *, task: Task, runner: Runner
) -> ExecutionResult:
    spec = ExecutionSpec(
        execution_id=uuid.uuid4().hex, candidate=program, tests=tests, limits=task.limits, shared=task.shared
    )
    return runner.execute(spec)


def _reference_problems(which: str, result: ExecutionResult) -> list[str]:
    return [] if result.all_passed else [f"The reference does not pass the {which} tests: {result.reason}"]


def _starter_problems(which: str, result: ExecutionResult) -> list[str]:
    if result.all_passed:
        return [f"The starter passes all {which} tests, so they do not tell it from the reference."]
    if result.outcome is Outcome.INFRA_ERROR:
        return [f"The starter could not be run: {result.reason}"]
    return []
