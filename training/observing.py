"""What a worker tells of its work, to whoever counts or traces it."""

from datetime import datetime
from typing import Protocol

from training.model.trials import Lease, TrialRecord


class Observer(Protocol):
    """Is told of trials as they go. Called from several threads; what it does must be quick."""

    def leased(self, lease: Lease, *, now: datetime) -> None:
        """Hear that a trial begins."""
        ...

    def ended(self, lease: Lease, record: TrialRecord, *, begun: datetime, now: datetime) -> None:
        """Hear what a trial came to, before it is written."""
        ...

    def wrote(self, lease: Lease, *, seconds: float) -> None:
        """Hear that a trial's end was written, and how long that took."""
        ...


class Nobody:
    """Listens to nothing."""

    def leased(self, lease: Lease, *, now: datetime) -> None:
        """Do nothing."""

    def ended(self, lease: Lease, record: TrialRecord, *, begun: datetime, now: datetime) -> None:
        """Do nothing."""

    def wrote(self, lease: Lease, *, seconds: float) -> None:
        """Do nothing."""


class Several:
    """Passes everything on to several observers."""

    def __init__(self, *observers: Observer) -> None:
        self._observers = observers

    def leased(self, lease: Lease, *, now: datetime) -> None:
        """Pass it on."""
        for observer in self._observers:
            observer.leased(lease, now=now)

    def ended(self, lease: Lease, record: TrialRecord, *, begun: datetime, now: datetime) -> None:
        """Pass it on."""
        for observer in self._observers:
            observer.ended(lease, record, begun=begun, now=now)

    def wrote(self, lease: Lease, *, seconds: float) -> None:
        """Pass it on."""
        for observer in self._observers:
            observer.wrote(lease, seconds=seconds)
