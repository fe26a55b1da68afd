"""Tasks: reading their folders, proving them."""

from training.tasks.catalogue import BUILT_IN, Catalogue
from training.tasks.check import TaskCheck, check_task
from training.tasks.loader import load_task
from training.tasks.proof import TaskProof, prove_task

__all__ = ["BUILT_IN", "Catalogue", "TaskCheck", "TaskProof", "check_task", "load_task", "prove_task"]
