"""One machine's side: runs what it is sent with a runner and agents of its own."""

import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sandbox.errors import SandboxError
from sandbox.linting import Linter
from sandbox.model import ExecutionResult, ExecutionSpec
from sandbox.runner import Runner
from training.agents.repair.agent import RepairAgent
from training.errors import TrainingError
from training.model.agents import Agent
from training.model.trials import TrialRecord, Verdict
from training.remote.parcel import Delivery, Notebook, Parcel
from training.trainer import Trainer, TrialJob


@dataclass(frozen=True, kw_only=True)
class NodeFacts:
    """What a node says of itself."""

    name: str
    program: str
    image_digest: str
    slots: int
    facts: dict[str, Any]


class Node:
    """Runs parcels. `agent` finds one by name; `cancel` ends an execution that runs here."""

    def __init__(
        self,
        runner: Runner,
        *,
        facts: NodeFacts,
        agent: Callable[[str], Agent],
        cancel: Callable[[str], bool],
        linter: Linter | None = None,
    ) -> None:
        self.facts = facts
        self._runner = runner
        self._linter = linter
        self._agent = agent
        self._cancel = cancel
        self._lock = threading.Lock()
        self._executions: dict[int, str] = {}
        self._ending: set[int] = set()

    def run(self, parcel: Parcel) -> Delivery:
        """Run a trial to its end; what goes wrong on our side is `errored`, not raised."""
        notebook = Notebook(parcel.known or {})
        trial_id = parcel.trial.id
        try:
            record = self._trainer(trial_id).run(self._job(parcel, notebook))
        except (TrainingError, SandboxError) as error:
            record = TrialRecord(verdict=Verdict.ERRORED, reason=f"On {self.facts.name}: {error}")
        finally:
            with self._lock:
                self._executions.pop(trial_id, None)
                self._ending.discard(trial_id)
        return Delivery(record=record, node=self.facts.name, learnt=notebook.learnt())

    def execute(self, spec: ExecutionSpec) -> ExecutionResult:
        """Run one execution that belongs to no trial, as a reference's is measured."""
        return self._runner.execute(spec)

    def cancel(self, trial_id: int) -> None:
        """End a trial, if it runs here. Say it again until it has ended."""
        with self._lock:
            execution = self._executions.get(trial_id)
            if execution is None:
                return
            self._ending.add(trial_id)
        self._cancel(execution)

    def _job(self, parcel: Parcel, notebook: Notebook) -> TrialJob:
        if parcel.program != self.facts.program:
            raise TrainingError(
                f"this node runs version {self.facts.program}, and the worker {parcel.program}. Bring both to the same."
            )
        agent = RepairAgent(notebook) if parcel.known is not None else self._agent(parcel.trial.agent)
        return TrialJob(
            trial=parcel.trial,
            task=parcel.task,
            strategy=parcel.strategy,
            agent=agent,
            reference_ms=parcel.reference_ms,
        )

    def _trainer(self, trial_id: int) -> Trainer:
        return Trainer(
            self._runner,
            linter=self._linter,
            clock=lambda: datetime.now(UTC),
            is_cancelled=lambda: trial_id in self._ending,
            started=lambda execution_id: self._at(trial_id, execution_id),
        )

    def _at(self, trial_id: int, execution_id: str) -> None:
        with self._lock:
            self._executions[trial_id] = execution_id


class _Here:
    """The node of this process: what is sent here finds it by these functions, which pickle goes by name."""

    node: Node | None = None


def settle_here(node: Node | None) -> None:
    """Say which node this process is; None when it is none any more."""
    _Here.node = node


def run_here(parcel: Parcel) -> Delivery:
    """Run a parcel on the node of this process."""
    return _here().run(parcel)


def execute_here(spec: ExecutionSpec) -> ExecutionResult:
    """Run an execution on the node of this process."""
    return _here().execute(spec)


def cancel_here(trial_id: int) -> None:
    """End a trial on the node of this process."""
    if _Here.node is not None:
        _Here.node.cancel(trial_id)


def facts_here() -> NodeFacts | None:
    """Return what the node of this process says of itself."""
    return _Here.node.facts if _Here.node is not None else None


def _here() -> Node:
    if _Here.node is None:
        raise SandboxError(f"The process on {socket.gethostname()} is no node. Start one with: proving node")
    return _Here.node
