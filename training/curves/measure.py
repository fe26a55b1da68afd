"""Measures a learning curve of the embedded agent."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, stdev

from sandbox.runner import Runner
from training.agents.repair.agent import RepairAgent
from training.agents.repair.weights import InMemoryWeightStore, WeightStore
from training.curves.caching import CachingRunner
from training.curves.folds import Fold, folds_of
from training.model.curves import CurvePoint, LearningCurve
from training.model.profiles import Interval
from training.model.strategies import Strategy
from training.model.tasks import Task
from training.model.trials import Purpose, TrialRecord, Verdict
from training.planning import trial_seed
from training.rehearsal import rehearse
from training.statistics import CONFIDENCE, t_quantile


@dataclass(frozen=True, kw_only=True)
class CurveRequest:
    """What to measure. `steps` points follow the first, evenly spread over `passes` rounds of learning."""

    tasks: tuple[Task, ...]
    strategy: Strategy
    folds: int = 4
    seeds: tuple[int, ...] = (1, 2, 3)
    steps: int = 3
    passes: int = 1
    slots: int = 2


@dataclass(frozen=True, kw_only=True)
class Sample:
    """How one held-out task went at one point."""

    task_id: str
    step: int
    passed: bool
    attempts: int


def measure_curve(
    request: CurveRequest, runner: Runner, *, progress: Callable[[int, int], None] = lambda *_: None
) -> LearningCurve:
    """Let the agent learn from all folds but one and try itself on that one, for every fold and seed.

    A trial that errors on our side is left out of its point.

    Raises:
        InvalidBatchError: there are too few tasks for the folds.
        SandboxError: the sandbox failed as a whole.
    """
    cached = CachingRunner(runner)
    units = [(seed, fold) for seed in request.seeds for fold in folds_of(request.tasks, count=request.folds, seed=seed)]
    samples: list[Sample] = []
    with ThreadPoolExecutor(request.slots) as pool:
        for number, found in enumerate(pool.map(lambda unit: _learn(request, cached, *unit), units), start=1):
            samples += found
            progress(number, len(units))
    longest = max(len(fold.learnt_from) for _, fold in units) * request.passes
    return LearningCurve(
        agent=RepairAgent.name,
        strategy=request.strategy.name,
        tasks=tuple(task.id for task in request.tasks),
        folds=request.folds,
        seeds=request.seeds,
        trials=len(samples),
        points=tuple(_points(samples, request.steps, longest)),
    )


def _learn(request: CurveRequest, runner: Runner, seed: int, fold: Fold) -> list[Sample]:
    """Learn from a fold's tasks one after the other, stopping at each step to try the held-out ones."""
    weights = InMemoryWeightStore()
    lessons = [(task, round_) for round_ in range(request.passes) for task in fold.learnt_from]
    samples = _try(request, runner, weights, fold=fold, seed=seed, step=0)
    for step in range(1, request.steps + 1):
        begin, end = (len(lessons) * at // request.steps for at in (step - 1, step))
        for task, round_ in lessons[begin:end]:
            _run(request, runner, weights, task=task, seed=trial_seed(seed, task_id=task.id, repeat=round_ + 2))
        samples += _try(request, runner, weights, fold=fold, seed=seed, step=step)
    return samples


def _try(
    request: CurveRequest, runner: Runner, weights: InMemoryWeightStore, *, fold: Fold, seed: int, step: int
) -> list[Sample]:
    """Try the held-out tasks on what is known now; nothing is learnt from them. Seeds are the same at every step."""
    known = weights.load(request.strategy.name)
    found = []
    for task in fold.held_out:
        own = InMemoryWeightStore({request.strategy.name: known})
        record = _run(request, runner, own, task=task, seed=trial_seed(seed, task_id=task.id, repeat=1))
        if record.verdict in {Verdict.PASSED, Verdict.FAILED}:
            passed, attempts = record.verdict is Verdict.PASSED, _attempts(record, request.strategy)
            found.append(Sample(task_id=task.id, step=step, passed=passed, attempts=attempts))
    return found


def _run(request: CurveRequest, runner: Runner, weights: WeightStore, *, task: Task, seed: int) -> TrialRecord:
    return rehearse(task, request.strategy, RepairAgent(weights), seed=seed, runner=runner)


def _attempts(record: TrialRecord, strategy: Strategy) -> int:
    """Return the number of the attempt whose visible tests passed first, one more than the budget where none did."""
    visible = [entry for entry in record.executions if entry.purpose is Purpose.VISIBLE]
    passing = (number for number, entry in enumerate(visible, start=1) if entry.result.all_passed)
    return next(passing, strategy.attempts + 1)


def _points(samples: list[Sample], steps: int, longest: int) -> Iterable[CurvePoint]:
    by_step = [[sample for sample in samples if sample.step == step] for step in range(steps + 1)]
    passed = [_by_task((sample.task_id, float(sample.passed)) for sample in found) for found in by_step]
    attempts = [_by_task((sample.task_id, float(sample.attempts)) for sample in found) for found in by_step]
    for step in range(steps + 1):
        success, success_interval = _mean(passed[step].values())
        tries, tries_interval = _mean(attempts[step].values())
        gain, gain_interval = _mean(_differences(passed[step], passed[0]))
        saved, saved_interval = _mean(_differences(attempts[0], attempts[step]))
        yield CurvePoint(
            learnt_from=longest * step // steps,
            success=success,
            success_interval=success_interval,
            attempts=tries,
            attempts_interval=tries_interval,
            gain=gain,
            gain_interval=gain_interval if step else None,
            saved=saved,
            saved_interval=saved_interval if step else None,
        )


def _by_task(values: Iterable[tuple[str, float]]) -> dict[str, float]:
    found: dict[str, list[float]] = defaultdict(list)
    for task_id, value in values:
        found[task_id].append(value)
    return {task_id: fmean(numbers) for task_id, numbers in found.items()}


def _differences(one: Mapping[str, float], other: Mapping[str, float]) -> list[float]:
    return [one[task_id] - other[task_id] for task_id in sorted(one.keys() & other.keys())]


def _mean(values: Iterable[float]) -> tuple[float, Interval | None]:
    """Return a mean and Student's t interval; a task counts once, for repeats of it are no independent evidence."""
    numbers = list(values)
    if len(numbers) < 2:  # noqa: PLR2004 - a spread needs two
        return (numbers[0] if numbers else 0.0), None
    middle = fmean(numbers)
    half = t_quantile((1 + CONFIDENCE) / 2, degrees=len(numbers) - 1) * stdev(numbers) / sqrt(len(numbers))
    return middle, Interval(low=middle - half, high=middle + half, confidence=CONFIDENCE)
