"""The full proof of a task: its tests are steady, in any order, and its hidden tests notice bugs in the reference."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from sandbox.model import SourceFile
from sandbox.runner import Runner
from training.model.tasks import Task
from training.tasks.check import Runs, TaskCheck, run_reference_and_starter
from training.tasks.mutants import BUGS, Mutant, choose, mutants_of
from training.tasks.mutants.crowd import Member, Pace, try_all
from training.tasks.shuffling import shuffled

REPEATS = 10
ORDERS = 3
MUTANTS = 30
KILLED_SHARE = 0.9
_STEADY_PATIENCE = 20.0


@dataclass(frozen=True, kw_only=True)
class Survivor:
    """A mutant that passes every hidden test: a bug that they do not notice. `accepted` is why it need not be."""

    bug: str
    path: str
    line: int
    edit: str
    accepted: str | None = None


@dataclass(frozen=True, kw_only=True)
class Strength:
    """How many mutants of the reference the hidden tests noticed, of those that were tried and are not accepted."""

    tried: int
    killed: int
    survivors: tuple[Survivor, ...]

    @property
    def share(self) -> float:
        """The share that was noticed, 0 to 1; 1 where there was nothing to notice."""
        return self.killed / self.tried if self.tried else 1.0


@dataclass(frozen=True, kw_only=True)
class TaskProof(TaskCheck):
    """What a full proof found. `repeats` and `orders` are how often the tests ran, each in a folder of its own."""

    repeats: int
    orders: int
    strength: Strength


def prove_task(task: Task, runner: Runner, *, mutants: int = MUTANTS, seed: int = 0) -> TaskProof:
    """Check a task, run its tests again and in other orders, and try mutants of its reference on the hidden tests.

    `mutants` is how many are tried at most; `seed` chooses them, and the orders.

    Raises:
        SandboxError: our side failed, so nothing is known of the task.
        TaskCheckError: the sandbox gave no result.
    """
    runs = run_reference_and_starter(task, runner)
    check = runs.check()
    if not check.valid:
        return TaskProof(**vars(check), repeats=0, orders=0, strength=Strength(tried=0, killed=0, survivors=()))
    rng = Random(f"{task.id} {seed}")  # noqa: S311 - a choice that can be repeated, no secret
    unsteady = _unsteadiness(task, runs, runner, rng)
    strength = _strength(task, runs, runner, choose(telling_mutants(task), most=mutants, rng=rng))
    problems = (*unsteady, *_weakness(strength))
    return TaskProof(
        id=task.id,
        valid=not problems,
        problems=problems,
        trust=check.trust,
        repeats=REPEATS,
        orders=ORDERS,
        strength=strength,
    )


def telling_mutants(task: Task) -> tuple[Mutant, ...]:
    """Return the mutants of a task's reference whose survival says something of its tests.

    Files that the reference leaves as they are, such as an old program to go by, are no part of the work.
    """
    work = {file.path for file in task.reference if file not in task.starter}
    every = mutants_of(task.reference, tuple(bug for bug in BUGS if bug.telling))
    return tuple(mutant for mutant in every if mutant.path in work)


def _unsteadiness(task: Task, runs: Runs, runner: Runner, rng: Random) -> list[str]:
    problems = []
    for which, tests, first in (
        ("visible", task.visible_tests, runs.reference_visible),
        ("hidden", task.hidden_tests, runs.reference_hidden),
    ):
        orders = [tuple(shuffled(file, rng) for file in tests) for _ in range(ORDERS)]
        pace = replace(Pace.of(task.limits, first), patience=_STEADY_PATIENCE, hurry=False)
        problems += _failures(task, which, [*[tests] * REPEATS, *orders], pace=pace, runner=runner)
    return problems


def _failures(
    task: Task, which: str, suites: Sequence[tuple[SourceFile, ...]], *, pace: Pace, runner: Runner
) -> list[str]:
    members = [Member(program=task.reference, tests=tests, shared=task.shared) for tests in suites]
    verdicts = try_all(members, pace=pace, runner=runner)
    problems = []
    again = next((verdict for verdict in verdicts[:REPEATS] if not verdict.passed), None)
    mixed = next((verdict for verdict in verdicts[REPEATS:] if not verdict.passed), None)
    if again is not None:
        problems.append(f"The reference does not pass the {which} tests each time: {again.failed}")
    elif mixed is not None:
        problems.append(f"The reference does not pass the {which} tests in every order: {mixed.failed}")
    return problems


def _strength(task: Task, runs: Runs, runner: Runner, mutants: tuple[Mutant, ...]) -> Strength:
    members = [Member(program=mutant.files, tests=task.hidden_tests, shared=task.shared) for mutant in mutants]
    verdicts = try_all(members, pace=Pace.of(task.limits, runs.reference_hidden), runner=runner)
    reasons = {accepted.edit: accepted.reason for accepted in task.accepted}
    survivors = tuple(
        Survivor(
            bug=mutant.bug, path=mutant.path, line=mutant.line, edit=mutant.edit, accepted=reasons.get(mutant.edit)
        )
        for mutant, verdict in zip(mutants, verdicts, strict=True)
        if verdict.passed
    )
    accepted = sum(survivor.accepted is not None for survivor in survivors)
    return Strength(tried=len(mutants) - accepted, killed=len(mutants) - len(survivors), survivors=survivors)


def _weakness(strength: Strength) -> list[str]:
    if strength.share >= KILLED_SHARE:
        return []
    noticed = f"{strength.killed} of {strength.tried} bugs put into the reference ({strength.share:.0%})"
    return [f"The hidden tests notice {noticed}; it must be {KILLED_SHARE:.0%}. Add tests for the survivors."]
