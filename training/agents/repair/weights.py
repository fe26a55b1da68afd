"""What was learnt about operators: counts that add up in any order, and the weights that follow from them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import exp, log
from types import MappingProxyType
from typing import Protocol

from training.agents.repair.program import Edit

ANYWHERE = ""  # the circumstance of what holds of an operator whatever the case

USUAL_GAIN = 0.04  # the share of edits that help when nothing is known of them
_DOUBT = 1.0  # how many gains' worth of evidence the prior counts for: operators differ by about as much as their mean
_LEAST, _MOST = 0.1, 10.0
_IN_DETAIL = 0.6  # how far one circumstance is followed; several speak for the same thing


@dataclass(frozen=True)
class Lesson:
    """What one count is about: an operator, in one circumstance (a role in the program or a symptom) or in any."""

    operator: str
    circumstance: str = ANYWHERE


@dataclass(frozen=True, kw_only=True)
class OperatorRecord:
    """How often an operator's edits were tried, and how often they made more visible tests pass.

    An attempt that combines n edits counts 1/n for each.
    """

    tries: float = 0.0
    gains: float = 0.0

    def __add__(self, other: "OperatorRecord") -> "OperatorRecord":
        return OperatorRecord(tries=self.tries + other.tries, gains=self.gains + other.gains)

    def factor(self, usual: float = USUAL_GAIN) -> float:
        """How much more often it helped than the usual share: 1 when nothing is known, bounded both ways.

        The mean of what the share may be (a gamma distribution around the usual one), after what was seen.
        """
        return min(_MOST, max(_LEAST, (self.gains + _DOUBT) / (self.tries * usual + _DOUBT)))


@dataclass(frozen=True)
class OperatorWeights:
    """Records by lesson. Immutable; `+` merges two, and the order of merging makes no difference."""

    records: Mapping[Lesson, OperatorRecord] = field(default_factory=lambda: MappingProxyType({}))

    def __add__(self, other: "OperatorWeights") -> "OperatorWeights":
        lessons = sorted({*self.records, *other.records}, key=lambda lesson: (lesson.operator, lesson.circumstance))
        return OperatorWeights(
            MappingProxyType({lesson: self.record(lesson) + other.record(lesson) for lesson in lessons})
        )

    def record(self, lesson: Lesson) -> OperatorRecord:
        """Return what is known of a lesson; all zero when nothing is."""
        return self.records.get(lesson, OperatorRecord())

    @cached_property
    def usual(self) -> float:
        """The share of edits that helped, whatever the operator: what one is held against, tried or not."""
        seen = [record for lesson, record in self.records.items() if lesson.circumstance == ANYWHERE]
        tries, gains = sum(record.tries for record in seen), sum(record.gains for record in seen)
        return (gains + _DOUBT) / (tries + _DOUBT / USUAL_GAIN)

    def factor(self, operator: str, circumstances: Iterable[str] = ()) -> float:
        """Return what an operator's prior is multiplied by in these circumstances.

        Each circumstance counts for how much better or worse the operator did in it than in general; of several the
        geometric mean is taken, since they are mostly signs of one cause.
        """
        general = self.record(Lesson(operator)).factor(self.usual)
        details = [log(self.ratio(operator, named)) for named in sorted(circumstances)]
        return general * exp(_IN_DETAIL * sum(details) / len(details)) if details else general

    def ratio(self, operator: str, circumstance: str) -> float:
        """Return how much better an operator did in a circumstance than in general; 1 when nothing is known."""
        usual = self.usual * self.record(Lesson(operator)).factor(self.usual)
        return self.record(Lesson(operator, circumstance)).factor(usual)

    def tried(self, edits: Iterable[Edit], symptoms: Iterable[str] = (), *, gained: bool) -> "OperatorWeights":
        """Return the weights after one attempt with these edits in it, where tests failed with these symptoms."""
        used, seen = tuple(edits), tuple(symptoms)
        share = OperatorRecord(tries=1 / len(used), gains=gained / len(used)) if used else OperatorRecord()
        weights = self
        for edit in used:
            lessons = dict.fromkeys(Lesson(edit.operator, named) for named in (ANYWHERE, *circumstances(edit, seen)))
            weights += OperatorWeights(dict.fromkeys(lessons, share))
        return weights


def circumstances(edit: Edit, symptoms: Iterable[str]) -> tuple[str, ...]:
    """Return what an edit's lessons are kept apart by: the role of its place, and the symptoms of what fails."""
    return (f"role:{edit.role}", *(f"symptom:{symptom}" for symptom in symptoms))


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
