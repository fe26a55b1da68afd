"""The worker's side: sends trials to an executor, waits for them, passes a cancel on, takes in what was learnt."""

from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future, wait
from typing import TypeVar

from sandbox.errors import SandboxError
from sandbox.model import ExecutionResult, ExecutionSpec
from training.agents.repair.weights import OperatorWeights, WeightStore
from training.model.trials import TrialRecord
from training.remote.node import execute_here, run_here
from training.remote.parcel import pack
from training.trainer import TrialJob

LOOK_SECONDS = 0.3  # a cancel must reach the container in under a second
_Result = TypeVar("_Result")


class NodeLostError(SandboxError):
    """The machine that ran a trial is gone, and so is what it did; the trial is run again."""


class RemoteCrew:
    """Runs trials wherever an executor takes them. `executor` is asked for each time: a lost one may be replaced.

    `cancel` tells every node to end a trial. `weights` is where the embedded agent's lessons come back to.
    """

    def __init__(
        self,
        executor: Callable[[], Executor],
        *,
        cancel: Callable[[int], None],
        weights: WeightStore,
        program: str,
    ) -> None:
        self._executor = executor
        self._cancel = cancel
        self._weights = weights
        self._program = program

    def run(self, job: TrialJob, *, is_cancelled: Callable[[], bool], started: Callable[[str], None]) -> TrialRecord:
        """Send a trial out and wait for what it came to.

        Raises:
            NodeLostError: the connection to where it ran is lost.
        """
        del started  # an execution is ended by its node, which knows it
        future = _submitted(lambda: self._executor().submit(run_here, pack(job, program=self._program)))
        while not wait([future], timeout=LOOK_SECONDS).done:
            if is_cancelled():
                self._cancel(job.trial.id)
        delivery = _fetched(future)
        for strategy, lessons in delivery.learnt.items():
            self._weights.add(strategy, OperatorWeights(dict(lessons)))
        return delivery.record


class RemoteRunner:
    """A Runner on whatever node takes it, for executions that belong to no trial."""

    def __init__(self, executor: Callable[[], Executor]) -> None:
        self._executor = executor

    def execute(self, spec: ExecutionSpec) -> ExecutionResult:
        """Run an execution on a node.

        Raises:
            NodeLostError: the connection to where it ran is lost.
        """
        return _fetched(_submitted(lambda: self._executor().submit(execute_here, spec)))

    def cancel(self, execution_id: str) -> bool:
        """Return False: what is measured is let go on to its end."""
        del execution_id
        return False


def _submitted(submit: Callable[[], "Future[_Result]"]) -> "Future[_Result]":
    try:
        return submit()
    except Exception as error:
        raise NodeLostError(f"Nothing could be sent to the nodes: {error}. It is tried again.") from error


def _fetched(future: "Future[_Result]") -> _Result:
    try:
        return future.result()
    except SandboxError:
        raise
    except (CancelledError, Exception) as error:
        kind = type(error).__name__
        raise NodeLostError(f"The node that ran this was lost ({kind}). It is run again.") from error
