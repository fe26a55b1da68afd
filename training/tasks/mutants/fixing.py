"""Makes tasks to mend out of a reference: seeded bugs that the hidden tests catch and the visible ones show."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from sandbox.model import SourceFile
from sandbox.runner import Runner
from training.agents.repair.operators import OPERATORS
from training.agents.repair.program import apply_parts, is_script, parse
from training.model.tasks import Task, TaskKind
from training.tasks.check import run_reference_and_starter
from training.tasks.importing.draft import Draft, TestFiles
from training.tasks.mutants.crowd import Member, Pace, try_all
from training.tasks.mutants.making import Mutant, choose, mutants_of

VARIANT = "-bug-"  # stands between the id of the task that one was made of, and what tells it from its like
BATCH = 12
TRIES = 12  # for each task that is wanted, before it is given up
_ASKED = """

## What happened

Somebody has changed the program, and since then it does not do all of the above. Find out what is wrong, and mend it.
"""


def fix_tasks(task: Task, *, count: int, seed: int, runner: Runner, within_reach: bool = False) -> Iterator[Draft]:
    """Give up to `count` tasks to mend, whose starters are mutants of a task's reference; the same for the same seed.

    Half of them have two bugs. One that a single edit of the agent `repair` takes back is left out: it would measure
    whether the agent knows the edit. `within_reach` asks for those alone, each of one bug: on them it can be measured
    whether the agent finds the edit sooner when it has learnt.

    Raises:
        SandboxError: our side failed.
        TaskCheckError: the sandbox gave no result.
    """
    rng = Random(f"{task.content_hash} {seed}")  # noqa: S311 - a choice that can be repeated, no secret
    first = run_reference_and_starter(task, runner).reference_hidden
    pace = Pace.of(task.limits, first)
    candidates = _within_reach(task, rng) if within_reach else _candidates(task, rng)
    made = 0
    tried = 0
    while made < count and tried < TRIES * count:
        batch = [mutant for mutant, _ in zip(candidates, range(BATCH), strict=False)]
        if not batch:
            return
        tried += len(batch)
        for mutant in _noticed(task, batch, pace=pace, runner=runner):
            if made < count:
                made += 1
                yield _draft(task, mutant, seed=seed, number=made)


def _candidates(task: Task, rng: Random) -> Iterator[Mutant]:
    """Give mutants that differ, alternately of one bug and of two, kinds taking turns."""
    every = mutants_of(task.reference)
    ordered = list(choose(every, most=len(every), rng=rng))
    rng.shuffle(ordered)
    seen: set[tuple[SourceFile, ...]] = set()
    for at, mutant in enumerate(ordered):
        found = _second_bug(mutant, rng) if at % 2 else mutant
        if found is not None and found.files not in seen and not _taken_back(found, task.reference):
            seen.add(found.files)
            yield found


def _within_reach(task: Task, rng: Random) -> Iterator[Mutant]:
    """Give mutants of one bug that one edit takes back, kinds taking turns."""
    every = mutants_of(task.reference)
    yield from (found for found in choose(every, most=len(every), rng=rng) if _taken_back(found, task.reference))


def _second_bug(mutant: Mutant, rng: Random) -> Mutant | None:
    others = [other for other in mutants_of(mutant.files) if (other.path, other.line) != (mutant.path, mutant.line)]
    if not others:
        return None
    second = rng.choice(others)
    return replace(mutant, bug=f"{mutant.bug}+{second.bug}", files=second.files)


def _taken_back(mutant: Mutant, reference: tuple[SourceFile, ...]) -> bool:
    """Whether one edit of `repair` makes the reference of the mutant again."""
    wanted = {file.path: b"".join(file.content.split()) for file in reference}
    for file in mutant.files:
        program = parse(file) if is_script(file.path) else None
        if program is None or b"".join(file.content.split()) == wanted[file.path]:
            continue
        for operator in OPERATORS:
            for change in operator.find(program):
                if b"".join(apply_parts(file.content, change).split()) == wanted[file.path]:
                    return True
    return False


def _noticed(task: Task, batch: list[Mutant], *, pace: Pace, runner: Runner) -> Iterator[Mutant]:
    """Give those that fail some hidden test, and some visible one too: an agent must be able to see what is wrong."""

    def members(mutants: list[Mutant], tests: tuple[SourceFile, ...]) -> list[Member]:
        return [Member(program=mutant.files, tests=tests, shared=task.shared) for mutant in mutants]

    visible = try_all(members(batch, task.visible_tests), pace=pace, runner=runner)
    shown = [mutant for mutant, verdict in zip(batch, visible, strict=True) if not verdict.passed]
    hidden = try_all(members(shown, task.hidden_tests), pace=pace, runner=runner)
    yield from (mutant for mutant, verdict in zip(shown, hidden, strict=True) if not verdict.passed)


def _draft(task: Task, mutant: Mutant, *, seed: int, number: int) -> Draft:
    return Draft(
        id=f"{task.id}{VARIANT}{seed}-{number}",
        title=f"{task.title}, to mend",
        category=task.category,
        difficulty=task.difficulty,
        kind=TaskKind.FIX,
        prompt=task.prompt.strip() + _ASKED,
        starter=mutant.files,
        reference=task.reference,
        tests=TestFiles(visible=task.visible_tests, hidden=task.hidden_tests),
        source=f"mutant {number} of {task.id} ({task.content_hash[:12]}), seed {seed}",
        licence=task.licence or "ours",
        limits=task.limits,
        shared=task.shared,
        notes=(f"{mutant.bug}, line {mutant.line}",),
    )
