from dataclasses import replace

from sandbox.model import ExecutionResult, Outcome
from tests.training.agents.repair.bench import CHECKS, STARTER, assignment, run, work
from training.agents.repair.agent import RepairAgent
from training.agents.repair.weights import FrozenWeights, InMemoryWeightStore, Lesson, OperatorRecord, OperatorWeights
from training.model.agents import Feedback
from training.model.tasks import TaskKind
from training.strategies import StrategyBook

PATIENT = replace(StrategyBook().get("conservative"), attempts=200)


def _sources(attempts: list[Feedback]) -> list[bytes]:
    return [attempt.candidate.files[0].content for attempt in attempts]


def test_the_starter_is_run_first_to_see_what_fails() -> None:
    attempts, _ = work(RepairAgent(), assignment("balanced"))
    assert _sources(attempts)[0] == STARTER


def test_two_bugs_are_repaired_one_after_the_other_and_what_helps_is_kept() -> None:
    attempts, submitted = work(RepairAgent(), assignment(PATIENT))
    assert attempts[-1].result.all_passed
    assert b"i = 0;" in submitted.files[0].content
    assert b"best = -Infinity" in submitted.files[0].content


def test_the_same_assignment_gives_the_same_candidates() -> None:
    first, _ = work(RepairAgent(), assignment("balanced", seed=7))
    second, _ = work(RepairAgent(), assignment("balanced", seed=7))
    assert _sources(first) == _sources(second)


def test_another_seed_gives_other_candidates() -> None:
    first, _ = work(RepairAgent(), assignment("balanced", seed=7))
    second, _ = work(RepairAgent(), assignment("balanced", seed=8))
    assert _sources(first) != _sources(second)


def test_no_program_is_tried_twice_but_for_the_last_check() -> None:
    attempts, _ = work(RepairAgent(), assignment(replace(PATIENT, self_check=False, submit_at=1.0)))
    assert len(set(_sources(attempts))) == len(attempts)


def test_only_edits_that_did_not_do_alone_are_combined() -> None:
    nothing_helps = {name: lambda _source: False for name in CHECKS}
    attempts, _ = work(RepairAgent(), assignment(replace(PATIENT, edit_size=3)), nothing_helps)
    notes = [attempt.candidate.note.split("; ") for attempt in attempts[1:]]
    combined = [place for place, note in enumerate(notes) if len(note) > 1]
    assert combined
    for place in combined:
        alone = {note[0] for note in notes[:place] if len(note) == 1}
        assert set(notes[place]) <= alone


def test_with_self_check_the_program_that_passed_is_run_once_more() -> None:
    attempts, submitted = work(RepairAgent(), assignment(PATIENT))
    assert _sources(attempts)[-1] == _sources(attempts)[-2] == submitted.files[0].content


def test_without_self_check_it_submits_once_enough_tests_pass_that_did_not_before() -> None:
    hasty = replace(PATIENT, self_check=False, submit_at=0.6)
    attempts, _ = work(RepairAgent(), assignment(hasty))
    assert not attempts[-1].result.all_passed
    assert sum(test.status == "passed" for test in attempts[-1].result.tests) == 2


def test_attempts_never_exceed_the_strategys_budget() -> None:
    for strategy in StrategyBook().all():
        attempts, submitted = work(RepairAgent(), assignment(strategy), checks={**CHECKS, "never": lambda _: False})
        assert len(attempts) == strategy.attempts
        assert submitted.final


def test_an_edit_size_of_one_makes_one_edit_at_a_time_and_a_larger_one_more() -> None:
    hopeless = {**CHECKS, "never": lambda _: False}
    for size in (1, 3):
        attempts, _ = work(RepairAgent(), assignment(replace(PATIENT, edit_size=size, attempts=40)), hopeless)
        assert max(attempt.candidate.note.count("in line") for attempt in attempts) == size


def test_a_starter_that_can_not_be_parsed_is_handed_back() -> None:
    attempts, submitted = work(RepairAgent(), assignment("balanced", starter=b"export function ("))
    assert len(attempts) == 1
    assert submitted.files[0].content == b"export function ("


def test_a_program_that_did_not_run_to_its_end_is_never_taken_for_better() -> None:
    session = RepairAgent().begin(assignment("conservative"))
    first = session.propose(())
    assert first is not None
    attempts = [Feedback(candidate=first, result=run(first.files))]
    crash = ExecutionResult(execution_id="x", outcome=Outcome.WALL_TIMEOUT, reason="too long")
    for _ in range(5):
        candidate = session.propose(tuple(attempts))
        assert candidate is not None
        assert _distance(candidate.files[0].content) < 40
        attempts.append(Feedback(candidate=candidate, result=crash))


def test_what_was_learnt_goes_to_the_store_once_and_under_the_strategys_name() -> None:
    store = InMemoryWeightStore()
    session = RepairAgent(store).begin(assignment("balanced"))
    attempts: list[Feedback] = []
    for _ in range(4):
        candidate = session.propose(tuple(attempts))
        assert candidate is not None
        attempts.append(Feedback(candidate=candidate, result=run(candidate.files)))
    session.propose(tuple(attempts))
    session.close()
    session.close()
    assert round(sum(_tries(store.load("balanced"))), 9) == 3
    assert store.load("conservative").records == {}


def test_an_operator_that_helped_is_tried_sooner() -> None:
    def attempts_needed(weights: OperatorWeights) -> int:
        task = assignment(replace(PATIENT, temperature=0.0))
        return len(work(RepairAgent(InMemoryWeightStore({"conservative": weights})), task)[0])

    taught = OperatorWeights(
        {
            Lesson("initial_value"): OperatorRecord(tries=10, gains=9),
            Lesson("constant_step"): OperatorRecord(tries=10, gains=9),
            Lesson("comparison_boundary"): OperatorRecord(tries=300, gains=0),
        }
    )
    assert attempts_needed(taught) < attempts_needed(OperatorWeights())


def test_a_batch_on_frozen_weights_is_not_moved_by_its_own_trials() -> None:
    store = InMemoryWeightStore()
    frozen = FrozenWeights(store)
    first, _ = work(RepairAgent(frozen), assignment("balanced"))
    second, _ = work(RepairAgent(frozen), assignment("balanced"))
    assert _sources(first) == _sources(second)
    assert store.load("balanced").records


def test_an_empty_shell_is_handed_back_at_once_for_there_is_nothing_to_mend() -> None:
    given = assignment("conservative", starter=b"export function largest(list) {\n  throw new Error('todo');\n}\n")
    shell = replace(given, brief=replace(given.brief, kind=TaskKind.IMPLEMENT))
    attempts, submitted = work(RepairAgent(), shell)
    assert len(attempts) == 1
    assert submitted.files == shell.brief.starter


def _tries(weights: OperatorWeights) -> list[float]:
    return [record.tries for lesson, record in weights.records.items() if not lesson.circumstance]


def _distance(source: bytes) -> int:
    return abs(len(source) - len(STARTER))
