"""How soon `repair` would try the right edit, before and after it has learnt from other tasks.

Success at twenty attempts says little of a ranking: one that brings the right edit from the place 60 to 40 changes no
verdict. On tasks that one edit takes back, that edit is known, and its place among all that could be tried shows what
learning did. By cross-validation: places are those in tasks that were not learnt from.

proving task mutate all --count 2 --within-reach --into practice
PROVING_TASKS=practice python benchmarks/repair_ranking.py --tasks '*-bug-*'
"""

import argparse
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, log
from random import Random
from statistics import fmean

from proving.cli.choosing import choose_tasks
from proving.config import load_settings
from proving.wiring import Wiring
from sandbox.model import SourceFile
from sandbox.runner import Runner
from training.agents.repair.agent import RepairAgent
from training.agents.repair.fitness import fitness
from training.agents.repair.program import Edit, fingerprint, is_script, parse
from training.agents.repair.rank import Beliefs, rank
from training.agents.repair.search import Front, Standing
from training.agents.repair.testcases import literals, read_tests
from training.agents.repair.weights import InMemoryWeightStore, OperatorWeights
from training.curves.folds import folds_of
from training.model.agents import Assignment, Candidate, Feedback
from training.model.strategies import Strategy
from training.model.tasks import Task
from training.planning import trial_seed
from training.rehearsal import rehearse
from training.statistics import clustered_interval

Files = tuple[SourceFile, ...]


class FirstRun:
    """An agent that runs the starter and hands it in: what `repair` sees before its first edit."""

    name = "first-run"
    version = "1"

    def __init__(self) -> None:
        self.seen: Feedback | None = None
        self._starter: Files = ()

    def check(self) -> str | None:
        """Return None: it needs nothing."""
        return None

    def begin(self, assignment: Assignment) -> "FirstRun":
        """Start on an assignment."""
        self._starter = assignment.brief.starter
        return self

    def propose(self, feedback: tuple[Feedback, ...]) -> Candidate:
        """Return the starter, at first to be run and then as it is."""
        self.seen = feedback[0] if feedback else None
        return Candidate(files=self._starter, note="The starter", traced=True, final=bool(feedback))

    def close(self) -> None:
        """End nothing."""


@dataclass(frozen=True, kw_only=True)
class Puzzle:
    """A task as the search sees it at first, and the edits that take its bug back."""

    front: Front
    right: frozenset[Edit]

    def place(self, weights: OperatorWeights) -> int:
        """Return the place of the best of the right edits, from 1, among all in the order that they are tried in."""
        beliefs = Beliefs(weights=weights, symptoms=self.front.symptoms, suspicion=self.front.suspicion)
        ranked = rank(self.front.edits, beliefs, temperature=0.0, rng=Random(0))  # noqa: S311 - no draw at this temperature
        return next(place for place, edit in enumerate(ranked, start=1) if edit in self.right)


def puzzle_of(task: Task, strategy: Strategy, runner: Runner) -> Puzzle | None:
    """Run a task's starter; return None where no single edit takes its bug back."""
    agent = FirstRun()
    rehearse(task, strategy, agent, seed=1, runner=runner)
    if agent.seen is None:
        return None
    brief, seen = task.brief(), agent.seen
    standing = Standing(files=brief.starter, result=seen.result, fitness=fitness(seen.result), coverage=seen.coverage)
    front = Front(standing, cases=read_tests(brief.visible_tests), expected=literals(brief.visible_tests))
    wanted = _marks(task.reference)
    right = frozenset(edit for edit in front.edits if _marks(front.edited((edit,)) or ()) == wanted)
    return Puzzle(front=front, right=right) if right else None


def _marks(files: Files) -> dict[str, tuple[bytes, ...]]:
    parsed = {file.path: parse(file) for file in files if is_script(file.path)}
    return {path: fingerprint(program) for path, program in parsed.items() if program is not None}


def learnt_from(tasks: Iterable[Task], strategy: Strategy, runner: Runner, *, seed: int) -> OperatorWeights:
    """Let `repair` work at tasks one after the other; return what it knows then."""
    store = InMemoryWeightStore()
    for task in tasks:
        own_seed = trial_seed(seed, task_id=task.id, repeat=2)
        rehearse(task, strategy, RepairAgent(store), seed=own_seed, runner=runner)
    return store.load(strategy.name)


def say(places: list[tuple[int, int]], *, attempts: int) -> None:
    """Print what became of the places: how they changed, and how many are within the attempts of a trial."""
    changes = [log(after) - log(before) for before, after in places]
    within = [[float(place[at] < attempts) for place in places] for at in (0, 1)]  # the first attempt is the starter
    gains = [after - before for before, after in zip(*within, strict=True)]
    change, gain = clustered_interval(changes), clustered_interval(gains)
    for name, at in (("before", 0), ("after", 1)):
        mean = exp(fmean(log(place[at]) for place in places))
        print(f"{name}: place {mean:.1f} (geometric mean of {len(places)} tasks), {fmean(within[at]):.1%} in reach")
    change_span = f"{exp(change.low):.2f} to {exp(change.high):.2f}" if change else "not told"
    gain_span = f"{100 * gain.low:+.1f} to {100 * gain.high:+.1f}" if gain else "not told"
    print(f"place after / before: {exp(fmean(changes)):.2f} (95 % interval {change_span})")
    print(f"in reach: {100 * fmean(gains):+.1f} points (95 % interval {gain_span})")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="How soon repair would try the right edit, before and after learning.")
    parser.add_argument("--tasks", default="*-bug-*", help="tasks that one edit takes back")
    parser.add_argument("--strategy", default="balanced")
    parser.add_argument("--folds", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    wiring = Wiring(load_settings()[0])
    strategy = wiring.strategies.get(asked.strategy)
    tasks = choose_tasks(asked.tasks, wiring.catalogue)
    places: list[tuple[int, int]] = []
    with wiring.bench() as bench:
        found = {task.id: puzzle_of(task, strategy, bench.runner) for task in tasks}
        puzzles = {task_id: puzzle for task_id, puzzle in found.items() if puzzle is not None}
        for fold in folds_of(tasks, count=asked.folds, seed=asked.seed):
            weights = learnt_from(fold.learnt_from, strategy, bench.runner, seed=asked.seed)
            held = [puzzles[task.id] for task in fold.held_out if task.id in puzzles]
            places += [(puzzle.place(OperatorWeights()), puzzle.place(weights)) for puzzle in held]
            print(f"{len(places)} of {len(puzzles)} tasks held out", file=sys.stderr)
    say(places, attempts=strategy.attempts)
    return 0


if __name__ == "__main__":
    sys.exit(main())
