"""The worker: leases trials, runs a few at a time, writes what they came to. It can die at any moment."""

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from structlog.contextvars import bound_contextvars

from sandbox.errors import SandboxError
from sandbox.linting import Linter
from sandbox.runner import Runner
from training.baselines import Baselines
from training.crew import Crew, LocalCrew
from training.errors import LeaseLostError, StoreError, TrainingError
from training.model.agents import Agent
from training.model.tasks import Task
from training.model.trials import Lease, Provenance, Trial, TrialRecord, Verdict
from training.observing import Nobody, Observer
from training.profiles import RATE
from training.readiness import Readiness, nothing_in_the_way
from training.running import Running
from training.store import Store, WorkerFacts
from training.trainer import TrialJob

LEASE_SECONDS = 60.0
BEAT_SECONDS = 0.3  # a cancel must reach the container in under a second
REPORT_SECONDS = 2.0
RECLAIM_SECONDS = 5.0
IDLE_SECONDS = 0.25
FULL_SECONDS = 0.025
WRITE_ATTEMPTS = 5

_log = logging.getLogger(__name__)


class Workbench(Protocol):
    """Where a worker finds what a trial names."""

    def task(self, task_id: str) -> Task:
        """Return a task; raises TrainingError where there is none."""
        ...

    def agent(self, name: str, *, batch_id: int) -> Agent:
        """Return an agent for a batch's trials; raises TrainingError where there is none."""
        ...


