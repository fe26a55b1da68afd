"""What a worker has in hand: its leases, the executions that they are at, and which of them are to end."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from training.model.trials import Lease


class Running:
    """The trials that run now. Safe to use from several threads."""

    def __init__(self, cancel: Callable[[str], bool]) -> None:
        self._cancel = cancel
        self._lock = threading.Lock()
        self._leases: dict[int, Lease] = {}
        self._executions: dict[int, str] = {}
        self._ending: set[int] = set()

    def __len__(self) -> int:
        with self._lock:
            return len(self._leases)

    def begin(self, lease: Lease) -> None:
        """Take a lease in."""
        with self._lock:
            self._leases[lease.trial.id] = lease

    def end(self, lease: Lease) -> None:
        """Forget a trial, whatever it came to."""
        with self._lock:
            self._leases.pop(lease.trial.id, None)
            self._executions.pop(lease.trial.id, None)
            # a later lease of the same trial must not find itself cancelled
            self._ending.discard(lease.trial.id)

    def leases(self) -> tuple[Lease, ...]:
        """Return the leases in hand."""
        with self._lock:
            return tuple(self._leases.values())

    def prolong(self, lease: Lease, *, expires_at: datetime) -> None:
        """Note that a lease holds longer."""
        with self._lock:
            if lease.trial.id in self._leases:
                self._leases[lease.trial.id] = replace(lease, expires_at=expires_at)

    def at(self, trial_id: int, execution_id: str) -> None:
        """Note which execution a trial is at."""
        with self._lock:
            self._executions[trial_id] = execution_id

    def is_ending(self, trial_id: int) -> bool:
        """Return whether a trial was told to end."""
        with self._lock:
            return trial_id in self._ending

    def stop(self, wanted: Callable[[Lease], bool]) -> None:
        """Tell trials to end, and end the executions that they are at. Say it again until they have ended.

        Once is not enough: an execution may be between being named and being there to be ended.
        """
        with self._lock:
            ending = [trial_id for trial_id, lease in self._leases.items() if wanted(lease)]
            self._ending.update(ending)
            executions = [self._executions[trial_id] for trial_id in ending if trial_id in self._executions]
        for execution_id in executions:
            self._cancel(execution_id)
