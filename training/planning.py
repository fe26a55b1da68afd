"""Lays a batch out: which trials, in which order, with which seeds. Pure, so that a seed gives the same batch again."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from sandbox.model import Isolation
from training.allocation import Allocation
from training.errors import InvalidBatchError
from training.model.batches import DEFAULT_TEAM, NO_BUDGET, BatchPlan, Budget, Order, TaskStamp
from training.model.strategies import Strategy
from training.model.tasks import Task
from training.model.trials import PlannedTrial, Provenance

MOST_REPEATS = 100
MOST_TRIALS = 20_000
SEED_LIMIT = 2**31
HIGHEST_PRIORITY = 9


@dataclass(frozen=True, kw_only=True)
class BatchRequest:
    """What somebody asks for."""

    agent: str
    tasks: tuple[Task, ...]
    strategies: tuple[Strategy, ...]
    repeats: int
    seed: int
    title: str = ""
    isolation: Isolation = Isolation.AUTO
    provenance: Provenance = Provenance.REAL
    team: str = DEFAULT_TEAM
    created_by: str = ""
    allocation: Allocation = Allocation.UNIFORM
    priority: int = 0
    budget: Budget = NO_BUDGET
    order: Order = Order.SHUFFLED


def plan_batch(request: BatchRequest) -> BatchPlan:
    """Return the batch that was asked for, its trials in the order that was asked for: shuffled by the seed, as a rule.

    The order is shuffled because what runs first runs on a colder machine (run order confounds times).

    Raises:
        InvalidBatchError: says what can't be done as asked, and what to ask for instead.
    """
    _check(request)
    pairs = [
        (task.id, strategy.name, repeat)
        for task in request.tasks
        for strategy in request.strategies
        for repeat in range(1, request.repeats + 1)
    ]
    if request.order is Order.SHUFFLED:
        Random(request.seed).shuffle(pairs)  # noqa: S311 - repeatable on purpose
    elif request.order is Order.BY_STRATEGY:
        pairs.sort(key=lambda pair: pair[1])
    trials = tuple(
        PlannedTrial(
            ordinal=ordinal,
            task_id=task_id,
            strategy_name=strategy_name,
            repeat=repeat,
            seed=trial_seed(request.seed, task_id=task_id, repeat=repeat),
        )
        for ordinal, (task_id, strategy_name, repeat) in enumerate(pairs, start=1)
    )
    return BatchPlan(
        title=request.title or default_title(request),
        agent=request.agent,
        tasks=tuple(stamp_of(task) for task in request.tasks),
        strategies=request.strategies,
        repeats=request.repeats,
        seed=request.seed,
        trials=trials,
        isolation=request.isolation,
        provenance=request.provenance,
        team=request.team,
        created_by=request.created_by,
        allocation=request.allocation,
        priority=request.priority,
        budget=request.budget,
    )


def trial_seed(seed: int, *, task_id: str, repeat: int) -> int:
    """Return a trial's own seed: the same for every strategy, so that strategies are compared on equal draws."""
    digest = hashlib.sha256(f"{seed}:{task_id}:{repeat}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % SEED_LIMIT


def stamp_of(task: Task) -> TaskStamp:
    """Return what a batch must know of a task."""
    return TaskStamp(
        id=task.id,
        content_hash=task.content_hash,
        title=task.title,
        category=task.category,
        difficulty=task.difficulty,
    )


def default_title(request: BatchRequest) -> str:
    """Return a title for a batch that was given none."""
    tasks = request.tasks[0].id if len(request.tasks) == 1 else f"{len(request.tasks)} tasks"
    names = [strategy.name for strategy in request.strategies]
    strategies = names[0] if len(names) == 1 else f"{len(names)} strategies"
    repeats = "once" if request.repeats == 1 else f"{request.repeats} times"
    return f"{request.agent}: {tasks}, {strategies}, {repeats}"


def _check(request: BatchRequest) -> None:
    if not 1 <= request.repeats <= MOST_REPEATS:
        raise InvalidBatchError(f"{request.repeats} repeats can't be run. Ask for 1 to {MOST_REPEATS}.")
    if not 0 <= request.seed < SEED_LIMIT:
        raise InvalidBatchError(
            f"The seed {request.seed} can't be used. Give a whole number from 0 to {SEED_LIMIT - 1}."
        )
    _check_urgency(request)
    for what, names in (
        ("task", [task.id for task in request.tasks]),
        ("strategy", [strategy.name for strategy in request.strategies]),
    ):
        if not names:
            raise InvalidBatchError(f"No {what} was chosen. Choose at least one.")
        if twice := _twice(names):
            raise InvalidBatchError(f"The {what} {twice} was chosen twice. Choose it once.")
    trials = len(request.tasks) * len(request.strategies) * request.repeats
    if trials > MOST_TRIALS:
        raise InvalidBatchError(f"{trials} trials are too many for one batch. Ask for at most {MOST_TRIALS}.")


def _check_urgency(request: BatchRequest) -> None:
    if abs(request.priority) > HIGHEST_PRIORITY:
        raise InvalidBatchError(
            f"The priority {request.priority} can't be used. Give one from -{HIGHEST_PRIORITY} to {HIGHEST_PRIORITY}."
        )
    for name, value in (("time", request.budget.seconds), ("cost", request.budget.usd)):
        if value is not None and not 0 < value < float("inf"):
            raise InvalidBatchError(f"A {name} budget of {value:g} can't be kept to. Give more than 0, or none.")


def _twice(names: Iterable[str]) -> str | None:
    return next((name for name, count in Counter(names).items() if count > 1), None)
