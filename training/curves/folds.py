"""Which tasks are learnt from and which are held out. Pure, so that a seed gives the same folds again."""

from collections import defaultdict
from dataclasses import dataclass
from random import Random

from training.errors import InvalidBatchError
from training.model.tasks import Task
from training.tasks.mutants.fixing import VARIANT

LEAST_FOLDS = 2


@dataclass(frozen=True, kw_only=True)
class Fold:
    """One split: the tasks held out, and those learnt from, in the order that they are learnt from."""

    held_out: tuple[Task, ...]
    learnt_from: tuple[Task, ...]


def folds_of(tasks: tuple[Task, ...], *, count: int, seed: int) -> tuple[Fold, ...]:
    """Split tasks so that each is held out once. Tasks made of the same one stay together: they share its program.

    Raises:
        InvalidBatchError: there are fewer kinds of tasks than folds.
    """
    families: dict[str, list[Task]] = defaultdict(list)
    for task in sorted(tasks, key=lambda task: task.id):
        families[task.id.partition(VARIANT)[0]].append(task)
    if not LEAST_FOLDS <= count <= len(families):
        raise InvalidBatchError(
            f"{len(families)} unrelated tasks can't be split into {count} folds. "
            f"Choose from {LEAST_FOLDS} to {len(families)} folds, or more tasks."
        )
    rng = Random(seed)  # noqa: S311 - repeatable on purpose
    names = sorted(families)
    rng.shuffle(names)
    parts = [names[at::count] for at in range(count)]
    return tuple(_fold(families, part, names, rng) for part in parts)


def _fold(families: dict[str, list[Task]], part: list[str], names: list[str], rng: Random) -> Fold:
    others = [task for name in names if name not in part for task in families[name]]
    rng.shuffle(others)
    return Fold(held_out=tuple(task for name in part for task in families[name]), learnt_from=tuple(others))
