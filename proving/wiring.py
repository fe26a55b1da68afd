"""The one place that puts the parts together."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Protocol

from proving.config import Settings
from proving.setup import steps
from sandbox.docker_linter import DockerLinter
from sandbox.docker_runner import DockerRunner, RunnerSettings
from sandbox.engine import connect, describe_engine, engine_address, explain_absence
from sandbox.image import ImageInfo
from sandbox.instance import Owner
from sandbox.linting import Linter
from sandbox.runner import Runner
from training.agents import get_agent, list_agents
from training.agents.repair.agent import RepairAgent
from training.agents.repair.weights import FrozenWeights, Lesson, OperatorRecord, OperatorWeights
from training.agents.replay.agent import ReplayAgent
from training.agents.replay.recorded import BatchRecording, regraded_batch
from training.chains.agent import ChainAgent, Workshop, chain_name
from training.chains.book import ChainBook
from training.chains.checking import Known
from training.chains.desk import Desk
from training.model.agents import Agent
from training.model.batches import DEFAULT_TEAM
from training.model.strategies import Strategy
from training.model.tasks import Task
from training.model.trials import Provenance
from training.readiness import nothing_in_the_way
from training.store import Store, WorkerFacts
from training.strategies import StrategyBook
from training.tasks import Catalogue
from training.webhooks.courier import Courier
from training.webhooks.posting import HttpPost
from training.worker import Surroundings, Workbench, Worker, WorkerSettings

MIB = 2**20
LEAST_FREE_BYTES = 64 * MIB


class OpenRunner(Runner, Protocol):
    """A runner that can end an execution from another thread."""

    def cancel(self, execution_id: str) -> bool:
        """End an execution now; return whether it was running."""
        ...


@dataclass(frozen=True, kw_only=True)
class Bench:
    """A runner at work, with what is known of its engine and image.

    `workbench` takes the place of the wiring as where trials find what they name.
    """

    runner: OpenRunner
    image_digest: str
    linter: Linter | None = None
    provenance: Provenance = Provenance.REAL
    workbench: Workbench | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    look: Callable[[], str | None] = nothing_in_the_way
    idle: Callable[[], int] = int


def program_version() -> str:
    """Return this program's version."""
    try:
        return version("proving-ground")
    except PackageNotFoundError:
        return "unknown"


def program_commit() -> str | None:
    """Return the commit of this source tree, marked where files differ from it; None outside of one."""
    root = Path(__file__).parents[1]
    git = shutil.which("git") if (root / ".git").exists() else None
    if git is None:
        return None
    command = (git, "-C", str(root), "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*")
    found = subprocess.run(command, capture_output=True, text=True, check=False, timeout=10)
    return found.stdout.strip() or None


