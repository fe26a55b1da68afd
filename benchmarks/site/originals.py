"""A few dozen batches through the real worker, each unlike the others: what the large store is multiplied from."""

import hashlib
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from argon2 import PasswordHasher

from sandbox.fake import FakeRunner, ended, judged
from sandbox.model import ExecutionResult, ExecutionSpec, Outcome, Phase, SourceFile, Trust, Usage
from training.model.agents import Agent, Assignment, Candidate, Feedback
from training.model.strategies import Strategy
from training.model.tasks import Task
from training.planning import BatchRequest, plan_batch
from training.store import Store
from training.strategies import StrategyBook
from training.tasks import Catalogue
from training.worker import Worker, WorkerSettings

BATCHES = 60
FIRST_DAY = datetime(2025, 1, 1, 8, tzinfo=UTC)
AGENTS = ("repair", "claude", "llm-small", "replay")
NAME, PASSWORD = "bench", "a long walk at noon"
ATTEMPTS = 3
_TASKS = 2
_ODD = (Outcome.WALL_TIMEOUT, Outcome.OUT_OF_MEMORY, Outcome.OUTPUT_LIMIT, Outcome.SIGNALLED, Outcome.NO_REPORT)
FAILING = 40  # of 256: about one test in six
_WORDS = (
    "ledger",
    "parse",
    "total",
    "balance",
    "queue",
    "window",
    "cursor",
    "retry",
    "bucket",
    "route",
    "token",
    "span",
)


class Scribbler:
    """An agent that proposes the starter with a few more lines each time."""

    version = "1"

    def __init__(self, name: str) -> None:
        self.name = name

    def check(self) -> str | None:
        """Say that nothing is missing."""
        return None

    def begin(self, assignment: Assignment) -> "Scribbling":
        """Start."""
        return Scribbling(assignment)


class Scribbling:
    """One assignment of a scribbler."""

    def __init__(self, assignment: Assignment) -> None:
        self._assignment = assignment
        self._rng = Random(assignment.seed)  # noqa: S311 - repeatable on purpose

    def propose(self, feedback: tuple[Feedback, ...]) -> Candidate | None:
        """Return the starter with lines of words behind it."""
        if len(feedback) >= ATTEMPTS:
            return None
        lines = (f"// {' '.join(self._rng.choices(_WORDS, k=6))}" for _ in range(12))
        more = "\n".join(lines).encode()
        files = tuple(SourceFile(file.path, file.content + b"\n" + more) for file in self._assignment.brief.starter)
        return Candidate(files=files, note=f"attempt {len(feedback) + 1}", tokens=900, cost_usd=0.002)

    def close(self) -> None:
        """End nothing: nothing was started."""


class Bench:
    """Finds what a trial names."""

    def __init__(self) -> None:
        self.catalogue = Catalogue()
        self.strategies = StrategyBook()

    def task(self, task_id: str) -> Task:
        """Return a task."""
        return self.catalogue.get(task_id)

    def strategy(self, name: str) -> Strategy:
        """Return a strategy."""
        return self.strategies.get(name)

    def agent(self, name: str, *, batch_id: int) -> Agent:
        """Return a scribbler, whatever it is called."""
        del batch_id
        return Scribbler(name)


def answer(spec: ExecutionSpec) -> ExecutionResult:
    """Answer from the program's text: mostly judged, now and then ended by a limit."""
    digest = hashlib.sha256(b"".join(file.content for file in spec.candidate)).digest()
    if digest[0] < 16:  # noqa: PLR2004 - one in sixteen
        result = ended(spec, _ODD[digest[1] % len(_ODD)])
    else:
        trust = Trust.GUARDED if digest[2] < 20 else Trust.ISOLATED  # noqa: PLR2004 - one in thirteen
        names = {
            f"keeps case {number} of {_WORDS[digest[number] % 12]}": digest[number + 3] > FAILING for number in range(8)
        }
        result = judged(spec, names, trust=trust)
    wall = 40.0 + digest[3]
    printed = "\n".join(f"{_WORDS[byte % 12]} {byte}: TypeError: Cannot read {_WORDS[byte % 7]}" for byte in digest)
    phases = (Phase(name="container", duration_ms=4.0), Phase(name="tests", duration_ms=wall))
    usage = Usage(wall_ms=wall, cpu_ms=wall * 0.8, peak_memory_mib=40.0 + digest[4] / 8)
    return replace(result, stdout=printed, phases=phases, usage=usage, image_digest="sha256:" + "ab" * 32)


def make_originals(path: Path) -> None:
    """Fill a new database."""
    bench = Bench()
    with Store.open(path) as store:
        password_hash = PasswordHasher().hash(PASSWORD)
        store.accounts.create(name=NAME, password_hash=password_hash, role="admin", now=FIRST_DAY)
    for number in range(BATCHES):
        _run(path, bench, number)


def _run(path: Path, bench: Bench, number: int) -> None:
    rng = Random(number)  # noqa: S311 - repeatable on purpose
    clock = _Clock(FIRST_DAY + timedelta(minutes=10 * number))
    asked = BatchRequest(
        agent=rng.choice(AGENTS),
        tasks=tuple(rng.sample(bench.catalogue.all(), _TASKS)),
        strategies=bench.strategies.all(),
        repeats=3 if number % 12 == 0 else 2,  # 72 executions, or 48: 50 on average
        seed=number,
        created_by="bench",
    )
    with Store.open(path) as store:
        batch = store.batches.create(plan_batch(asked), now=clock())
    settings = WorkerSettings(owner="bench", slots=1, image_digest="sha256:0", batch_id=batch.id)
    worker = Worker(
        lambda: Store.open(path), runner=FakeRunner(answer), workbench=bench, settings=settings, clock=clock
    )
    worker.run(threading.Event(), until_idle=True)


class _Clock:
    """A clock that goes on a little at each look."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._lock = threading.Lock()

    def __call__(self) -> datetime:
        with self._lock:
            self._now += timedelta(milliseconds=20)
            return self._now
