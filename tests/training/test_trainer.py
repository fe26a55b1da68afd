from dataclasses import replace

import pytest

from sandbox.errors import EngineUnavailableError, InvalidSpecError
from sandbox.fake import FakeRunner, ended, judged
from sandbox.linting import LintReport
from sandbox.model import ExecutionResult, ExecutionSpec, Isolation, Outcome, SourceFile
from tests.training.builders import NOON, Answer, Clock, ScriptedAgent, a_candidate, a_strategy, a_task
from training.agents.errors import AgentMissingError, AgentStoppedError, AgentTimeoutError, RateLimitError
from training.errors import AgentError
from training.model.agents import Candidate
from training.model.spending import Spent
from training.model.strategies import Strategy
from training.model.trials import Provenance, Purpose, Trial, TrialRecord, TrialState, Verdict
from training.trainer import Trainer, TrialJob


def a_trial() -> Trial:
    return Trial(
        id=1,
        batch_id=1,
        ordinal=1,
        team="default",
        agent="scripted",
        task_id="add",
        category="numbers",
        difficulty="easy",
        strategy_name="balanced",
        strategy_version="balanced-1",
        repeat=1,
        seed=11,
        isolation=Isolation.REQUIRED,
        provenance=Provenance.REAL,
        state=TrialState.LEASED,
        task_hash="hash-of-add",
        queued_at=NOON,
    )


def by_content(spec: ExecutionSpec) -> ExecutionResult:
    """A program's text says how many of four tests it passes."""
    good = int(spec.candidate[0].content)
    return judged(spec, {f"test {number}": number < good for number in range(4)})


def run(*answers: Answer, strategy: Strategy | None = None, runner: FakeRunner | None = None) -> TrialRecord:
    return Trainer(runner or FakeRunner(by_content)).run(job(ScriptedAgent(answers), strategy))


def job(agent: ScriptedAgent, strategy: Strategy | None = None) -> TrialJob:
    return TrialJob(trial=a_trial(), task=a_task(), strategy=strategy or a_strategy(), agent=agent)


def test_a_final_program_is_graded_by_the_hidden_tests_alone() -> None:
    runner = FakeRunner(by_content)
    record = run(a_candidate("4", final=True), runner=runner)
    assert record.verdict is Verdict.PASSED
    assert [spec.tests for spec in runner.executed] == [a_task().hidden_tests]


def test_the_agent_never_gets_the_hidden_tests_or_the_reference() -> None:
    agent = ScriptedAgent((a_candidate("2"), a_candidate("4", final=True)))
    Trainer(FakeRunner(by_content)).run(job(agent))
    told = repr((agent.assignments, agent.seen))
    assert "reference" not in told
    assert "hidden" not in told


def test_the_agent_sees_how_its_earlier_programs_did() -> None:
    agent = ScriptedAgent((a_candidate("1"), a_candidate("2"), a_candidate("4", final=True)))
    Trainer(FakeRunner(by_content)).run(job(agent))
    assert [len(feedback) for feedback in agent.seen] == [0, 1, 2]


@pytest.mark.parametrize("error", [RateLimitError, AgentTimeoutError, AgentStoppedError])
def test_what_a_failed_attempt_took_is_in_the_trials_record(error: type[AgentError]) -> None:
    record = run(replace(a_candidate("1"), cost_usd=0.5), error("It broke.", spent=Spent(tokens=90, cost_usd=2.5)))

    assert (record.tokens, record.cost_usd) == (90, 3.0)


def test_without_a_final_program_the_best_so_far_is_graded_the_earliest_of_equals() -> None:
    runner = FakeRunner(by_content)
    answers = (a_candidate("1"), replace(a_candidate("3"), note="first"), replace(a_candidate("3"), note="second"))
    record = run(*answers, runner=runner)
    assert record.executions[-1].purpose is Purpose.GRADE
    assert record.executions[-1].note == "first"


def test_a_strategys_attempts_bound_the_runs_of_the_visible_tests() -> None:
    record = run(*[a_candidate("1")] * 9, strategy=a_strategy(attempts=2))
    assert [entry.purpose for entry in record.executions] == [Purpose.VISIBLE, Purpose.VISIBLE, Purpose.GRADE]


def test_after_its_last_attempt_an_agent_may_still_name_its_last_program() -> None:
    record = run(a_candidate("1"), a_candidate("4", final=True), strategy=a_strategy(attempts=1))
    assert record.verdict is Verdict.PASSED


def test_a_program_that_fails_a_hidden_test_fails_the_trial_and_has_a_score() -> None:
    record = run(a_candidate("3", final=True))
    assert record.verdict is Verdict.FAILED
    assert record.score is not None
    assert record.score.correctness == 0.75


def test_an_agent_that_proposes_nothing_has_failed_without_a_score() -> None:
    record = run()
    assert (record.verdict, record.score, record.executions) == (Verdict.FAILED, None, ())


def test_tokens_of_a_program_that_is_graded_later_count_once() -> None:
    record = run(a_candidate("3", tokens=100))
    assert len(record.executions) == 2
    assert record.tokens == 100


def test_our_own_failures_are_errored_and_never_scored() -> None:
    def no_engine(_: ExecutionSpec) -> ExecutionResult:
        raise EngineUnavailableError("No Docker engine answers.")

    record = run(a_candidate("4", final=True), runner=FakeRunner(no_engine))
    assert (record.verdict, record.score, record.reason) == (Verdict.ERRORED, None, "No Docker engine answers.")


