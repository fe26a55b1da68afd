import threading
from pathlib import Path

from sandbox.model import ExecutionSpec, SourceFile, Trust
from tests.training.builders import Bench, ScriptedAgent, a_candidate, a_request, a_task, open_at, queue
from training.model.trials import Provenance
from training.simulate import SimulatedRunner
from training.store import Store
from training.worker import Worker, WorkerSettings


def a_spec(text: bytes = b"x") -> ExecutionSpec:
    return ExecutionSpec(
        execution_id="x", candidate=(SourceFile("solution.js", text),), tests=(SourceFile("a.test.js", b""),)
    )


def test_the_same_seed_and_program_give_the_same_result_again() -> None:
    assert SimulatedRunner(1).execute(a_spec()) == SimulatedRunner(1).execute(a_spec())
    assert SimulatedRunner(1).execute(a_spec()) != SimulatedRunner(2).execute(a_spec())


def test_a_made_up_result_says_that_it_is_one() -> None:
    result = SimulatedRunner(1).execute(a_spec())
    assert "Simulated" in result.reason
    assert (result.trust, result.image_digest) == (Trust.NONE, None)


def test_programs_both_pass_and_fail() -> None:
    results = [SimulatedRunner(1).execute(a_spec(str(number).encode())).all_passed for number in range(50)]
    assert True in results
    assert False in results


def test_a_simulated_batch_fills_profiles_of_its_own(database: Path, store: Store) -> None:
    queue(store, a_request(repeats=3, provenance=Provenance.SIMULATED))
    Worker(
        open_at(database),
        runner=SimulatedRunner(1),
        workbench=Bench(tasks={"add": a_task()}, agents={"scripted": ScriptedAgent((a_candidate(final=True),))}),
        settings=WorkerSettings(owner="one", provenance=Provenance.SIMULATED),
    ).run(threading.Event(), until_idle=True)
    assert store.profiles.list(provenance=Provenance.REAL) == ()
    assert [profile.trials for profile in store.profiles.list(provenance=Provenance.SIMULATED)] == [3]
