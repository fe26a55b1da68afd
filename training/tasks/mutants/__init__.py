"""Mutants: a program with one bug of the kind that people make, to see whether tests notice it."""

from training.tasks.mutants.kinds import BUGS
from training.tasks.mutants.making import Mutant, choose, mutants_of

__all__ = ["BUGS", "Mutant", "choose", "mutants_of"]
