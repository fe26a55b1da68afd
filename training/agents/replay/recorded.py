"""Candidates that the store remembers: what a batch's trials handed in."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from training.model.agents import Assignment, Candidate
from training.numbers import row_number
from training.store import Store


class BatchRecording:
    """What the trials of one batch handed in, by task, strategy and seed. The store is opened for each look."""

    def __init__(self, open_store: Callable[[], AbstractContextManager[Store]], batch_id: int) -> None:
        self._open_store, self._batch_id = open_store, batch_id

    def candidates(self, assignment: Assignment) -> tuple[Candidate, ...]:
        """Return the program that the trial with this task, strategy and seed was graded by; none where it was not."""
        with self._open_store() as store:
            handed_in = store.executions.handed_in(
                self._batch_id,
                task_id=assignment.brief.id,
                strategy_name=assignment.strategy.name,
                seed=assignment.seed,
            )
        if handed_in is None:
            return ()
        return (Candidate(files=handed_in, note=f"As it was handed in for batch {self._batch_id}", final=True),)


_PREFIX = "replay:"


def regrader_of(batch_id: int) -> str:
    """Return the name of the agent that hands in again what a batch's trials handed in."""
    return f"{_PREFIX}{batch_id}"


def regraded_batch(agent_name: str) -> int | None:
    """Return the batch that an agent of such a name takes its programs from; None for another agent's name."""
    return row_number(agent_name.removeprefix(_PREFIX)) if agent_name.startswith(_PREFIX) else None