class Wiring:
    """Builds each part on demand. Tests give a subclass with a fake bench."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.catalogue = Catalogue(settings.task_folders)
        self._lock = threading.Lock()
        self._frozen: dict[int | None, FrozenWeights] = {}

    def open_store(self, *, read_only: bool = False) -> Store:
        """Open the database on this thread."""
        return Store.open(self.settings.database, read_only=read_only)

    @property
    def strategies(self) -> StrategyBook:
        """The strategies of the team that there is from the start."""
        return self.strategies_of(DEFAULT_TEAM)

    def strategies_of(self, team: str) -> StrategyBook:
        """Return the strategies that a team can use: those in files, and its own."""
        return StrategyBook(self.settings.strategy_folders, own=partial(self._own_strategies, team))

    def _own_strategies(self, team: str) -> tuple[Strategy, ...]:
        if not self.settings.database.exists():  # looking at strategies is no reason to make a database
            return ()
        with self.open_store() as store:
            return store.strategies.shelf(team).current()

    @contextmanager
    def bench(self) -> Iterator[Bench]:
        """Open the sandbox for as long as the block lasts.

        Where no engine answers, one of our own runs for as long as the block, if it can; a missing image is built.

        Raises:
            EngineUnavailableError: no engine answers, and none can be started here.
            ImageBuildError: the image is missing and can't be built.
        """
        with steps.engine(self._note):
            image = steps.image(self._note)
            with closing(connect()) as client:
                facts: dict[str, Any] = {
                    "engine": describe_engine(client),
                    "image": image.tag,
                    "version": program_version(),
                    "commit": program_commit(),
                }
            linter = DockerLinter(connect, image=image.tag, runtime=self.settings.runtime)
            with linter, self._runner(image) as runner:
                facts["pool_size"] = self.settings.pool_size
                yield Bench(
                    runner=runner,
                    image_digest=image.digest,
                    linter=linter,
                    facts=facts,
                    look=engine_obstacle,
                    idle=runner.idle,
                )

    def _runner(self, image: ImageInfo) -> DockerRunner:
        settings = RunnerSettings(
            image=image.tag,
            image_digest=image.digest,
            pool_size=self.settings.pool_size,
            runtime=self.settings.runtime,
        )
        return DockerRunner(connect, settings)

    @staticmethod
    def _note(text: str) -> None:
        """Say what takes time; a build's own steps and what was there already are not worth a line here."""
        if not text.startswith(("Step ", "using ")):
            print(f"proving: {text}", file=sys.stderr)  # noqa: T201 - stdout belongs to the command's result

    def agent(self, name: str, *, batch_id: int | None = None) -> Agent:
        """Return an agent. The embedded one learns to the database, but within a batch from what was known before it.

        So a batch's candidates do not depend on the order in which its trials happen to end.
        """
        regraded = regraded_batch(name)
        if regraded is not None:
            return ReplayAgent(BatchRecording(self.open_store, regraded), name=name)
        chain = chain_name(name)
        if chain is not None:
            with self.open_store() as store:
                team = DEFAULT_TEAM if batch_id is None else store.batches.get(batch_id).team
                return ChainAgent(self.chains(store, team=team).get(chain), self.workshop())
        if name != RepairAgent.name:
            return get_agent(name, self.settings.agent_folders)
        with self._lock:
            if batch_id not in self._frozen:
                self._frozen = {batch_id: FrozenWeights(KeptWeights(self.settings.database))}
            return RepairAgent(self._frozen[batch_id])

    def chains(self, store: Store, *, team: str = DEFAULT_TEAM) -> ChainBook:
        """Return the chains that a team can use."""
        return ChainBook(store.chains, team=team)

    def workshop(self) -> Workshop:
        """Return where chains find what they name."""
        return Workshop(
            open_store=self.open_store,
            agent=self.agent,
            strategy=lambda team, name: self.strategies_of(team).get(name),
        )

    def known(self) -> Known:
        """Return what chains may name."""
        return Known(
            agents=[agent.name for agent in self.agents()],
            strategies=[strategy.name for strategy in self.strategies.all()],
        )

    def desk(self, *, run_id: int | None = None) -> Desk:
        """Return who runs chains that have no trial; `run_id` binds it to one."""
        return Desk(self.workshop(), owner=f"{socket.gethostname()}:{os.getpid()}", run_id=run_id)

    def agents(self) -> tuple[Agent, ...]:
        """Return every agent."""
        return list_agents(self.settings.agent_folders)

    def task(self, task_id: str) -> Task:
        """Return a task."""
        return self.catalogue.get(task_id)

    def strategy(self, name: str) -> Strategy:
        """Return a strategy."""
        return self.strategies.get(name)

    def worker(
        self, bench: Bench, *, batch_id: int | None = None, slots: int | None = None, around: Surroundings | None = None
    ) -> Worker:
        """Return a worker of this machine; `batch_id` binds it to one batch."""
        settings = WorkerSettings(
            owner=f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(2)}",
            slots=slots or self.settings.worker_slots,
            image_digest=bench.image_digest,
            batch_id=batch_id,
            provenance=bench.provenance,
            learning_rate=self.settings.learning_rate,
            facts={**bench.facts, "process": str(Owner.current())},
        )
        return Worker(
            self.open_store,
            runner=bench.runner,
            linter=bench.linter,
            workbench=bench.workbench or self,
            settings=settings,
            cancel=bench.runner.cancel,
            around=replace(
                around or Surroundings(),
                look=lambda: bench.look() or self._disk_obstacle(),
                has_ended=_has_ended,
            ),
        )

    def courier(self) -> Courier:
        """Return who empties the outbox."""
        return Courier(self.open_store, HttpPost(networks=self.settings.webhook_networks))

    def _disk_obstacle(self) -> str | None:
        free = shutil.disk_usage(self.settings.database.parent).free
        if free >= LEAST_FREE_BYTES:
            return None
        return f"Only {free // MIB} MiB are free where the database is. Make room: work goes on by itself then."


def _has_ended(worker: WorkerFacts) -> bool:
    owner = Owner.parse(str(worker.facts.get("process", "")))
    return owner is not None and owner.is_dead()


def engine_obstacle() -> str | None:
    """Return why no container can be started now, as a sentence, or None."""
    return None if engine_address() else explain_absence()


class KeptWeights:
    """The embedded agent's memory, in the database. Opened for each use, since a connection is for one thread."""

    def __init__(self, database: Path) -> None:
        self._database = database

    def load(self, strategy: str) -> OperatorWeights:
        """Return what is known under a strategy."""
        with Store.open(self._database) as store:
            known = store.weights.load(strategy)
        return OperatorWeights(
            {Lesson(*name): OperatorRecord(tries=tries, gains=gains) for name, (tries, gains) in known.items()}
        )

    def add(self, strategy: str, observed: OperatorWeights) -> None:
        """Merge what one session observed into what is known."""
        seen = {
            (lesson.operator, lesson.circumstance): (record.tries, record.gains)
            for lesson, record in observed.records.items()
        }
        if seen:
            with Store.open(self._database) as store:
                store.weights.add(strategy, seen)
