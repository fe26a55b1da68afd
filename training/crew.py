"""Who runs trials for a worker: its own threads, or an executor that reaches other machines."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from sandbox.linting import Linter
from sandbox.runner import Runner
from training.model.trials import TrialRecord
from training.trainer import Trainer, TrialJob


class Crew(Protocol):
    """Runs one trial to its end on the thread that asks."""

    def run(self, job: TrialJob, *, is_cancelled: Callable[[], bool], started: Callable[[str], None]) -> TrialRecord:
        """Return what a trial came to.

        `is_cancelled` says whether it is to end; `started` is told each execution's id where one can be ended by it.
        """
        ...


class LocalCrew:
    """Runs trials here."""

    def __init__(self, runner: Runner, *, linter: Linter | None, clock: Callable[[], datetime]) -> None:
        self._runner = runner
        self._linter = linter
        self._clock = clock

    def run(self, job: TrialJob, *, is_cancelled: Callable[[], bool], started: Callable[[str], None]) -> TrialRecord:
        """Run a trial on this thread."""
        trainer = Trainer(
            self._runner, linter=self._linter, clock=self._clock, is_cancelled=is_cancelled, started=started
        )
        return trainer.run(job)
