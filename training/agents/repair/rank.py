"""Which edits to try first."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import log
from random import Random

from training.agents.repair.affinity import affinities
from training.agents.repair.hints import Hint
from training.agents.repair.operators import OPERATORS
from training.agents.repair.program import Edit, Program
from training.agents.repair.roles import role_of
from training.agents.repair.weights import OperatorWeights, circumstances

_DILUTION = 0.6  # 1 would give all edits of an operator together one operator's weight, 0 would give it to each
_NOISE = 0.3  # at a temperature of 1: enough to reorder what is about as likely, too little to draw at random
_TINY = 1e-9


@dataclass(frozen=True, kw_only=True)
class Beliefs:
    """What the ranking goes by: learnt weights, the symptoms of what fails, and how suspicious a place is."""

    weights: OperatorWeights
    symptoms: tuple[Hint, ...]
    suspicion: Callable[[Edit], float]


def all_edits(programs: Iterable[Program]) -> tuple[Edit, ...]:
    """Return every edit of every operator, without those that change nothing or repeat another."""
    found: dict[tuple[str, object], Edit] = {}
    for program in programs:
        for operator in OPERATORS:
            for parts in operator.find(program):
                if (program.path, parts) in found:
                    continue
                line = program.source.count(b"\n", 0, parts[0].start) + 1
                role = role_of(program, parts[0])
                edit = Edit(path=program.path, operator=operator.name, line=line, parts=parts, role=role)
                found[edit.path, parts] = edit
    return tuple(found.values())


def rank(edits: tuple[Edit, ...], beliefs: Beliefs, *, temperature: float, rng: Random) -> list[Edit]:
    """Order edits, best first. Noise scaled by `temperature` makes it a draw without replacement (Gumbel top-k)."""
    crowds: dict[str, float] = defaultdict(float)
    suspicions = [max(_TINY, beliefs.suspicion(edit)) for edit in edits]
    for edit, suspicion in zip(edits, suspicions, strict=True):
        crowds[edit.operator] += suspicion
    lifted = affinities(beliefs.symptoms)
    masses = {(edit.operator, edit.role): edit for edit in edits}
    known = {key: _mass(edit, beliefs, lifted) for key, edit in masses.items()}
    scored = [
        (
            log(suspicion)
            + known[edit.operator, edit.role]
            - _DILUTION * log(crowds[edit.operator])
            + _NOISE * temperature * _gumbel(rng),
            index,
        )
        for index, (edit, suspicion) in enumerate(zip(edits, suspicions, strict=True))
    ]
    return [edits[index] for _, index in sorted(scored, key=lambda pair: (-pair[0], pair[1]))]


def _mass(edit: Edit, beliefs: Beliefs, lifted: Mapping[str, float]) -> float:
    factor = beliefs.weights.factor(edit.operator, circumstances(edit, beliefs.symptoms))
    return log(_PRIORS[edit.operator] * factor * lifted.get(edit.operator, 1.0))


def _gumbel(rng: Random) -> float:
    return -log(-log(max(_TINY, rng.random())))


_PRIORS: Mapping[str, float] = {operator.name: operator.prior for operator in OPERATORS}
