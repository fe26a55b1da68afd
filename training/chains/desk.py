"""Runs chains that have no trial: on free text, and tests of the connection. It can die at any moment."""

import logging
import threading
from contextlib import suppress
from functools import partial

from training.agents.errors import AgentStoppedError
from training.chains.agent import Workshop, begin_course
from training.errors import LeaseLostError, StoreError, TrainingError
from training.model.chain_runs import ENDED, ChainRun, Failure, RunState
from training.store import Store

LEASE_SECONDS = 60.0
IDLE_SECONDS = 0.5

_log = logging.getLogger(__name__)


class Desk:
    """Takes one run after the other until it is told to stop; `run_id` binds it to one."""

    def __init__(
        self, workshop: Workshop, *, owner: str, run_id: int | None = None, lease_seconds: float = LEASE_SECONDS
    ) -> None:
        self._workshop, self._owner, self._run_id, self._lease_seconds = workshop, owner, run_id, lease_seconds

    def work(self, stop: threading.Event, *, until_idle: bool = False) -> None:
        """Work until `stop` is set, or with `until_idle` until nothing waits. What runs then is given back.

        Who is bound to a run is idle when that run has ended, whoever took it.
        """
        with self._workshop.open_store() as store:
            while not stop.is_set():
                run = self._take(store)
                if run is not None:
                    self._do(store, run, stop)
                elif until_idle and self._is_idle(store):
                    return
                else:
                    stop.wait(IDLE_SECONDS)

    def _take(self, store: Store) -> ChainRun | None:
        try:
            now = self._workshop.clock()
            return store.chain_runs.lease(owner=self._owner, now=now, seconds=self._lease_seconds, run_id=self._run_id)
        except StoreError as error:
            _log.warning("no chain run could be leased: %s", error)
            return None

    def _is_idle(self, store: Store) -> bool:
        return self._run_id is None or store.chain_runs.get(self._run_id).state in ENDED

    def _do(self, store: Store, run: ChainRun, stop: threading.Event) -> None:
        ended = threading.Event()
        beat = threading.Thread(target=self._keep, args=(run.id, ended), name="chain-lease", daemon=True)
        beat.start()
        try:
            self._go_through(store, run, stop)
        except LeaseLostError as error:
            _log.warning("%s", error)
        except AgentStoppedError:
            if stop.is_set():
                store.chain_runs.release(run.id)
        except StoreError:
            # the lease runs out and the run goes on elsewhere, from the stage that is not done
            _log.exception("chain run %s could not be written", run.id)
        except Exception as error:  # noqa: BLE001 - a run that brings us down must not be taken up for ever
            _log.exception("chain run %s ended by a defect", run.id)
            self._give_up(store, run, error)
        finally:
            ended.set()
            beat.join()

    def _go_through(self, store: Store, run: ChainRun, stop: threading.Event) -> None:
        course = begin_course(
            run, store=store, workshop=self._workshop, brief=None, seed=run.id, is_cancelled=stop.is_set
        )
        for candidate in course:
            course.close()
            raise TrainingError(f"A stage wants its tests run ({candidate.note}), and free text has none.")

    def _give_up(self, store: Store, run: ChainRun, error: Exception) -> None:
        journal = store.chain_runs.journal(run.id)
        reason = (
            str(error) if isinstance(error, TrainingError) else f"A defect of ours: {type(error).__name__}: {error}"
        )
        with suppress(StoreError):
            journal.begin(now=self._workshop.clock())
            journal.finish(RunState.FAILED, now=self._workshop.clock(), failure=Failure.OURS, reason=reason)

    def _keep(self, run_id: int, ended: threading.Event) -> None:
        with self._workshop.open_store() as store:
            renew = partial(store.chain_runs.renew, run_id, owner=self._owner, seconds=self._lease_seconds)
            while not ended.wait(self._lease_seconds / 3):
                try:
                    renew(now=self._workshop.clock())
                except StoreError as error:
                    _log.warning("the lease of chain run %s could not be renewed: %s", run_id, error)
