"""The embedded agent's door."""

from training.agents.repair.session import RepairSession
from training.agents.repair.weights import InMemoryWeightStore, WeightStore
from training.model.agents import Assignment


class RepairAgent:
    """Repairs a starter by trying edits of its syntax tree. `weights` is where it learns from and to."""

    name = "repair"
    version = "1"

    def __init__(self, weights: WeightStore | None = None) -> None:
        self.weights = weights if weights is not None else InMemoryWeightStore()

    def check(self) -> str | None:
        """Return None: it needs nothing that is not installed with it."""
        return None

    def begin(self, assignment: Assignment) -> RepairSession:
        """Start work on an assignment."""
        return RepairSession(assignment, self.weights)
