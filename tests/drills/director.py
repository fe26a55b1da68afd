"""Kills one part after another at seeded moments, starts it again, and looks at what is left."""

import contextlib
import os
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random
from typing import Any

import docker

from sandbox.engine.finding import open_client
from sandbox.instance import LABEL, OWNER_LABEL, Owner
from tests.drills.stage import Stage, choose, kill, wait_until
from training.model.trials import TrialState
from training.store import Store
from training.store.upkeep import look_over
from webapp.batches.lost import SILENT, recounted

LONGEST_PAUSE_SECONDS = 1.0
FINISH_SECONDS = 600.0
VICTIM_SECONDS = 180.0  # a loaded machine takes its time
LOG_LINES = 20


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is to be done. `weights` says how often each part is killed, relative to the others."""

    moments: int
    seed: int
    weights: dict[str, int]
    tasks: int = 6
    repeats: int = 2
    look_every: int = 10


@dataclass(kw_only=True)
class Outcome:
    """What became of it: how often each part was killed, and everything that was not as it should be."""

    killed: Counter[str] = field(default_factory=Counter)
    trials: int = 0
    batches: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    executions: int = 0
    links: int = 0
    copies: int = 0
    looks: int = 0
    own_failures: int = 0
    seconds: float = 0.0
    problems: list[str] = field(default_factory=list)


class Director:
    """Runs a plan on a stage. `kill_engine` kills the stage's own engine and starts it again."""

    def __init__(
        self,
        stage: Stage,
        plan: Plan,
        *,
        kill_engine: Callable[[], bool] | None = None,
        progress: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._progress = progress
        self._stage = stage
        self._plan = plan
        self._random = Random(plan.seed)  # noqa: S311 - repeatable on purpose
        self._outcome = Outcome()
        self._acts: dict[str, Callable[[], bool]] = {
            "worker": self._kill_worker,
            "web": self._kill_web,
            "container": self._kill_container,
            "agent": self._kill_agent,
        }
        if kill_engine is not None:
            self._acts["engine"] = kill_engine

    def run(self) -> Outcome:
        """Do it all, and return what became of it."""
        begun = time.monotonic()
        self._queue()
        self._stage.start_web()
        self._stage.start_worker()
        try:
            for moment in range(1, self._plan.moments + 1):
                self._act()
                if moment % self._plan.look_every == 0:
                    self._look_at_a_copy()
                    self._look_at_what_is_said()
                    killed = ", ".join(f"{count} {kind}" for kind, count in self._outcome.killed.items())
                    self._progress(
                        f"{moment} of {self._plan.moments}: {killed}; {len(self._outcome.problems)} problems"
                    )
            self._finish()
        finally:
            self._note_leftovers()
        self._judge()
        self._outcome.seconds = time.monotonic() - begun
        return self._outcome

    def _queue(self) -> None:
        self._stage.queue(tasks=self._plan.tasks, repeats=self._plan.repeats, seed=self._random.randrange(2**31))
        self._outcome.batches += 1

    def _act(self) -> None:
        """Kill something at the next moment; where it is not there just then, wait until it is."""
        kinds, weights = list(self._acts), [self._plan.weights.get(kind, 0) for kind in self._acts]
        (kind,) = self._random.choices(kinds, weights)
        time.sleep(self._random.uniform(0, LONGEST_PAUSE_SECONDS))
        if wait_until(lambda: self._do_at_work(kind), seconds=VICTIM_SECONDS):
            self._outcome.killed[kind] += 1
        else:
            self._outcome.problems.append(f"There was no {kind} to kill for a long while. {self._circumstances()}")

    def _circumstances(self) -> str:
        """Return what the parts were doing, for whoever wants to know why nothing came of an act."""
        worker = self._stage.worker
        with Store.open(self._stage.database) as store:
            left = [trial for batch in store.batches.unfinished() for trial in store.batches.grid(batch.id)]
            said = [f"{facts.owner} runs {facts.running}, {facts.facts}" for facts in store.system.all_workers()]
        states = Counter(str(trial.state) for trial in left)
        log = self._stage.log.read_text(errors="replace").splitlines()[-LOG_LINES:]
        ended = worker.poll() if worker is not None else None
        return "\n".join((f"Trials: {dict(states)}. The worker's exit code: {ended}.", *said, *log))

    def _do_at_work(self, kind: str) -> bool:
        self._look_after_worker()
        if not self._is_at_work():
            self._queue()
        return self._acts[kind]()

    def _look_after_worker(self) -> None:
        worker = self._stage.worker
        code = worker.poll() if worker is not None else None
        if code is not None:
            self._outcome.problems.append(f"The worker ended by itself with {code}. {self._circumstances()}")
            self._stage.start_worker()

    def _is_at_work(self) -> bool:
        with Store.open(self._stage.database) as store:
            return store.batches.is_something_left()

    def _kill_worker(self) -> bool:
        if not self._kill_worker_for_good():
            return False
        self._stage.start_worker()
        return True

    def _kill_web(self) -> bool:
        web = self._stage.web
        if web is None or not kill(web.pid):
            return False
        web.wait()
        with contextlib.suppress(ProcessLookupError):  # what served under it keeps the port
            os.killpg(web.pid, signal.SIGKILL)
        self._stage.start_web()
        return True

    def _kill_container(self) -> bool:
        client = open_client(self._stage.address)
        if client is None:
            return False
        try:
            running = client.containers.list(filters={"label": LABEL}, ignore_removed=True)
            mine = [item for item in running if self._is_mine(item)]
            if not mine:
                return False
            self._random.choice(mine).kill()
        except docker.errors.DockerException:
            return False  # gone in the same moment
        finally:
            client.close()
        return True

    def _is_mine(self, container: Any) -> bool:
        worker = self._stage.worker
        return worker is not None and _owner_pid(container) == worker.pid

    def _is_ours(self, container: Any) -> bool:
        return _owner_pid(container) in self._stage.worker_pids

    def _kill_agent(self) -> bool:
        pid = choose(self._stage.agents(), self._random)
        return pid is not None and kill(pid)

    def _look_at_a_copy(self) -> None:
        """Copy the file and its log as a power cut would leave them, and look the copy over."""
        folder = self._stage.folder / "copy"
        folder.mkdir(exist_ok=True)
        for suffix in ("-wal", ""):  # a power cut may lose the end of the log, but leaves no log newer than the file
            source = self._stage.database.with_name(self._stage.database.name + suffix)
            with contextlib.suppress(FileNotFoundError):
                shutil.copyfile(source, folder / source.name)
        copy = folder / self._stage.database.name
        with Store.open(copy):
            pass  # recovers from the log
        self._outcome.problems += [f"In a copy: {problem}" for problem in look_over(copy).problems]
        self._outcome.copies += 1
        shutil.rmtree(folder)

    def _look_at_what_is_said(self) -> None:
        """With the worker dead for longer than a heartbeat, nothing may be said to run."""
        if self._kill_worker_for_good():
            with Store.open(self._stage.database) as store:
                wait_until(lambda: not self._is_said_to_run(store), seconds=SILENT.total_seconds() + 10)
                if self._is_said_to_run(store):
                    self._outcome.problems.append("A trial was said to run while every worker was dead.")
            self._outcome.looks += 1
            self._stage.start_worker()

    def _kill_worker_for_good(self) -> bool:
        worker = self._stage.worker
        if worker is None or not kill(worker.pid):
            return False
        worker.wait()
        return True

    def _is_said_to_run(self, store: Store) -> bool:
        since = datetime.now(UTC) - SILENT
        batches = store.batches.unfinished()
        return any(recounted(batch, store.trials.silent(batch.id, since=since)).counts.running for batch in batches)

    def _finish(self) -> None:
        def is_done() -> bool:
            self._look_after_worker()
            return not self._is_at_work()

        if not wait_until(is_done, seconds=FINISH_SECONDS):
            self._outcome.problems.append(f"The batches did not come to their end. {self._circumstances()}")
        if not self._stage.wait_for_web():
            self._outcome.problems.append("The site did not come back.")

    def _note_leftovers(self) -> None:
        left = self._stage.stop()
        if left:
            self._outcome.problems.append(f"{len(left)} processes were left.")
        folders = self._stage.scratch_folders()
        if folders:
            self._outcome.problems.append(f"{len(folders)} scratch folders were left.")
        client = open_client(self._stage.address)
        if client is None:
            self._outcome.problems.append("The engine did not answer in the end.")
            return
        with contextlib.closing(client):
            containers = client.containers.list(all=True, filters={"label": LABEL}, ignore_removed=True)
            left_behind = [item for item in containers if self._is_ours(item)]
        if left_behind:
            self._outcome.problems.append(f"{len(left_behind)} containers were left.")

    def _judge(self) -> None:
        found = look_over(self._stage.database)
        self._outcome.links = found.links
        self._outcome.problems += found.problems
        with Store.open(self._stage.database) as store:
            for batch in store.batches.list(limit=500):
                self._judge_batch(store, batch.id)
            self._outcome.executions = sum(batch.executions for batch in store.batches.list(limit=500))
            closings = Counter(link.subject for link in store.audit.links(limit=10**6) if link.kind == "trial")
        twice = [trial for trial, times in closings.items() if times > 1]
        if twice:
            self._outcome.problems.append(f"{len(twice)} trials were closed more than once.")

    def _judge_batch(self, store: Store, batch_id: int) -> None:
        for trial in store.batches.grid(batch_id):
            self._outcome.trials += 1
            self._outcome.own_failures += len(store.trials.errors(trial.id))
            self._outcome.verdicts[str(trial.verdict)] += 1
            if trial.state is not TrialState.CLOSED or trial.verdict is None:
                self._outcome.problems.append(f"Trial {trial.id} did not end: {trial.state}.")


def _owner_pid(container: Any) -> int | None:
    owner = Owner.parse(container.labels.get(OWNER_LABEL, ""))
    return owner.pid if owner else None
