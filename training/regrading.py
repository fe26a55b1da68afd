"""Grading a batch's programs again, after the tests of its tasks changed."""

from collections.abc import Iterable
from dataclasses import dataclass

from training.agents.replay.recorded import regrader_of
from training.errors import InvalidBatchError, UnknownTaskError
from training.model.tasks import Task
from training.model.trials import Trial, Verdict
from training.planning import BatchRequest
from training.store import Store
from training.tasks import Catalogue


@dataclass(frozen=True, kw_only=True)
class VerdictChange:
    """One trial's verdict before and after. None where it was not judged."""

    task_id: str
    strategy: str
    repeat: int
    before: Verdict | None
    after: Verdict | None


def regrade_request(store: Store, catalogue: Catalogue, batch_id: int, *, created_by: str) -> BatchRequest:
    """Return a batch that gives every program of another one to the tests that its task has now.

    Its trials have the other batch's tasks, strategies (as they were then) and seeds, and are filed under an agent of
    their own, so that the same program never teaches a profile twice.

    Raises:
        NotFoundError: there is no such batch.
        InvalidBatchError: nothing of it can be graded again.
    """
    batch, trials = store.batches.get(batch_id), store.batches.grid(batch_id)
    graded = [trial for trial in trials if trial.verdict in {Verdict.PASSED, Verdict.FAILED}]
    versions = dict.fromkeys(trial.strategy_version for trial in graded)
    tasks = [task for name in dict.fromkeys(trial.task_id for trial in graded) if (task := _find(catalogue, name))]
    if not tasks:
        raise InvalidBatchError(f"Batch {batch_id} holds no graded program of a task that is still here.")
    return BatchRequest(
        agent=regrader_of(batch_id),
        tasks=tuple(tasks),
        strategies=tuple(store.batches.get_strategy(version) for version in versions),
        repeats=batch.repeats,
        seed=batch.seed,
        title=f"Batch {batch_id} graded again",
        isolation=batch.isolation,
        provenance=batch.provenance,
        team=batch.team,
        created_by=created_by,
    )


def verdict_changes(before: Iterable[Trial], after: Iterable[Trial]) -> tuple[VerdictChange, ...]:
    """Return the trials whose verdict is another one now, in the order of `after`."""
    known = {_place(trial): trial.verdict for trial in before}
    pairs = ((trial, known.get(_place(trial))) for trial in after)
    return tuple(
        VerdictChange(
            task_id=trial.task_id,
            strategy=trial.strategy_name,
            repeat=trial.repeat,
            before=verdict,
            after=trial.verdict,
        )
        for trial, verdict in pairs
        if trial.verdict is not verdict
    )


def _find(catalogue: Catalogue, name: str) -> Task | None:
    try:
        return catalogue.get(name)
    except UnknownTaskError:
        return None


def _place(trial: Trial) -> tuple[str, str, int]:
    return trial.task_id, trial.strategy_name, trial.repeat
