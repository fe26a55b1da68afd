"""A bench on which nothing is run: to try the program without a sandbox."""

from collections.abc import Iterator
from contextlib import contextmanager

from proving.wiring import Bench, Wiring, program_version
from training.agents.repair.agent import RepairAgent
from training.model.agents import Agent
from training.model.tasks import Task
from training.model.trials import Provenance
from training.simulate import SimulatedRunner

NO_IMAGE = "simulated"


@contextmanager
def simulated_bench(wiring: Wiring, *, seed: int) -> Iterator[Bench]:
    """Give a bench whose results are all made up, from a seed."""
    yield Bench(
        runner=SimulatedRunner(seed),
        image_digest=NO_IMAGE,
        provenance=Provenance.SIMULATED,
        workbench=Forgetful(wiring),
        facts={"engine": "none: results are made up", "version": program_version()},
    )


class Forgetful:
    """Finds what a trial names, for trials whose results are made up: the embedded agent must not learn from those."""

    def __init__(self, wiring: Wiring) -> None:
        self._wiring = wiring

    def task(self, task_id: str) -> Task:
        """Return a task."""
        return self._wiring.task(task_id)

    def agent(self, name: str, *, batch_id: int | None = None) -> Agent:
        """Return an agent; the embedded one begins with nothing and keeps nothing."""
        return RepairAgent() if name == RepairAgent.name else self._wiring.agent(name, batch_id=batch_id)
