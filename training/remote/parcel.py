"""What goes to another machine for one trial, and what comes back. All of it can be pickled."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from training.agents.repair.agent import RepairAgent
from training.agents.repair.weights import Lesson, OperatorRecord, OperatorWeights
from training.model.strategies import Strategy
from training.model.tasks import Task
from training.model.trials import Trial, TrialRecord
from training.trainer import TrialJob

Lessons = Mapping[Lesson, OperatorRecord]


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """One trial. The agent goes by its name; what the embedded one knows goes along. `program` must match there."""

    trial: Trial
    task: Task
    strategy: Strategy
    reference_ms: float | None
    program: str
    known: Lessons | None = None


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """What a trial came to, where, and what the embedded agent learnt in it, by strategy."""

    record: TrialRecord
    node: str
    learnt: Mapping[str, Lessons] = field(default_factory=dict)


def pack(job: TrialJob, *, program: str) -> Parcel:
    """Return a job as it can be sent."""
    known = None
    if isinstance(job.agent, RepairAgent):
        known = dict(job.agent.weights.load(job.strategy.name).records)
    return Parcel(
        trial=job.trial,
        task=job.task,
        strategy=job.strategy,
        reference_ms=job.reference_ms,
        program=program,
        known=known,
    )


class Notebook:
    """The embedded agent's memory on another machine: it knows what came along, and writes down what it learns."""

    def __init__(self, known: Lessons) -> None:
        self._known = OperatorWeights(dict(known))
        self._learnt: dict[str, OperatorWeights] = {}

    def load(self, strategy: str) -> OperatorWeights:
        """Return what came along."""
        del strategy
        return self._known

    def add(self, strategy: str, observed: OperatorWeights) -> None:
        """Write down what was learnt."""
        self._learnt[strategy] = self._learnt.get(strategy, OperatorWeights()) + observed

    def learnt(self) -> dict[str, Lessons]:
        """Return what was written down, to be sent back."""
        return {strategy: dict(weights.records) for strategy, weights in self._learnt.items()}