def test_an_execution_that_the_engine_lost_is_errored_and_stays_on_record() -> None:
    record = run(a_candidate("4", final=True), runner=FakeRunner(lambda spec: ended(spec, Outcome.INFRA_ERROR)))
    assert record.verdict is Verdict.ERRORED
    assert len(record.executions) == 1


def test_an_agents_own_failure_is_errored_and_keeps_what_ran_before_it() -> None:
    record = run(a_candidate("1"), AgentError("The model did not answer."))
    assert record.verdict is Verdict.ERRORED
    assert len(record.executions) == 1
    assert record.agent_version == "1"


def test_files_that_can_not_be_run_are_the_agents_failure() -> None:
    def refuse(_: ExecutionSpec) -> ExecutionResult:
        raise InvalidSpecError("'../x' is no plain relative path.")

    escape = Candidate(files=(SourceFile("../x", b""),), final=True)
    record = run(escape, runner=FakeRunner(refuse))
    assert record.verdict is Verdict.FAILED
    assert "../x" in record.reason


@pytest.mark.parametrize(
    "outcome", [Outcome.WALL_TIMEOUT, Outcome.OUT_OF_MEMORY, Outcome.NO_REPORT, Outcome.TAMPERED, Outcome.SIGNALLED]
)
def test_whatever_else_ends_the_grade_fails_the_trial(outcome: Outcome) -> None:
    record = run(a_candidate("4", final=True), runner=FakeRunner(lambda spec: ended(spec, outcome)))
    assert record.verdict is Verdict.FAILED


def test_a_trial_that_is_cancelled_while_the_agent_thinks_is_not_graded() -> None:
    cancelled: list[bool] = []

    def think() -> Candidate:
        cancelled.append(True)
        return a_candidate("4", final=True)

    runner = FakeRunner(by_content)
    record = Trainer(runner, is_cancelled=lambda: bool(cancelled)).run(job(ScriptedAgent((think,))))
    assert record.verdict is Verdict.CANCELLED
    assert runner.executed == ()


def test_when_the_time_is_up_the_best_so_far_is_graded() -> None:
    strategy = replace(a_strategy(attempts=100), time_budget_seconds=10.0)
    trainer = Trainer(FakeRunner(by_content), clock=Clock(step_seconds=4.0))
    record = trainer.run(job(ScriptedAgent((a_candidate("3"),) * 100), strategy))
    assert record.executions[-1].purpose is Purpose.GRADE
    assert len(record.executions) < 5


def test_the_session_is_closed_whatever_happens() -> None:
    agent = ScriptedAgent((AgentError("no"),))
    Trainer(FakeRunner(by_content)).run(job(agent))
    assert agent.closed == 1


def test_isolation_is_passed_on() -> None:
    runner = FakeRunner(by_content)
    run(a_candidate("4", final=True), runner=runner)
    assert runner.executed[0].isolation is Isolation.REQUIRED


def test_an_agent_that_breaks_its_own_limit_fails_and_one_that_can_not_work_errors() -> None:
    assert run(AgentTimeoutError("It was still at work.")).verdict is Verdict.FAILED
    assert run(RateLimitError("Slow down.")).verdict is Verdict.ERRORED
    assert run(AgentMissingError("It is not installed.")).verdict is Verdict.ERRORED


def test_what_an_agent_had_before_its_time_was_over_is_graded() -> None:
    record = run(a_candidate("4"), AgentTimeoutError("It was still at work."))
    assert record.verdict is Verdict.PASSED
    assert [entry.purpose for entry in record.executions] == [Purpose.VISIBLE, Purpose.GRADE]


def test_a_traced_program_runs_with_counters_and_is_kept_without() -> None:
    program = SourceFile("solution.js", b"export function add(a, b) {\n  return a + b;\n}\n")
    spec = SourceFile("visible.test.js", b"import { add } from './solution';\ntest('adds', () => add(1, 2));\n")

    def counting(spec: ExecutionSpec) -> ExecutionResult:
        mark = spec.candidate[0].content.rpartition(b"function ")[2].partition(b"_take")[0].decode()
        return replace(judged(spec, {"adds": True}), stdout=f'{mark} ["adds", "0"]\n')

    agent = ScriptedAgent((Candidate(files=(program,), traced=True), None))
    task = replace(a_task(), visible_tests=(spec,))
    runner = FakeRunner(counting)
    trial = replace(job(agent), task=task)
    record = Trainer(runner).run(trial)
    feedback = agent.seen[1][0]
    assert b"proving_" in runner.executed[0].candidate[0].content
    assert feedback.coverage is not None
    assert feedback.coverage.reached == {"adds": {0}}
    assert record.executions[0].files == (program,)
    assert record.executions[0].result.stdout == ""


class ReadingLinter:
    """Finds nothing, and keeps what it was given."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def lint(self, files: tuple[SourceFile, ...]) -> LintReport:
        self.read += [file.path for file in files]
        return LintReport(linter="fake", files=len(files), lines=1, errors=0, warnings=0)


def test_only_what_the_agent_changed_is_linted() -> None:
    old = SourceFile("old.js", b"var given;")
    task = replace(a_task(), starter=(*a_task().starter, old))
    candidate = Candidate(files=(SourceFile("solution.js", b"4"), old), final=True)
    linter = ReadingLinter()

    Trainer(FakeRunner(by_content), linter=linter).run(replace(job(ScriptedAgent((candidate,))), task=task))

    assert linter.read == ["solution.js"]
