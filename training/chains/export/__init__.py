"""A chain as a script that does the same without us."""

from training.chains.export.bash import Material, to_bash

__all__ = ["Material", "to_bash"]
