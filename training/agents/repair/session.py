"""The agent at work on one assignment."""

from random import Random

from sandbox.model import TestStatus
from training.agents.repair.search import Files, Proposal, Search
from training.agents.repair.testcases import literals, read_tests
from training.agents.repair.weights import OperatorWeights, WeightStore
from training.model.agents import Assignment, Candidate, Feedback
from training.model.tasks import TaskKind


class RepairSession:
    """Runs the starter first, then edits the best program so far until the strategy says to submit."""

    def __init__(self, assignment: Assignment, store: WeightStore) -> None:
        brief = assignment.brief
        self._strategy, self._starter, self._store = assignment.strategy, brief.starter, store
        self._kind = brief.kind
        self._rng = Random(f"{brief.id}:{assignment.seed}")  # noqa: S311 - a search needs repeatable draws, no secrets
        self._search = Search(
            cases=read_tests(brief.visible_tests),
            expected=literals(brief.visible_tests),
            weights=store.load(assignment.strategy.name),
        )
        self._observed = OperatorWeights()
        self._tried = Proposal(files=brief.starter)
        self._absorbed = 0
        self._confirming = self._confirmed = self._closed = False
        self._first_share = 0.0

    def propose(self, feedback: tuple[Feedback, ...]) -> Candidate | None:
        """Return the next candidate; the last one is final."""
        for entry in feedback[self._absorbed :]:
            self._absorb(entry)
        self._absorbed = len(feedback)
        if not feedback:
            return Candidate(files=self._starter, note="The starter as it is, to see what fails", traced=True)
        if self._nothing_to_mend() or self._done(len(feedback)):
            return self._final()
        return self._confirmation() if self._all_pass() else self._attempt()

    def learned(self) -> OperatorWeights:
        """Return what this session saw of its operators; merge it into the known weights with `+`."""
        return self._observed

    def close(self) -> None:
        """Hand what was seen to the store, once."""
        if not self._closed:
            self._closed = True
            self._store.add(self._strategy.name, self._observed)

    def _absorb(self, entry: Feedback) -> None:
        if self._confirming:
            self._confirming, self._confirmed = False, entry.result.all_passed
            return
        before = self._share()
        self._search.absorb(entry, self._tried.edits)
        if self._tried.edits:
            gained = self._share() > before
            self._observed = self._observed.tried(self._tried.edits, self._tried.symptoms, gained=gained)
        else:
            self._first_share = self._share()

    def _nothing_to_mend(self) -> bool:
        """Whether the program is an empty shell still: edits mend what is there, and write nothing from nothing."""
        return self._kind is TaskKind.IMPLEMENT and self._first_share == 0 and self._share() == 0

    def _done(self, attempts: int) -> bool:
        if attempts >= self._strategy.attempts or self._confirmed:
            return True
        if self._strategy.self_check:
            return False
        return self._all_pass() or (self._share() >= self._strategy.submit_at and self._share() > self._first_share)

    def _attempt(self) -> Candidate:
        found = self._search.next(size=self._size(), temperature=self._strategy.temperature, rng=self._rng)
        if found is None:
            return self._final()
        self._tried = found
        note = "; ".join(f"{edit.operator} in line {edit.line}" for edit in found.edits)
        return Candidate(files=found.files, note=note, traced=True)

    def _size(self) -> int:
        """Draw how many edits to combine, up to the strategy's size: the more, the rarer, for each may break things."""
        sizes = range(1, self._strategy.edit_size + 1)
        return self._rng.choices(sizes, [1 / size**2 for size in sizes])[0]

    def _confirmation(self) -> Candidate:
        self._confirming = True
        return Candidate(files=self._best_files(), note="The same program once more, to be sure")

    def _final(self) -> Candidate:
        best = self._search.best
        passed = best.result.count(TestStatus.PASSED) if best else 0
        total = len(best.result.tests) if best else 0
        return Candidate(files=self._best_files(), note=f"Submitted with {passed} of {total} passing", final=True)

    def _best_files(self) -> Files:
        return self._search.best.files if self._search.best else self._starter

    def _share(self) -> float:
        return self._search.best.fitness.share if self._search.best else 0.0

    def _all_pass(self) -> bool:
        return self._search.best is not None and self._search.best.result.all_passed
