"""What the rows call running while its worker is dead: until another takes over, the page must not say so."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

from training.model.batches import Batch
from training.model.trials import Trial, TrialState

SILENT = timedelta(seconds=15)
LOST = "Its worker was lost; it is run again when its lease has run out."


def without_lost(trials: tuple[Trial, ...], lost: Collection[int]) -> tuple[Trial, ...]:
    """Return trials with those that nobody runs any more as waiting again."""
    return tuple(
        replace(trial, state=TrialState.QUEUED, reason=LOST) if trial.id in lost else trial for trial in trials
    )


def recounted(batch: Batch, lost: Collection[int]) -> Batch:
    """Return a batch that counts what nobody runs any more as waiting again."""
    counts = batch.counts
    return replace(batch, counts=replace(counts, running=counts.running - len(lost), queued=counts.queued + len(lost)))
