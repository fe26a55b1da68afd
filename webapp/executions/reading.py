"""What the pages of one execution look up besides it: its task, its prompt, what it is compared with."""

import hashlib
from collections.abc import Iterable

from sandbox.model import SourceFile
from training.agents.prompt import task_prompt
from training.errors import TrainingError
from training.model.agents import Assignment
from training.model.executions import ExecutionDetail
from training.model.strategies import Strategy
from training.model.tasks import Task
from webapp.resources import catalogue, store


def task_of(detail: ExecutionDetail) -> Task | None:
    """Return the task as it is now, or None where there is none of that name any more."""
    try:
        return catalogue().get(detail.trial.task_id)
    except TrainingError:
        return None


def is_same_task(detail: ExecutionDetail, task: Task | None) -> bool:
    """Say whether the task still is what the execution ran on."""
    return task is not None and task.content_hash == detail.task_hash


def strategy_of(detail: ExecutionDetail) -> Strategy | None:
    """Return the strategy in the version that the trial worked under."""
    try:
        return store().batches.get_strategy(detail.trial.strategy_version)
    except TrainingError:
        return None


def prompt_of(detail: ExecutionDetail) -> str | None:
    """Return what an agent that reads English is told at the start of this trial; None where its task has changed."""
    task, strategy = task_of(detail), strategy_of(detail)
    if task is None or strategy is None or not is_same_task(detail, task):
        return None
    assignment = Assignment(brief=task.brief(), strategy=strategy, seed=detail.trial.seed)
    return task_prompt(assignment, feedback=(), how_to_answer="")


def hash_of(files: Iterable[SourceFile]) -> str:
    """Return a hash that names a set of files: SHA-256 over each one's path, size and content, in order of path."""
    digest = hashlib.sha256()
    for file in sorted(files, key=lambda one: one.path):
        digest.update(f"{file.path}\0{len(file.content)}\0".encode())
        digest.update(file.content)
    return digest.hexdigest()


def text_of(file: SourceFile) -> str:
    """Return a file's text."""
    return file.content.decode(errors="replace")


def texts_of(files: Iterable[SourceFile]) -> dict[str, str]:
    """Return files' texts by path."""
    return {file.path: text_of(file) for file in files}