@dataclass(frozen=True, kw_only=True)
class WorkerSettings:
    """How a worker works. `image_digest` ties a task's reference time to the image that it was measured in.

    `provenance` says what the worker's runner gives: it takes only trials that ask for that. `learning_rate` is the
    weight of the newest trial in what is learnt, above 0 and at most 1.
    """

    owner: str
    slots: int = 2
    lease_seconds: float = LEASE_SECONDS
    image_digest: str = ""
    batch_id: int | None = None
    provenance: Provenance = Provenance.REAL
    learning_rate: float = RATE
    facts: dict[str, Any] = field(default_factory=dict)


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _nobody_is_known_to_have_ended(_: WorkerFacts) -> bool:
    return False


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What a worker sees around itself, and who sees it.

    `look` says what is in the way of any work, such as an engine that does not answer; nothing is leased until it is
    gone. `has_ended` says of another worker whether it is known to have ended; its trials need not wait for their
    leases to run out then. `observer` is told how trials go. `crew` runs trials elsewhere, at most `capacity` of them;
    without one they run here.
    """

    look: Callable[[], str | None] = nothing_in_the_way
    has_ended: Callable[[WorkerFacts], bool] = _nobody_is_known_to_have_ended
    observer: Observer = field(default_factory=Nobody)
    crew: Crew | None = None
    capacity: Callable[[], int] | None = None


_ALONE = Surroundings()


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
        linter: Linter | None = None,
        cancel: Callable[[str], bool] = _cannot_cancel,
        clock: Callable[[], datetime] = _utc_now,
        around: Surroundings = _ALONE,
    ) -> None:
        self._observer = around.observer
        self._has_ended = around.has_ended
        self._readiness = Readiness(around.look)
        self._open_store = open_store
        self._crew = around.crew or LocalCrew(runner, linter=linter, clock=clock)
        self._capacity = around.capacity
        self._workbench = workbench
        self._settings = settings
        self._clock = clock
        self._running = Running(cancel)
        self._baselines = Baselines(runner, image_digest=settings.image_digest, clock=clock)
        self._local = threading.local()
        self._lock = threading.Lock()
        self._stores: list[Store] = []
        self._started_at = clock()

    def run(self, stop: threading.Event, *, until_idle: bool = False, drain: threading.Event | None = None) -> None:
        """Work until `stop` is set, or with `until_idle` until there is nothing left to do.

        Trials that are running when `stop` is set are ended and given back to the queue. Once `drain` is set nothing
        more is begun, and this returns when what runs is finished.
        """
        ended = threading.Event()
        self._introduce()
        beat = threading.Thread(target=self._beat, args=(stop, ended), name="heartbeat", daemon=True)
        beat.start()
        try:
            with ThreadPoolExecutor(self._settings.slots, thread_name_prefix="trial") as pool:
                self._feed(pool, stop, until_idle=until_idle, drain=drain or threading.Event())
        finally:
            ended.set()
            beat.join()
            with suppress(StoreError):  # its row is old soon, and readers go by its age
                self._store().system.forget_worker(self._settings.owner)
            self._close_stores()

    def _feed(
        self, pool: ThreadPoolExecutor, stop: threading.Event, *, until_idle: bool, drain: threading.Event
    ) -> None:
        running: set[Future[None]] = set()
        while not stop.is_set():
            running = {future for future in running if not future.done()}
            if drain.is_set() and not running:
                return
            free = len(running) < self._slots() and not drain.is_set()
            lease = self._lease() if free and self._readiness.obstacle() is None else None
            if lease is not None:
                running.add(pool.submit(self._work, lease, stop))
            elif until_idle and not running and not self._is_something_left():
                return
            else:
                stop.wait(IDLE_SECONDS if free else FULL_SECONDS)

    def _slots(self) -> int:
        return min(self._settings.slots, self._capacity()) if self._capacity else self._settings.slots

    def _lease(self) -> Lease | None:
        try:
            lease = self._store().trials.lease(
                owner=self._settings.owner,
                now=self._clock(),
                seconds=self._settings.lease_seconds,
                batch_id=self._settings.batch_id,
                provenance=self._settings.provenance,
            )
        except StoreError as error:
            _log.warning("no trial could be leased: %s", error)
            return None
        if lease is not None:
            self._running.begin(lease)
        return lease

    def _is_something_left(self) -> bool:
        """Whether something waits that is not due yet, or runs elsewhere."""
        try:
            return self._store().batches.is_something_left(
                batch_id=self._settings.batch_id, provenance=self._settings.provenance
            )
        except StoreError as error:
            _log.warning("the queue could not be read: %s", error)
            return True

    def _work(self, lease: Lease, stop: threading.Event) -> None:
        try:
            with bound_contextvars(batch_id=lease.trial.batch_id, trial_id=lease.trial.id):
                self._do(lease, stop)
        except LeaseLostError as error:
            _log.warning("%s", error)
        except StoreError:
            # the lease runs out and the trial is run again: nothing is lost, and nothing counts twice
            _log.exception("trial %s could not be written", lease.trial.id)
        except Exception as error:  # noqa: BLE001 - a result that can't be kept must not be tried for ever
            _log.exception("what trial %s came to can't be kept", lease.trial.id)
            self._give_up(lease, f"What it came to can't be kept: {type(error).__name__}: {error}")
        finally:
            self._running.end(lease)

    def _do(self, lease: Lease, stop: threading.Event) -> None:
        begun = self._clock()
        self._observer.leased(lease, now=begun)
        record = self._run(lease)
        self._observer.ended(lease, record, begun=begun, now=self._clock())
        if record.verdict is Verdict.ERRORED:
            self._readiness.doubt()
        writing_since = time.monotonic()
        self._settle(lease, record, stop)
        self._observer.wrote(lease, seconds=time.monotonic() - writing_since)
        _log.info("trial %s: %s, %s", lease.trial.id, record.verdict, record.reason)

    def _settle(self, lease: Lease, record: TrialRecord, stop: threading.Event) -> None:
        """Write what a trial came to, trying again while the lease is kept alive: the disk may be full for a moment."""
        for attempt in range(1, WRITE_ATTEMPTS + 1):
            try:
                return self._write(lease, record, stop)
            except LeaseLostError:
                raise
            except StoreError:
                self._readiness.doubt()
                if attempt == WRITE_ATTEMPTS:
                    raise
                stop.wait(attempt)
        return None

    def _give_up(self, lease: Lease, reason: str) -> None:
        try:
            record = TrialRecord(verdict=Verdict.ERRORED, reason=reason)
            self._store().trials.close(lease, record, now=self._clock())
        except StoreError as error:
            _log.warning("%s", error)

    def _write(self, lease: Lease, record: TrialRecord, stop: threading.Event) -> None:
        trials = self._store().trials
        if stop.is_set() and record.verdict is Verdict.CANCELLED:
            trials.release(lease, now=self._clock())
        else:
            trials.close(lease, record, now=self._clock(), rate=self._settings.learning_rate)

    def _run(self, lease: Lease) -> TrialRecord:
        trial = lease.trial
        try:
            return self._crew.run(
                self._job(trial),
                is_cancelled=lambda: self._running.is_ending(trial.id),
                started=lambda execution_id: self._running.at(trial.id, execution_id),
            )
        except (TrainingError, SandboxError) as error:
            return TrialRecord(verdict=Verdict.ERRORED, reason=str(error))
        except Exception as error:  # noqa: BLE001 - a defect of ours must not take the worker down with it
            _log.exception("trial %s ended by a defect", trial.id)
            return TrialRecord(verdict=Verdict.ERRORED, reason=f"A defect of ours: {type(error).__name__}: {error}")

    def _job(self, trial: Trial) -> TrialJob:
        task = self._workbench.task(trial.task_id)
        if task.content_hash != trial.task_hash:
            raise TrainingError(f"The task {task.id} was changed after its batch was queued. Queue a new batch.")
        return TrialJob(
            trial=trial,
            task=task,
            strategy=self._store().batches.get_strategy(trial.strategy_version),
            agent=self._workbench.agent(trial.agent, batch_id=trial.batch_id),
            reference_ms=self._baselines.reference_ms(task, self._store()),
        )

    def _introduce(self) -> None:
        """Say that we are there before anything is leased, and take over from those that are not any more."""
        try:
            self._store().system.report_worker(self._facts())
            self._reclaim()
        except StoreError as error:
            _log.warning("the worker could not be entered: %s", error)

    def _reclaim(self) -> None:
        others = [facts for facts in self._store().system.all_workers() if facts.owner != self._settings.owner]
        ended = [facts.owner for facts in others if self._has_ended(facts)]
        if ended:
            count = self._store().trials.reclaim(ended, now=self._clock())
            _log.warning("%s ended without a word; %s of its trials are run again", ", ".join(ended), count)

    def _beat(self, stop: threading.Event, ended: threading.Event) -> None:
        reported = reclaimed = time.monotonic()
        while not ended.wait(BEAT_SECONDS):
            try:
                self._renew_leases()
                self._end_what_is_over(stop)
                if time.monotonic() - reported > REPORT_SECONDS:
                    self._store().system.report_worker(self._facts())
                    reported = time.monotonic()
                if time.monotonic() - reclaimed > RECLAIM_SECONDS:
                    self._reclaim()
                    reclaimed = time.monotonic()
            except StoreError as error:
                _log.warning("the heartbeat could not be written: %s", error)

    def _renew_leases(self) -> None:
        now = self._clock()
        for lease in self._running.leases():
            if (lease.expires_at - now).total_seconds() > self._settings.lease_seconds / 2:
                continue
            if self._store().trials.renew(lease, now=now, seconds=self._settings.lease_seconds):
                self._running.prolong(lease, expires_at=now + timedelta(seconds=self._settings.lease_seconds))
            else:
                self._running.stop(lease.__eq__)

    def _end_what_is_over(self, stop: threading.Event) -> None:
        if stop.is_set():
            self._running.stop(lambda _: True)
            return
        batches = {lease.trial.batch_id for lease in self._running.leases()}
        over = {batch_id for batch_id in batches if self._store().batches.is_cancelled(batch_id)}
        if over:
            self._running.stop(lambda lease: lease.trial.batch_id in over)

    def _facts(self) -> WorkerFacts:
        return WorkerFacts(
            owner=self._settings.owner,
            slots=self._slots(),
            running=len(self._running),
            facts={**self._settings.facts, "obstacle": self._readiness.obstacle()},
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

    def _close_stores(self) -> None:
        with self._lock:
            for store in self._stores:
                store.close()
            self._stores.clear()
            self._local = threading.local()
