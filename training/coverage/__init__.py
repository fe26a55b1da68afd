"""Which lines each test reaches: counters put into a program before it runs, and read from what its tests print."""

from training.coverage.trace import Trace, traced

__all__ = ["Trace", "traced"]
