"""Which edits to try first."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import log
from random import Random

from training.agents.repair.operators import OPERATORS
from training.agents.repair.program import Edit, Program
from training.agents.repair.weights import OperatorWeights

_DILUTION = 0.6  # 1 would give all edits of an operator together one operator's weight, 0 would give it to each
_TINY = 1e-9


@dataclass(frozen=True, kw_only=True)
class Beliefs:
    """What the ranking goes by: learnt weights, what symptoms speak for, and how suspicious a place is."""

    weights: OperatorWeights
    affinities: Mapping[str, float]
    suspicion: Callable[[Edit], float]


def all_edits(programs: Iterable[Program]) -> tuple[Edit, ...]:
    """Return every edit of every operator, without those that change nothing or repeat another."""
    found: dict[tuple[str, object], Edit] = {}
    for program in programs:
        for operator in OPERATORS:
            for parts in operator.find(program):
                line = program.source.count(b"\n", 0, parts[0].start) + 1
                edit = Edit(path=program.path, operator=operator.name, line=line, parts=parts)
                found.setdefault((edit.path, parts), edit)
    return tuple(found.values())


def rank(edits: tuple[Edit, ...], beliefs: Beliefs, *, temperature: float, rng: Random) -> list[Edit]:
    """Order edits, best first. Noise scaled by `temperature` makes it a draw without replacement (Gumbel top-k)."""
    crowds: dict[str, float] = defaultdict(float)
    suspicions = [max(_TINY, beliefs.suspicion(edit)) for edit in edits]
    for edit, suspicion in zip(edits, suspicions, strict=True):
        crowds[edit.operator] += suspicion
    scored = [
        (log(suspicion) + _mass(edit, beliefs, crowds) + temperature * _gumbel(rng), index)
        for index, (edit, suspicion) in enumerate(zip(edits, suspicions, strict=True))
    ]
    return [edits[index] for _, index in sorted(scored, key=lambda pair: (-pair[0], pair[1]))]


def _mass(edit: Edit, beliefs: Beliefs, crowds: Mapping[str, float]) -> float:
    factor = beliefs.weights.record(edit.operator).factor
    affinity = beliefs.affinities.get(edit.operator, 1.0)
    return log(_PRIORS[edit.operator] * factor * affinity) - _DILUTION * log(crowds[edit.operator])


def _gumbel(rng: Random) -> float:
    return -log(-log(max(_TINY, rng.random())))


_PRIORS: Mapping[str, float] = {operator.name: operator.prior for operator in OPERATORS}
