"""The worker: leases trials, runs a few at a time, writes what they came to. It can die at any moment."""

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any, Protocol

from sandbox.errors import SandboxError
from sandbox.model import ExecutionSpec
from sandbox.runner import Runner
from training.errors import LeaseLostError, StoreError, TrainingError
from training.model.agents import Agent
from training.model.strategies import Strategy
from training.model.tasks import Task
from training.model.trials import Lease, TrialRecord, Verdict
from training.store import Store, WorkerFacts
from training.trainer import Trainer, TrialJob

LEASE_SECONDS = 60.0
BEAT_SECONDS = 1.0
IDLE_SECONDS = 0.25
BASELINE_RUNS = 3

_log = logging.getLogger(__name__)


class Workbench(Protocol):
    """Where a worker finds what a trial names."""

    def task(self, task_id: str) -> Task:
        """Return a task; raises TrainingError where there is none."""
        ...

    def strategy(self, name: str) -> Strategy:
        """Return a strategy; raises TrainingError where there is none."""
        ...

    def agent(self, name: str, *, batch_id: int) -> Agent:
        """Return an agent for a batch's trials; raises TrainingError where there is none."""
        ...


@dataclass(frozen=True, kw_only=True)
class WorkerSettings:
    """How a worker works. `image_digest` ties a task's reference time to the image that it was measured in."""

    owner: str
    slots: int = 2
    image_digest: str = ""
    batch_id: int | None = None
    facts: dict[str, Any] = field(default_factory=dict)


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _cannot_cancel(_: str) -> bool:
    return False


