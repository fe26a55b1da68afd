"""One trial for show: what an agent proposes at a task with a seed, and nothing of it kept."""

import hashlib
from dataclasses import dataclass

from sandbox.model import Isolation, SourceFile, TestStatus
from sandbox.runner import Runner
from training.model.agents import Agent
from training.model.strategies import Strategy
from training.model.tasks import Task
from training.model.trials import Provenance, Trial, TrialRecord, TrialState
from training.trainer import Trainer, TrialJob

_DIGITS = 12


@dataclass(frozen=True, kw_only=True)
class RehearsedStep:
    """One program that was run. `digest` is the same for the same files, byte for byte."""

    digest: str
    passed: int
    tests: int
    note: str


def rehearse(task: Task, strategy: Strategy, agent: Agent, *, seed: int, runner: Runner) -> TrialRecord:
    """Run a trial that belongs to no batch."""
    trial = Trial(
        id=0,
        batch_id=0,
        ordinal=0,
        team="",
        agent=agent.name,
        task_id=task.id,
        category=task.category,
        difficulty=task.difficulty,
        strategy_name=strategy.name,
        strategy_version=strategy.version,
        repeat=1,
        seed=seed,
        isolation=Isolation.AUTO,
        provenance=Provenance.REAL,
        state=TrialState.LEASED,
        task_hash=task.content_hash,
    )
    return Trainer(runner).run(TrialJob(trial=trial, task=task, strategy=strategy, agent=agent))


def rehearsal(task: Task, strategy: Strategy, agent: Agent, *, seed: int, runner: Runner) -> tuple[RehearsedStep, ...]:
    """Return the programs of one trial, in order; the last is the one that was graded."""
    record = rehearse(task, strategy, agent, seed=seed, runner=runner)
    return tuple(
        RehearsedStep(
            digest=_digest(entry.files),
            passed=entry.result.count(TestStatus.PASSED),
            tests=len(entry.result.tests),
            note=entry.note,
        )
        for entry in record.executions
    )


def _digest(files: tuple[SourceFile, ...]) -> str:
    digest = hashlib.sha256()
    for file in sorted(files, key=lambda file: file.path):
        digest.update(f"{len(file.path)}:{file.path}:{len(file.content)}:".encode())
        digest.update(file.content)
    return digest.hexdigest()[:_DIGITS]
