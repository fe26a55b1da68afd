"""What was learnt, put in order for people to read."""

from dataclasses import dataclass
from functools import cached_property

from training.agents.repair.weights import ANYWHERE, Lesson, OperatorRecord, OperatorWeights

_TELLING = 1.05  # how far from 1 a factor must be to be worth a word


@dataclass(frozen=True, kw_only=True)
class Detail:
    """How an operator did in one circumstance, against how it does in general."""

    name: str
    factor: float


@dataclass(frozen=True)
class OperatorLesson:
    """What is known of one operator."""

    operator: str
    known: OperatorWeights

    @property
    def record(self) -> OperatorRecord:
        """How often it was tried and helped."""
        return self.known.record(Lesson(self.operator))

    @property
    def factor(self) -> float:
        """What its prior is multiplied by, in no particular circumstance."""
        return self.known.factor(self.operator)

    @cached_property
    def circumstances(self) -> tuple[tuple[str, OperatorRecord], ...]:
        """The circumstances that it was tried in, by name."""
        mine = (lesson for lesson in self.known.records if lesson.operator == self.operator and lesson.circumstance)
        return tuple(
            (lesson.circumstance, self.known.record(lesson)) for lesson in sorted(mine, key=lambda it: it.circumstance)
        )

    @property
    def telling(self) -> tuple[Detail, ...]:
        """The circumstances in which it does better or worse than in general, the most unlike first."""
        found = [
            Detail(name=name.partition(":")[2].replace("_", " "), factor=self.known.ratio(self.operator, name))
            for name, _ in self.circumstances
        ]
        apart = [detail for detail in found if max(detail.factor, 1 / detail.factor) >= _TELLING]
        return tuple(sorted(apart, key=lambda detail: -max(detail.factor, 1 / detail.factor)))


def lessons_of(known: OperatorWeights) -> tuple[OperatorLesson, ...]:
    """Return what is known of every operator that was tried, the most helpful first."""
    names = {lesson.operator for lesson in known.records if lesson.circumstance == ANYWHERE}
    found = (OperatorLesson(name, known) for name in names)
    return tuple(sorted(found, key=lambda lesson: (-lesson.factor, -lesson.record.tries, lesson.operator)))