class Worker:
    """Runs trials until it is told to stop. `open_store` is called once on each thread that needs one."""

    def __init__(
        self,
        open_store: Callable[[], Store],
        *,
        runner: Runner,
        workbench: Workbench,
        settings: WorkerSettings,
        cancel: Callable[[str], bool] = _cannot_cancel,
        clock: Callable[[], datetime] = _utc_now,
    ) -> None:
        self._open_store = open_store
        self._runner = runner
        self._workbench = workbench
        self._settings = settings
        self._cancel = cancel
        self._clock = clock
        self._local = threading.local()
        self._lock = threading.Lock()
        self._leases: dict[int, Lease] = {}
        self._executions: dict[int, str] = {}
        self._cancelled: set[int] = set()
        self._stores: list[Store] = []
        self._baseline_lock = threading.Lock()
        self._started_at = clock()

    def run(self, stop: threading.Event, *, until_idle: bool = False) -> None:
        """Work until `stop` is set, or with `until_idle` until there is nothing left to do.

        Trials that are running when `stop` is set are ended and given back to the queue.
        """
        ended = threading.Event()
        beat = threading.Thread(target=self._beat, args=(ended,), name="heartbeat", daemon=True)
        beat.start()
        try:
            with ThreadPoolExecutor(self._settings.slots, thread_name_prefix="trial") as pool:
                self._feed(pool, stop, until_idle=until_idle)
                if stop.is_set():
                    self._cancel_running(lambda _: True)
        finally:
            ended.set()
            beat.join()
            self._store().system.forget_worker(self._settings.owner)
            for store in self._stores:
                store.close()

    def _feed(self, pool: ThreadPoolExecutor, stop: threading.Event, *, until_idle: bool) -> None:
        running: set[Future[None]] = set()
        while not stop.is_set():
            running = {future for future in running if not future.done()}
            lease = self._lease() if len(running) < self._settings.slots else None
            if lease is not None:
                running.add(pool.submit(self._work, lease, stop))
            elif until_idle and not running and not self._waits():
                return
            else:
                stop.wait(IDLE_SECONDS if len(running) < self._settings.slots else IDLE_SECONDS / 10)

    def _lease(self) -> Lease | None:
        try:
            lease = self._store().trials.lease(
                owner=self._settings.owner, now=self._clock(), seconds=LEASE_SECONDS, batch_id=self._settings.batch_id
            )
        except StoreError as error:
            _log.warning("no trial could be leased: %s", error)
            return None
        if lease is not None:
            with self._lock:
                self._leases[lease.trial.id] = lease
        return lease

    def _waits(self) -> bool:
        """Whether something is queued that is not due yet."""
        batches = self._store().batches.unfinished()
        wanted = self._settings.batch_id
        return any(wanted is None or batch.id == wanted for batch in batches)

    def _work(self, lease: Lease, stop: threading.Event) -> None:
        trial_id = lease.trial.id
        try:
            record = self._run(lease)
            if stop.is_set() and record.verdict is Verdict.CANCELLED and trial_id not in self._cancelled_by_batch():
                self._store().trials.release(lease)
            else:
                self._store().trials.close(lease, record, now=self._clock())
        except LeaseLostError as error:
            _log.warning("%s", error)
        except StoreError as error:
            # The lease runs out and the trial is run again: nothing is lost, and nothing counts twice.
            _log.error("trial %s could not be written: %s", trial_id, error)
        finally:
            with self._lock:
                self._leases.pop(trial_id, None)
                self._executions.pop(trial_id, None)

    def _run(self, lease: Lease) -> TrialRecord:
        trial = lease.trial
        try:
            task = self._workbench.task(trial.task_id)
            job = TrialJob(
                trial=trial,
                task=task,
                strategy=self._workbench.strategy(trial.strategy_name),
                agent=self._workbench.agent(trial.agent, batch_id=trial.batch_id),
                reference_ms=self._reference_ms(task),
            )
            return self._trainer(trial.id).run(job)
        except (TrainingError, SandboxError) as error:
            return TrialRecord(verdict=Verdict.ERRORED, reason=str(error))
        except Exception as error:  # noqa: BLE001 - a defect of ours must not take the worker down with it
            _log.exception("trial %s ended by a defect", trial.id)
            return TrialRecord(verdict=Verdict.ERRORED, reason=f"A defect of ours: {type(error).__name__}: {error}")

    def _trainer(self, trial_id: int) -> Trainer:
        def started(execution_id: str) -> None:
            with self._lock:
                self._executions[trial_id] = execution_id

        return Trainer(
            self._runner,
            clock=self._clock,
            is_cancelled=lambda: trial_id in self._cancelled,
            started=started,
        )

    def _reference_ms(self, task: Task) -> float | None:
        """Return the reference's time on the hidden tests, measuring it once for each task and image."""
        digest = self._settings.image_digest
        with self._baseline_lock:
            known = self._store().system.find_baseline(content_hash=task.content_hash, image_digest=digest)
            if known is not None:
                return known
            measured = self._measure(task)
            if measured is not None:
                self._store().system.keep_baseline(
                    content_hash=task.content_hash, image_digest=digest, execution_ms=measured, now=self._clock()
                )
            return measured

    def _measure(self, task: Task) -> float | None:
        times = []
        for run in range(BASELINE_RUNS):
            spec = ExecutionSpec(
                execution_id=f"baseline-{task.content_hash[:12]}-{run}-{time.monotonic_ns()}",
                candidate=task.reference,
                tests=task.hidden_tests,
                limits=task.limits,
            )
            result = self._runner.execute(spec)
            if not result.all_passed or result.usage is None:
                return None
            times.append(result.usage.wall_ms)
        return median(times)

    def _beat(self, ended: threading.Event) -> None:
        while not ended.wait(BEAT_SECONDS):
            try:
                self._renew_leases()
                self._follow_cancellations()
                self._store().system.report_worker(self._facts())
            except StoreError as error:
                _log.warning("the heartbeat could not be written: %s", error)

    def _renew_leases(self) -> None:
        now = self._clock()
        with self._lock:
            due = [
                lease for lease in self._leases.values() if (lease.expires_at - now).total_seconds() < LEASE_SECONDS / 2
            ]
        for lease in due:
            if self._store().trials.renew(lease, now=now, seconds=LEASE_SECONDS):
                self._hold(lease, now)
            else:
                self._cancel_running(lease.trial.id.__eq__)

    def _hold(self, lease: Lease, now: datetime) -> None:
        with self._lock:
            if lease.trial.id in self._leases:
                renewed = replace(lease, expires_at=now + timedelta(seconds=LEASE_SECONDS))
                self._leases[lease.trial.id] = renewed

    def _follow_cancellations(self) -> None:
        over = self._cancelled_by_batch()
        self._cancel_running(lambda trial_id: trial_id in over)

    def _cancelled_by_batch(self) -> set[int]:
        with self._lock:
            leases = list(self._leases.values())
        batches = {lease.trial.batch_id for lease in leases}
        over = {batch_id for batch_id in batches if self._store().batches.is_cancelled(batch_id)}
        return {lease.trial.id for lease in leases if lease.trial.batch_id in over}

    def _cancel_running(self, wanted: Callable[[int], bool]) -> None:
        with self._lock:
            ending = [trial_id for trial_id in self._leases if wanted(trial_id)]
            self._cancelled.update(ending)
            executions = [self._executions[trial_id] for trial_id in ending if trial_id in self._executions]
        for execution_id in executions:
            self._cancel(execution_id)

    def _facts(self) -> WorkerFacts:
        with self._lock:
            running = len(self._leases)
        return WorkerFacts(
            owner=self._settings.owner,
            slots=self._settings.slots,
            running=running,
            facts=self._settings.facts,
            started_at=self._started_at,
            seen_at=self._clock(),
        )

    def _store(self) -> Store:
        store: Store | None = getattr(self._local, "store", None)
        if store is None:
            store = self._open_store()
            self._local.store = store
            with self._lock:
                self._stores.append(store)
        return store
