"""Fills a store as a day of work would: real batches through the real worker, on a runner that needs no Docker."""

import hashlib
import threading
from datetime import UTC, datetime
from pathlib import Path

from argon2 import PasswordHasher

from sandbox.fake import FakeRunner, judged
from sandbox.model import ExecutionResult, ExecutionSpec
from training.agents import get_agent
from training.model.agents import Agent
from training.model.batches import DEFAULT_TEAM
from training.model.strategies import Strategy
from training.model.tasks import Task
from training.planning import BatchRequest, plan_batch
from training.store import Store
from training.strategies import StrategyBook
from training.tasks import Catalogue
from training.worker import Worker, WorkerSettings

NAME = "ada"
PASSWORD = "a long walk at noon"
TASKS = 4
REPEATS = 2
PASSING_SHARE = 3  # one test in this many fails


class Bench:
    """Finds what a trial names."""

    def __init__(self) -> None:
        self._catalogue = Catalogue()
        self._strategies = StrategyBook()

    def task(self, task_id: str) -> Task:
        return self._catalogue.get(task_id)

    def strategy(self, name: str) -> Strategy:
        return self._strategies.get(name)

    def agent(self, name: str, *, batch_id: int) -> Agent:
        del batch_id
        return get_agent(name)


def some_pass(spec: ExecutionSpec) -> ExecutionResult:
    """Answer from the program's own text: the same program does the same, and about one in three passes all."""
    program = b"".join(file.content for file in spec.candidate)
    digest = hashlib.sha256(program).digest()
    names = {f"case {number}": digest[number] % PASSING_SHARE > 0 for number in range(4)}
    return judged(spec, names)


def add_person(
    path: Path, *, name: str = NAME, password: str = PASSWORD, role: str = "admin", team: str = DEFAULT_TEAM
) -> None:
    """Add an account, and its team where it is not there."""
    with Store.open(path) as store:
        if store.teams.find(team) is None:
            store.teams.create(team, title="", created_by="tests", now=_now())
        digest = PasswordHasher().hash(password)
        store.accounts.create(name=name, password_hash=digest, role=role, team=team, now=_now())


def seed(path: Path) -> None:
    """Add an account and a finished batch."""
    add_person(path)
    add_batch(path)


def add_batch(path: Path, *, run: bool = True, title: str = "Seeded", team: str = DEFAULT_TEAM) -> int:
    """Queue a batch, run it to its end unless told otherwise, and return its id."""
    with Store.open(path) as store:
        plan = plan_batch(
            BatchRequest(
                agent="repair",
                tasks=Catalogue().all()[:TASKS],
                strategies=StrategyBook().all(),
                repeats=REPEATS,
                seed=11,
                title=title,
                team=team,
                created_by="tests",
            )
        )
        batch = store.batches.create(plan, now=_now())
    if run:
        settings = WorkerSettings(owner="tests", slots=2, image_digest="sha256:0", batch_id=batch.id)
        worker = Worker(lambda: Store.open(path), runner=FakeRunner(some_pass), workbench=Bench(), settings=settings)
        worker.run(threading.Event(), until_idle=True)
    return batch.id


def _now() -> datetime:
    return datetime.now(UTC)
