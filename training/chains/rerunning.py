"""Running a chain again from a stage, with the recorded results of the stages before it."""

from training.chains.errors import InvalidChainError
from training.chains.graph import ordered
from training.model.chain_runs import GAVE, ChainRun, RunRequest
from training.model.chains import Chain
from training.model.tasks import Task
from training.store import Store


def rerun_request(store: Store, old: ChainRun, position: int, *, task: Task | None, by: str) -> RunRequest:
    """Return what asks for a run again from a position; `task` is the old run's as it is now, None on free text.

    Raises:
        InvalidChainError: a stage before it gave nothing in the old run, or worked on another content of the task.
    """
    _refuse_changed(store, old, position, task)
    given = {one.start.position for one in store.chain_runs.stages(old.id) if one.state in GAVE}
    lacking = [stage.name for at, stage in enumerate(ordered(old.chain)[:position]) if at not in given]
    if lacking:
        raise InvalidChainError(
            f"Run {old.id} never finished stage {lacking[0]}. Begin from that stage, or from an earlier one."
        )
    return RunRequest(
        chain=old.chain,
        text=old.text,
        variables=old.variables,
        team=old.team,
        created_by=by,
        rerun_of=old.id,
        from_position=position,
    )


def _refuse_changed(store: Store, old: ChainRun, position: int, task: Task | None) -> None:
    # from the first stage on nothing of the old run is used
    if task is None or old.trial_id is None or position == 0:
        return
    if store.trials.get(old.trial_id).task_hash != task.content_hash:
        raise InvalidChainError(
            f"The task {task.id} was changed after run {old.id}, so its results are of another task. "
            "Begin from the first stage."
        )


def position_of(chain: Chain, wanted: str) -> int:
    """Return a stage's place in the order of running, by its name or its number from 1.

    Raises:
        InvalidChainError: there is no such stage.
    """
    names = [stage.name for stage in ordered(chain)]
    if wanted in names:
        return names.index(wanted)
    if wanted.isdecimal() and 1 <= int(wanted) <= len(names):
        return int(wanted) - 1
    raise InvalidChainError(f"{chain.name} has no stage {wanted!r}. There are {', '.join(names)}.")
