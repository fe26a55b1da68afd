"""What was learnt about operators: counts that add up in any order, and the weights that follow from them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

_USUAL_GAIN = 0.04  # the share of edits that help when nothing is known of them
_DOUBT = 1.0  # how many gains' worth of evidence the prior counts for
_LEAST, _MOST = 0.1, 10.0


@dataclass(frozen=True, kw_only=True)
class OperatorRecord:
    """How often an operator's edits were tried, and how often they made more visible tests pass.

    An attempt that combines n edits counts 1/n for each.
    """

    tries: float = 0.0
    gains: float = 0.0

    def __add__(self, other: "OperatorRecord") -> "OperatorRecord":
        return OperatorRecord(tries=self.tries + other.tries, gains=self.gains + other.gains)

    @property
    def factor(self) -> float:
        """What the operator's prior is multiplied by: 1 when nothing is known, bounded both ways."""
        return min(_MOST, max(_LEAST, (self.gains + _DOUBT) / (self.tries * _USUAL_GAIN + _DOUBT)))


@dataclass(frozen=True)
class OperatorWeights:
    """Records by operator name. Immutable; `+` merges two, and the order of merging makes no difference."""

    records: Mapping[str, OperatorRecord] = field(default_factory=lambda: MappingProxyType({}))

    def __add__(self, other: "OperatorWeights") -> "OperatorWeights":
        names = sorted({*self.records, *other.records})
        return OperatorWeights(MappingProxyType({name: self.record(name) + other.record(name) for name in names}))

    def record(self, operator: str) -> OperatorRecord:
        """Return what is known of an operator; all zero when nothing is."""
        return self.records.get(operator, OperatorRecord())

    def tried(self, operators: Iterable[str], *, gained: bool) -> "OperatorWeights":
        """Return the weights after one attempt with an edit of each of these operators."""
        used = tuple(operators)
        weights = self
        for name in used:
            share = OperatorRecord(tries=1 / len(used), gains=gained / len(used))
            weights += OperatorWeights({name: share})
        return weights


class WeightStore(Protocol):
    """Keeps what was learnt, by strategy."""

    def load(self, strategy: str) -> OperatorWeights:
        """Return what is known under a strategy; empty when nothing is."""
        ...

    def add(self, strategy: str, observed: OperatorWeights) -> None:
        """Merge what one session observed into what is known."""
        ...


class InMemoryWeightStore:
    """A store for one process's life."""

    def __init__(self, known: Mapping[str, OperatorWeights] = MappingProxyType({})) -> None:
        self._known = dict(known)

    def load(self, strategy: str) -> OperatorWeights:
        """Return what is known under a strategy; empty when nothing is."""
        return self._known.get(strategy, OperatorWeights())

    def add(self, strategy: str, observed: OperatorWeights) -> None:
        """Merge what one session observed into what is known."""
        self._known[strategy] = self.load(strategy) + observed


class FrozenWeights:
    """A view of a store that passes on what is learnt but answers what was known when it was first asked.

    A batch that runs on it has the same candidates whatever order its trials run in.
    """

    def __init__(self, store: WeightStore) -> None:
        self._store = store
        self._seen: dict[str, OperatorWeights] = {}

    def load(self, strategy: str) -> OperatorWeights:
        """Return what was known under a strategy at the first call."""
        if strategy not in self._seen:
            self._seen[strategy] = self._store.load(strategy)
        return self._seen[strategy]

    def add(self, strategy: str, observed: OperatorWeights) -> None:
        """Merge what one session observed into the store behind."""
        self._store.add(strategy, observed)
