"""What a message says of a batch."""

from typing import Any

from training.model.batches import Batch
from training.statistics import wilson_interval


def batch_content(batch: Batch) -> dict[str, Any]:
    """Return a batch as a message tells of it. `success_rate` is of judged trials, None where there is none."""
    counts = batch.counts
    judged = counts.passed + counts.failed
    interval = wilson_interval(counts.passed, judged)
    return {
        "batch_id": batch.id,
        "title": batch.title,
        "agent": batch.agent,
        "strategies": list(batch.strategies),
        "state": batch.state.value,
        "created_by": batch.created_by,
        "passed": counts.passed,
        "failed": counts.failed,
        "errored": counts.errored,
        "cancelled": counts.cancelled,
        "success_rate": counts.passed / judged if judged else None,
        "success_interval": [interval.low, interval.high] if interval else None,
        "score_mean": batch.score_mean,
    }
